import { describe, expect, it } from "vitest";
import { copied, cutOut, paste, pasteModel } from "../src/canvas/clipboard/clipboard";
import { insert } from "../src/canvas/clipboard/insert";
import type { Part } from "../src/canvas/clipboard/part";
import { PART_FORMAT, readText } from "../src/canvas/clipboard/text";
import { command, perform } from "../src/canvas/commands";
import { wireId } from "../src/canvas/edges";
import { NOTHING } from "../src/canvas/view";
import { sameBlock } from "../src/document/bring";
import { CARD } from "../src/document/card";
import { wires } from "../src/document/graph";
import { levelOf } from "../src/document/level";
import type { Document, JsonObject } from "../src/document/types";
import { toJson } from "../src/document/write";
import { CATALOG } from "./catalog";
import { CHAIN } from "./documents";
import { stage } from "./stage";

const EMPTY: JsonObject = { name: "Other", nodes: {} };

const port = (kind: string, number: number, inputs = {}) => ({ kind, block: "res", params: { number }, inputs });

/** image → res ×2 → digit; inside res: x → d1 → y, with a note. */
const NESTED: JsonObject = {
  name: "Nested",
  nodes: {
    image: { kind: "Input", params: {}, inputs: {} },
    one: { kind: "Block", uses: "res", repeat: 2, params: { width: 8 }, inputs: { x: ["image"] } },
    digit: { kind: "Output", params: {}, inputs: { inputs: ["one"] } },
    x: port("BlockInput", 0),
    d1: { kind: "Dense", block: "res", params: { units: { expr: "width" } }, inputs: { inputs: ["x"] } },
    y: port("BlockOutput", 0, { inputs: ["d1"] }),
  },
  blocks: { res: { name: "Residual", help: "", params: { width: { default: 64, help: "" } } } },
  notes: { n1: { text: "why", x: 300, y: 0, width: 200, height: 60, block: "res" } },
};

/** What a text brings to another project. */
function pasted(text: string, json: JsonObject = EMPTY) {
  const other = stage(true, json);
  paste(other.stage, text);
  return other;
}

function copyOf(json: JsonObject, ...ids: string[]): string {
  const { stage: at, select } = stage(true, json);
  select(...ids);
  return copied(at) ?? "";
}

const part = (content: object) => JSON.stringify({ format: PART_FORMAT, version: 2, ...content });
const said = (text: string) => pasted(text).stage.view.notice.get()?.sentence ?? "";
const overlapping = ({ layout }: Document) =>
  [...layout].some(([id, a]) =>
    [...layout].some(([key, b]) => id < key && Math.abs(a.x - b.x) < CARD.width && Math.abs(a.y - b.y) < CARD.height),
  );

describe("copy and paste", () => {
  it("carries nodes, the wires among them, names and settings to another project, as one step", () => {
    const text = copyOf({ ...CHAIN, nodes: { ...(CHAIN.nodes as JsonObject) } }, "conv", "dense");
    const { stage: there, document } = pasted(text);
    expect(document().nodes.get("dense")?.inputs).toEqual({ inputs: ["conv"] });
    expect(document().nodes.get("conv")?.inputs).toEqual({});
    expect(document().nodes.get("conv")?.params).toEqual({ kernel_size: [3, 3] });
    expect([...there.view.selection.get().nodes].sort()).toEqual(["conv", "dense"]);
    expect(there.view.told.get()).toBe("Pasted 2 layers.");
    perform(command("undo"), there);
    expect(document().nodes.size).toBe(0);
  });

  it("goes about the point, and steps aside when it is done again", () => {
    const { stage: at, select, document } = stage();
    select("conv");
    const text = copied(at) ?? "";
    for (let time = 0; time < 6; time += 1) paste(at, text, { x: 110, y: 120 });
    expect(document().nodes.size).toBe(10);
    expect(overlapping(document())).toBe(false);
    const far = stage();
    paste(far.stage, text, { x: 5000, y: -3000 });
    expect(far.document().layout.get("conv2d1")).toEqual({ x: 5000 - CARD.width / 2, y: -3000 - CARD.height / 2 });
  });

  it("brings the blocks that are used with all that stands in them, once", () => {
    const text = copyOf(NESTED, "one");
    const { stage: there, document } = pasted(text);
    expect(document().blocks.get("res")?.name).toBe("Residual");
    expect(document().nodes.get("d1")?.block).toBe("res");
    expect([...document().notes.values()]).toMatchObject([{ text: "why", block: "res" }]);
    expect(document().nodes.get("one")).toMatchObject({ repeat: 2, params: { width: 8 }, uses: "res" });
    paste(there, text);
    expect(document().blocks.size).toBe(1);
    expect([...document().nodes.values()].filter(({ uses }) => uses === "res")).toHaveLength(2);
  });

  it("brings a block of the same name but other content under a new name, and knows it again", () => {
    const other = JSON.parse(JSON.stringify(NESTED));
    other.nodes.d1.params.units = 7;
    const { stage: there, document } = pasted(copyOf(NESTED, "one"), other);
    expect([...document().blocks.values()].map(({ name }) => name).sort()).toEqual(["Residual", "Residual 2"]);
    const made = [...document().blocks].find(([, { name }]) => name === "Residual 2")?.[0] ?? "";
    const origin = stage(true, NESTED).document();
    expect(sameBlock(document(), made, origin, "res")).toBe(true);
    paste(there, copyOf(NESTED, "one"));
    expect(document().blocks.size).toBe(2);
  });

  it("says what names were worth, where they go without them", () => {
    const { stage: at, select } = stage(true, NESTED);
    at.view.place.set({ block: "res", path: ["one"] });
    select("d1");
    const text = copied(at) ?? "";
    expect(pasted(text).document().nodes.get("d1")).toMatchObject({ params: { units: 64 }, block: null });
    paste(at, text);
    const [copy] = at.view.selection.get().nodes;
    expect(at.project.document.get().nodes.get(copy ?? "")).toMatchObject({
      params: { units: { expr: "width" } },
      block: "res",
    });
  });

  it("keeps a shared layer among what is copied, and gives one alone its owner's settings", () => {
    const shared = {
      ...CHAIN,
      nodes: {
        a: { kind: "Dense", params: { units: 5 }, inputs: {}, frozen: true },
        b: { kind: "Dense", params: {}, inputs: {}, shares: "a" },
        c: { kind: "Dense", params: {}, inputs: {}, shares: "a" },
      },
    };
    const two = pasted(copyOf(shared, "b", "c")).document().nodes;
    expect(two.get("b")).toMatchObject({ params: { units: 5 }, shares: null, frozen: true });
    expect(two.get("c")?.shares).toBe("b");
    expect(
      pasted(copyOf(shared, "a", "c"))
        .document()
        .nodes.get("c")?.shares,
    ).toBe("a");
  });

  it("refuses a block inside itself, and leaves out what cannot stand where it goes", () => {
    const { stage: at } = stage(true, NESTED);
    const before = toJson(at.project.document.get());
    at.view.place.set({ block: "res", path: ["one"] });
    paste(at, copyOf(NESTED, "one"));
    expect(at.view.notice.get()?.sentence).toBe("“Residual” cannot stand inside itself.");
    expect(toJson(at.project.document.get())).toEqual(before);
    paste(at, copyOf(CHAIN, "image", "dense"));
    expect(at.view.notice.get()?.sentence).toContain("Left out: “Input”");
    expect(at.project.document.get().nodes.get("dense")?.block).toBe("res");
    const inside = stage(true, NESTED);
    inside.stage.view.place.set({ block: "res", path: ["one"] });
    inside.select("x", "d1");
    const text = copied(inside.stage) ?? "";
    expect(said(text)).toContain("Ports of a block stand inside a block only");
    paste(inside.stage, text);
    const numbers = [...inside.document().nodes.values()].flatMap(({ kind, params }) =>
      kind === "BlockInput" ? [params.number] : [],
    );
    expect(numbers.sort()).toEqual([0, 1]);
  });

  it("takes a whole project's JSON", () => {
    const document = stage(true, NESTED).document();
    const { nodes, blocks } = pasted(JSON.stringify(toJson(document))).document();
    expect(nodes.size).toBe(6);
    expect(blocks.size).toBe(1);
  });

  it("has a model of Keras read, and takes what comes of it, or says why not", async () => {
    const model = '{"class_name": "Functional", "config": {"layers": []}}';
    expect(readText(model)).toEqual({ model });
    const { stage: at, document } = stage(true, EMPTY);
    await pasteModel(at, model, { x: 0, y: 0 }, async () => JSON.stringify(toJson(stage().document())));
    expect(document().nodes.size).toBe(4);
    expect(at.view.notice.get()).toBeNull();
    await pasteModel(at, model, { x: 0, y: 0 }, async () => {
      throw new Error("This is no model.");
    });
    expect(at.view.notice.get()?.sentence).toBe("This is no model.");
    expect(document().nodes.size).toBe(4);
  });

  it("goes into the wire that is selected", () => {
    const { stage: at, document } = stage();
    const [wire] = wires(document().nodes).filter(({ target }) => target === "dense");
    at.view.selection.set({ ...NOTHING, wires: new Set([wireId(wire as NonNullable<typeof wire>)]) });
    paste(at, part({ nodes: { flat: { kind: "Flatten" } } }));
    expect(document().nodes.get("flat")?.inputs).toEqual({ inputs: ["conv"] });
    expect(document().nodes.get("dense")?.inputs).toEqual({ inputs: ["flat"] });
  });

  it("cuts as one step", () => {
    const { stage: at, select, document } = stage();
    const before = toJson(document());
    select("conv", "dense");
    cutOut(at);
    expect([...document().nodes.keys()]).toEqual(["digit", "image"]);
    perform(command("undo"), at);
    expect(toJson(document())).toEqual(before);
  });
});

describe("text from anywhere", () => {
  it.each([
    ["nothing of ours", "hello", "no part of a network"],
    ["an empty text", "", "no part of a network"],
    ["a number", "42", "no part of a network"],
    ["another program's JSON", '{"nodes": [1, 2]}', "no part of a network"],
    ["a list as deep as the text is long", "[".repeat(400_000), "no part of a network"],
    ["settings too deep", part({ nodes: { a: { kind: "Dense", params: JSON.parse(deep(100)) } } }), "no part"],
    ["a newer format", '{"format": "layerloom-part", "version": 3, "nodes": {}}', "newer Layerloom"],
    ["no version", '{"format": "layerloom-part", "nodes": {}}', "which version"],
    ["nothing in it", part({ nodes: {} }), "no layer, note or frame"],
    ["nodes that are a list", part({ nodes: [{ kind: "Dense" }] }), "no layer, note or frame"],
    ["50 MB", "x".repeat(50_000_000), "50 MB; up to 700 kB"],
    ["letters of four bytes", `"${"😀".repeat(300_000)}"`, "1.2 MB; up to 700 kB"],
    ["too many nodes", part({ nodes: many(2001) }), "2,001 layers"],
    ["blocks in a circle", part(circle()), "holds itself"],
  ])("%s: one sentence, nothing changed", (_, text, sentence) => {
    const there = pasted(text, CHAIN);
    expect(there.stage.view.notice.get()?.sentence).toContain(sentence);
    expect(toJson(there.document())).toEqual(toJson(stage().document()));
  });

  it("accepts what is only strange, and makes it safe", () => {
    const { document } = pasted(
      `{"format": "layerloom-part", "version": 2, "__proto__": {"polluted": 1},
        "values": {"__proto__": 3},
        "nodes": {
          "a": {"kind": "NoSuchKind", "name": "${"n".repeat(10_000)}", "params": {"__proto__": {"x": 1}, "constructor": 2}},
          "b": {"kind": "Dense", "name": "<img src=x onerror=alert(1)>", "inputs": {"inputs": ["a", "gone", 7], "constructor": ["a"]}},
          "__proto__": {"kind": "Dense"}, "not an id": {"kind": "Dense"}, "c": null},
        "layout": {"a": {"x": "NaN", "y": 1e999}, "b": {"x": 1e300, "y": null}},
        "notes": {"n1": {"text": "<b>", "x": 0, "y": 0, "width": 1e9, "height": -4}}}`,
    );
    const { nodes, layout, notes } = document();
    expect([...nodes.keys()]).toEqual(["a", "b"]);
    expect(nodes.get("a")?.name).toHaveLength(200);
    expect(nodes.get("b")?.inputs).toEqual({ inputs: ["a"], constructor: ["a"] });
    expect(Object.keys(nodes.get("a")?.params ?? {})).toEqual(["constructor"]);
    expect([...layout.values()].flatMap(({ x, y }) => [x, y]).every(Number.isFinite)).toBe(true);
    expect([...notes.values()].every(({ width, height }) => width <= 100_000 && height >= 24)).toBe(true);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("gives ids that nobody has, whatever those in it are", () => {
    const { document } = pasted(copyOf(CHAIN, "image", "conv", "dense", "digit"), CHAIN);
    expect(document().nodes.size).toBe(8);
    expect(wires(document().nodes)).toHaveLength(6);
  });

  it("reads what it writes", () => {
    const read = readText(copyOf(NESTED, "image", "one", "digit")) as Part;
    const level = levelOf(stage(true, EMPTY).document(), null);
    const made = insert(level, read, { shift: { x: 0, y: 0 }, outside: false, catalog: CATALOG });
    expect("sentence" in made ? [] : made.nodes).toEqual(["digit", "image", "one"]);
  });
});

function deep(levels: number): string {
  return `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
}

function many(count: number): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`n${at}`, { kind: "Dense" }]));
}

function circle(): JsonObject {
  const inside = (uses: string, block: string) => ({ kind: "Block", uses, block });
  return {
    blocks: { a: { name: "A" }, b: { name: "B" } },
    nodes: { top: { kind: "Block", uses: "a" }, one: inside("b", "a"), two: inside("a", "b") },
  };
}
