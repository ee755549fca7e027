import { describe, expect, it } from "vitest";
import { addBlock } from "../src/canvas/blocks/adding";
import { findingsInside, placeOf } from "../src/canvas/blocks/findings";
import { portEdits } from "../src/canvas/blocks/ports";
import { addAt } from "../src/canvas/gestures";
import { hasExpression, readExpression, unknownName, worth } from "../src/canvas/inspector/expressed";
import { inside, placeIn, reportKey, stillThere, TOP } from "../src/canvas/place";
import { blockEntry, paramOf } from "../src/catalog/blocks";
import type { Kept } from "../src/catalog/library";
import { portsOf } from "../src/document/blocks";
import { alone, bring } from "../src/document/bring";
import { levelOf } from "../src/document/level";
import { removeParam, renameParam } from "../src/document/params";
import { readDocument } from "../src/document/read";
import type { JsonObject } from "../src/document/types";
import { toJson } from "../src/document/write";
import type { Report } from "../src/project/report";
import { CATALOG } from "./catalog";
import { docOf, edit } from "./documents";

const port = (kind: string, block: string, number: number, inputs: JsonObject = {}) => ({
  kind,
  block,
  params: { number },
  inputs,
});

/** image → one (outer: in → two (inner) → out, second) → digit; both blocks have `units`. */
const NESTED: JsonObject = {
  name: "Nested",
  blocks: {
    outer: { name: "Outer", help: "", params: { units: { default: 8, help: "" } } },
    inner: { name: "Inner", help: "", params: { units: { default: 4, help: "how many" } } },
  },
  nodes: {
    image: { kind: "Input", params: {}, inputs: {} },
    one: { kind: "Block", uses: "outer", params: { units: 5 }, inputs: { a: ["image"] } },
    digit: { kind: "Output", params: {}, inputs: { inputs: ["one:1"] } },
    a: port("BlockInput", "outer", 0),
    two: {
      kind: "Block",
      uses: "inner",
      block: "outer",
      params: { units: { expr: "2 * units" } },
      inputs: { x: ["a"] },
    },
    b: port("BlockOutput", "outer", 0, { inputs: ["two"] }),
    c: port("BlockOutput", "outer", 1, { inputs: ["two"] }),
    x: port("BlockInput", "inner", 0),
    dense: { kind: "Dense", block: "inner", params: { units: { expr: "units" } }, inputs: { inputs: ["x"] } },
    y: port("BlockOutput", "inner", 0, { inputs: ["dense"] }),
  },
};

const nested = () => readDocument(docOf(NESTED));

describe("places", () => {
  it("leads inside and back, and to where a finding was made", () => {
    const document = nested();
    const outer = inside(document, TOP, "one");
    const inner = outer && inside(document, outer, "two");
    expect(inner).toEqual({ block: "inner", path: ["one", "two"] });
    expect(reportKey(inner ?? TOP, "dense")).toBe("one.0.two.0.dense");
    expect(placeIn(document, "inner")).toEqual(inner);
    expect(placeOf(document, "dense", "one.0.two.2")).toEqual(inner);
    expect(placeOf(document, "image")).toEqual(TOP);
    expect(inside(document, TOP, "two")).toBeNull();
    expect(inside(document, TOP, "image")).toBeNull();
  });

  it("stays in the block while it is there, however one came, else goes out as far as it must", () => {
    const doc = docOf(NESTED);
    const place = placeIn(readDocument(doc), "inner");
    expect(stillThere(readDocument(doc), place)).toBe(place);
    edit(doc, { edit: "remove_node", node: "one" });
    expect(stillThere(readDocument(doc), place)).toEqual({ block: "inner", path: [] });
    edit(doc, { edit: "set_block", id: "inner", block: null });
    expect(stillThere(readDocument(doc), place)).toEqual(TOP);
  });

  it("counts what is wrong inside an instance", () => {
    const finding = {
      node: "dense",
      path: "one.0.two.0",
      param: null,
      severity: "problem",
      code: "",
      sentence: "",
      detail: "",
      fixes: [],
    };
    const report = { nodes: {}, findings: [finding] } as unknown as Report;
    const seen = (block: string | null) => ({
      document: levelOf(nested(), block),
      place: placeIn(nested(), block),
      report,
    });
    expect(findingsInside(seen(null), "one")).toHaveLength(1);
    expect(findingsInside(seen("outer"), "two")).toHaveLength(1);
    expect(findingsInside(seen(null), "image")).toHaveLength(0);
  });
});

describe("a block as an entry of the catalogue", () => {
  it("has its ports, and settings of the type of those in which they stand", () => {
    const document = nested();
    const entry = blockEntry("outer", document, CATALOG);
    expect(entry.inputs?.map(({ name }) => name)).toEqual(["a"]);
    expect(entry.outputs).toHaveLength(2);
    expect(entry.purpose).toBe("1 layer");
    expect(paramOf("inner", "units", document, CATALOG)).toMatchObject({
      type: "integer",
      min: 1,
      default: 4,
      help: "how many",
      required: false,
    });
  });
});

describe("ports that go", () => {
  it("take the wires of all instances with them, and those that stay close up", () => {
    const doc = docOf(NESTED);
    const gone = new Set(["b", "a"]);
    const edits = portEdits(levelOf(readDocument(doc), "outer"), gone);
    edit(doc, ...edits, ...[...gone].map((node) => ({ edit: "remove_node" as const, node })));
    const { nodes } = readDocument(doc);
    expect(nodes.get("one")?.inputs).toEqual({});
    expect(nodes.get("digit")?.inputs).toEqual({ inputs: ["one"] });
    expect(portsOf(nodes, "outer").outputs.map(({ id, number }) => [id, number])).toEqual([["c", 0]]);
    expect(portEdits(levelOf(readDocument(doc), "inner"), new Set(["dense"]))).toEqual([]);
  });
});

describe("parameters of a block", () => {
  it("are renamed wherever they are spoken of", () => {
    const doc = docOf(NESTED);
    edit(doc, ...renameParam(readDocument(doc), "outer", "units", "width"));
    const { nodes, blocks } = readDocument(doc);
    expect(Object.keys(blocks.get("outer")?.params ?? {})).toEqual(["width"]);
    expect(nodes.get("one")?.params).toEqual({ width: 5 });
    expect(nodes.get("two")?.params).toEqual({ units: { expr: "2 * width" } });
    expect(nodes.get("dense")?.params).toEqual({ units: { expr: "units" } });
  });

  it("leave their value behind", () => {
    const doc = docOf(NESTED);
    edit(doc, ...removeParam(readDocument(doc), "outer", "units"));
    const { nodes, blocks } = readDocument(doc);
    expect(blocks.get("outer")?.params).toEqual({});
    expect(nodes.get("one")?.params).toEqual({});
    expect(nodes.get("two")?.params).toEqual({ units: 16 });
  });
});

describe("bringing blocks in", () => {
  it("copies a block with those inside it, once", () => {
    const from = alone(nested(), "outer");
    expect(from.nodes.has("image")).toBe(false);
    const doc = docOf();
    const first = bring(readDocument(doc), from, "outer");
    edit(doc, ...first.edits);
    const whole = readDocument(doc);
    // `dense` is a node of the network already.
    expect(whole.nodes.get("dense_2")).toMatchObject({ block: "inner", inputs: { inputs: ["x"] } });
    expect(whole.nodes.get("two")?.uses).toBe("inner");
    expect(bring(whole, from, "outer")).toEqual({ block: "outer", edits: [] });
  });

  it("gives another block of the same id a free one, and finds again what it brought", () => {
    const doc = docOf(NESTED);
    edit(doc, { edit: "set_param", node: "dense", param: "activation", value: "relu" });
    const before = toJson(readDocument(doc));
    const brought = bring(readDocument(doc), nested(), "outer");
    edit(doc, ...brought.edits);
    const whole = readDocument(doc);
    expect(brought.block).toBe("outer_2");
    expect(whole.nodes.get("two_2")).toMatchObject({ uses: "inner_2", block: "outer_2", inputs: { x_2: ["a_2"] } });
    expect(bring(whole, nested(), "outer")).toEqual({ block: "outer_2", edits: [] });
    expect((before.nodes as JsonObject).dense).toEqual((toJson(whole).nodes as JsonObject).dense);
  });

  it("refuses a block inside itself, in words", () => {
    const within = (block: string | null) => levelOf(nested(), block);
    const put = (level: ReturnType<typeof within>, source: string | Kept) =>
      addBlock(level, source, CATALOG, (here, entry) => addAt(here, entry, { x: 0, y: 0 }));
    expect(put(within("inner"), "inner")).toEqual({ sentence: "“Inner” cannot stand inside itself." });
    expect(put(within("inner"), "outer")).toEqual({
      sentence: "“Outer” holds “Inner”, so it cannot stand inside it.",
    });
    expect(put(within("outer"), "inner")).toMatchObject({ id: "inner1" });
    const kept: Kept = {
      id: "k",
      from: "ready",
      title: "Outer",
      sentence: "",
      family: "",
      document: nested(),
      block: "outer",
    };
    expect(put(within("inner"), kept)).toHaveProperty("sentence");
    expect(put(within(null), kept)).toMatchObject({ id: "outer1" });
  });
});

describe("settings that hold expressions", () => {
  const units = { name: "units", type: "integer", label: "Units", help: "" };
  const size = { name: "size", type: "integers", label: "Size", help: "", length: 2 };
  const names = ["k", "filters", "i"];

  it("are read from what is typed", () => {
    expect(readExpression(units, "= 2 * k", names)).toEqual({ value: { expr: "2 * k" } });
    expect(readExpression(units, "2 * 4", names)).toEqual({ value: 8 });
    expect(readExpression(size, "k × 3", names)).toEqual({ value: [{ expr: "k" }, 3] });
    expect(readExpression(size, "k", names)).toEqual({ value: [{ expr: "k" }, { expr: "k" }] });
    expect(readExpression({ ...units, type: "activation" }, "k", names)).toEqual({ value: { expr: "k" } });
  });

  it("say what is wrong", () => {
    const said = (text: string, param = units) =>
      (readExpression(param, text, names) as { sentence?: string }).sentence;
    expect(said("nobody")).toBe("There is no parameter “nobody” here.");
    expect(said("2 *")).toMatch(/missing/);
    expect(said("")).toContain("2 * k");
    expect(said("k × k × k", size as typeof units)).toContain("2 numbers or expressions");
    expect(said("2 * k", { ...units, type: "choice" })).toContain("Only the name");
    expect(unknownName("k × other", names)).toBe("other");
  });

  it("come to something by the defaults", () => {
    expect(worth([{ expr: "k" }, 3], { k: 5 })).toEqual([5, 3]);
    expect(worth({ expr: "act" }, { act: "relu" })).toBe("relu");
    expect(worth({ expr: "2 * act" }, { act: "relu" })).toBeUndefined();
    expect(hasExpression({ a: [1, { expr: "k" }] })).toBe(true);
    expect(hasExpression([1, 2])).toBe(false);
  });
});
