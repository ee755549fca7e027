import { describe, expect, it } from "vitest";
import { refusal } from "../src/canvas/connect";
import { problemSentence } from "../src/canvas/keyboard/announcing";
import { changeSentence } from "../src/canvas/keyboard/changes";
import { exchange } from "../src/canvas/keyboard/exchange";
import { wiresAt, wiresFrom, wiresTo } from "../src/canvas/keyboard/fitting";
import { flowOrder } from "../src/canvas/keyboard/order";
import { entrance, follow, stopsOf } from "../src/canvas/keyboard/stops";
import { factsOf, isMeant } from "../src/canvas/outline/facts";
import { rowsOf } from "../src/canvas/outline/rows";
import { NOTHING } from "../src/canvas/view";
import { levelOf } from "../src/document/level";
import { readDocument } from "../src/document/read";
import type { JsonObject } from "../src/document/types";
import type { Report } from "../src/project/report";
import { CATALOG } from "./catalog";
import { CHAIN, docOf, edit } from "./documents";

const node = (kind: string, ...inputs: string[]): JsonObject => ({
  kind,
  params: {},
  inputs: inputs.length ? { inputs } : {},
});

/** image → conv → dense → sum → digit, and image → flat → sum beside it; a note, and a frame around dense. */
function branched() {
  const doc = docOf({
    ...CHAIN,
    nodes: {
      image: node("Input"),
      conv: node("Conv2D", "image"),
      dense: node("Dense", "conv"),
      flat: node("Flatten", "image"),
      sum: node("Add", "dense", "flat"),
      digit: node("Output", "sum"),
    },
    layout: {
      image: { x: 0, y: 0 },
      conv: { x: 0, y: 100 },
      flat: { x: 300, y: 100 },
      dense: { x: 0, y: 200 },
      sum: { x: 0, y: 300 },
      digit: { x: 0, y: 400 },
    },
    notes: { n1: { text: "why", x: 800, y: 0, width: 200, height: 80 } },
    frames: { f1: { text: "Head", x: -20, y: 180, width: 270, height: 100, hue: 20 } },
  });
  return { doc, level: levelOf(readDocument(doc), null) };
}

const keys = (rows: readonly { readonly key: string }[]) => rows.map(({ key }) => key);

describe("the order of the flow", () => {
  it("follows a branch to its end, and puts each layer after what feeds it", () => {
    expect(flowOrder(branched().level)).toEqual(["image", "conv", "dense", "flat", "sum", "digit"]);
  });

  it("ends in a circle too, which it puts last", () => {
    const doc = docOf({ ...CHAIN, nodes: { a: node("Dense", "b"), b: node("Dense", "a"), c: node("Input") } });
    expect([...flowOrder(levelOf(readDocument(doc), null))].sort()).toEqual(["a", "b", "c"]);
    expect(flowOrder(levelOf(readDocument(doc), null))[0]).toBe("c");
  });
});

describe("stops of the keyboard", () => {
  it("come to every layer, note and frame", () => {
    const { level } = branched();
    expect(stopsOf(level).map(({ id }) => id)).toEqual(["image", "conv", "dense", "flat", "sum", "digit", "n1", "f1"]);
    expect(entrance(level, NOTHING)).toEqual({ part: "nodes", id: "image" });
    expect(entrance(level, { ...NOTHING, frames: new Set(["f1"]) })).toEqual({ part: "frames", id: "f1" });
  });

  it.each([
    ["image", "down", "conv"],
    ["conv", "right", "flat"],
    ["flat", "left", "conv"],
    ["sum", "up", "dense"],
    ["digit", "down", undefined],
    ["image", "up", undefined],
  ] as const)("along the wires from %s %s is %s", (from, way, to) => {
    expect(follow(branched().level, from, way)).toBe(to);
  });
});

describe("the rows of the outline", () => {
  it("stand in the order of the flow, frames as groups, notes last", () => {
    const { level } = branched();
    const rows = rowsOf(level.whole, new Set());
    expect(keys(rows)).toEqual(["image", "conv", "frames:f1", "dense", "flat", "sum", "digit", "notes:n1"]);
    expect(rows.map(({ depth }) => depth)).toEqual([1, 1, 1, 2, 1, 1, 1, 1]);
    expect(keys(rowsOf(level.whole, new Set(["frames:f1"])))).not.toContain("dense");
  });

  it("say their branches, what comes out and what is wrong", () => {
    const { level } = branched();
    const report = {
      nodes: {
        sum: { outputs: [{ shape: [null, 8, 4], axes: [], dtype: "float32" }], trainable: 0, frozen: 0, memory: 0 },
      },
      findings: [{ node: "sum", severity: "problem" }],
    } as unknown as Report;
    const row = rowsOf(level.whole, new Set()).find(({ id }) => id === "sum");
    const facts = row && factsOf(row, report, CATALOG);
    expect(facts).toMatchObject({ title: "Add", from: "dense and flat", shape: "8 × 4", problems: 1 });
    expect(facts?.name).toBe("Add sum, from dense and flat, gives 8 × 4, 1 problem");
    expect(row && isMeant(row, " ADD", CATALOG)).toBe(true);
  });

  it("open a block to what stands in it, the way through it in their keys, and never into itself", () => {
    const doc = docOf({
      ...CHAIN,
      nodes: {
        image: node("Input"),
        res: { ...node("Block"), uses: "b", inputs: { x: ["image"] } },
        x: { kind: "BlockInput", block: "b", params: { number: 0 }, inputs: {} },
        again: { kind: "Block", uses: "b", block: "b", params: {}, inputs: { x: ["x"] } },
      },
      blocks: { b: { name: "Res", help: "", params: {} } },
    });
    const rows = rowsOf(readDocument(doc), new Set(["res", "res/again"]));
    expect(keys(rows)).toEqual(["image", "res", "res/x", "res/again"]);
    expect(rows.map(({ open }) => open)).toEqual([null, true, null, null]);
    expect(rows[2]?.place).toEqual({ block: "b", path: ["res"] });
  });

  it("of a thousand layers are found in one pass", () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 1000 }, (_, at) => [`d${at}`, node("Dense", ...(at ? [`d${at - 1}`] : []))]),
    );
    const rows = rowsOf(readDocument(docOf({ ...CHAIN, nodes })), new Set());
    expect(rows.map(({ id }) => id)).toEqual(Object.keys(nodes));
  });
});

describe("wires chosen from a list", () => {
  it("are those that may be drawn, and no others", () => {
    const { level } = branched();
    for (const id of level.nodes.keys()) {
      const listed = [...wiresTo(level, id, CATALOG), ...wiresFrom(level, id, CATALOG)].map(({ value }) => value);
      for (const wire of listed) expect(refusal(level, CATALOG, wire)).toBeNull();
    }
    expect(wiresTo(level, "conv", CATALOG).map(({ value }) => value.target)).toEqual(["sum"]);
    expect(wiresFrom(level, "sum", CATALOG).map(({ value }) => value.source.node)).toEqual([
      "flat",
      "dense",
      "conv",
      "image",
    ]);
  });

  it("are cut from either end", () => {
    const { level } = branched();
    expect(wiresAt(level, "sum", CATALOG).map(({ title }) => title)).toEqual([
      "dense → Add sum",
      "flat → Add sum",
      "sum → Output digit",
    ]);
  });
});

describe("changing places in the flow", () => {
  it("turns a row of two round, wires and places", () => {
    const doc = docOf();
    const edits = exchange(levelOf(readDocument(doc), null), "dense", "earlier", CATALOG);
    if ("sentence" in edits) throw new Error(edits.sentence);
    const after = edit(doc, ...edits);
    expect(flowOrder(after)).toEqual(["image", "dense", "conv", "digit"]);
    const back = exchange(after, "dense", "later", CATALOG);
    if ("sentence" in back) throw new Error(back.sentence);
    expect(flowOrder(edit(doc, ...back))).toEqual(["image", "conv", "dense", "digit"]);
  });

  it("is refused where branches meet or nothing stands there", () => {
    const { level } = branched();
    for (const id of ["image", "conv", "sum"])
      expect(exchange(level, id, "earlier", CATALOG)).toHaveProperty("sentence");
    expect(exchange(level, "digit", "later", CATALOG)).toHaveProperty("sentence");
  });
});

describe("what is announced", () => {
  it.each([
    [{ edit: "add_node", id: "d1", node: node("Dense", "conv") } as const, "Dense d1 added after conv."],
    [{ edit: "add_node", id: "d1", node: node("Dense") } as const, "Dense d1 added, without wires."],
    [{ edit: "remove_node", node: "conv" } as const, "Conv2D conv removed."],
    [{ edit: "disconnect", node: "dense", port: "inputs", index: 0 } as const, "conv no longer goes to Dense dense."],
    [
      { edit: "connect", node: "dense", port: "inputs", index: 0, source: "image" } as const,
      "image connected to Dense dense.",
    ],
    [{ edit: "set_param", node: "dense", param: "units", value: 3 } as const, ""],
  ])("%j", (change, sentence) => {
    const doc = docOf();
    const before = levelOf(readDocument(doc), null);
    expect(changeSentence(before, edit(doc, change), CATALOG)).toBe(sentence);
  });

  it("says problems that came and went", () => {
    const report = (ready: boolean, ...codes: string[]) =>
      ({
        ready,
        findings: codes.map((code) => ({ node: "a", code, severity: "problem", sentence: `${code}.` })),
      }) as unknown as Report;
    expect(problemSentence(report(true), report(false, "A"))).toBe("New problem: A.");
    expect(problemSentence(report(false, "A"), report(true))).toBe("Mended. No problem is left.");
    expect(problemSentence(report(false, "A", "B"), report(false, "A"))).toBe("Mended. Problems left: 1.");
    expect(problemSentence(report(false, "A"), report(false, "A"))).toBe("");
  });
});
