import { describe, expect, it } from "vitest";
import type * as Y from "yjs";
import { portsOf } from "../src/document/blocks";
import { applyEdits } from "../src/document/edits";
import { levelOf } from "../src/document/level";
import { type Kinds, pack } from "../src/document/pack";
import { readDocument } from "../src/document/read";
import type { Document, JsonObject } from "../src/document/types";
import { createUndo, OWN } from "../src/document/undo";
import { unpack } from "../src/document/unpack";
import { toJson } from "../src/document/write";
import { CATALOG } from "./catalog";
import { docOf, edit } from "./documents";

const KINDS: Kinds = {
  input: ({ kind }) => (kind === "Input" ? undefined : "inputs"),
  gives: ({ kind }) => kind !== "Output",
  packs: ({ kind }) => kind !== "Input" && kind !== "Output",
  title: ({ name, kind }) => name || kind,
};

function packed(doc: Y.Doc, ids: readonly string[], block: string | null = null, name = "Residual") {
  const made = pack(levelOf(readDocument(doc), block), ids, name, KINDS);
  if ("sentence" in made) throw new Error(made.sentence);
  edit(doc, ...made.edits);
  return made;
}

function unpacked(doc: Y.Doc, id: string, block: string | null = null) {
  const made = unpack(levelOf(readDocument(doc), block), id);
  if ("sentence" in made) throw new Error(made.sentence);
  return { ...made, document: edit(doc, ...made.edits).whole };
}

/** The document that follows from a seed: some nodes in rows, each wired to some that stand above it. */
function someDocument(random: () => number): JsonObject {
  const pick = (count: number) => Math.floor(random() * count);
  const kinds = ["Dense", "Conv2D", "Add", "LSTM"];
  const nodes: Record<string, JsonObject> = { n0: { kind: "Input", params: {}, inputs: {} } };
  const layout: Record<string, JsonObject> = { n0: { x: 0, y: 0 } };
  for (let number = 1; number < 3 + pick(9); number += 1) {
    const kind = kinds[pick(kinds.length)] as string;
    const wires = Array.from(
      { length: kind === "Add" ? pick(4) : pick(5) ? 1 : 0 },
      () => `n${pick(number)}${pick(6) ? "" : ":1"}`,
    );
    nodes[`n${number}`] = { kind, params: { units: number }, inputs: wires.length ? { inputs: wires } : {} };
    layout[`n${number}`] = { x: pick(4) * 256, y: number * 92 };
  }
  return { name: "Some", nodes, layout };
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("packing", () => {
  it("finds the ports from the wires that are cut", () => {
    const doc = docOf();
    const { instance, block } = packed(doc, ["conv", "dense"]);
    const { nodes, layout } = readDocument(doc);
    const ports = portsOf(nodes, block);
    expect([ports.inputs.length, ports.outputs.length]).toEqual([1, 1]);
    expect(nodes.get("conv")).toMatchObject({ block, inputs: { inputs: [ports.inputs[0]?.id] } });
    expect(nodes.get(instance)).toMatchObject({
      kind: "Block",
      uses: block,
      inputs: { [ports.inputs[0]?.id ?? ""]: ["image"] },
    });
    expect(nodes.get("digit")?.inputs).toEqual({ inputs: [instance] });
    expect(layout.get(instance)).toEqual({ x: 0, y: 92 });
    expect(layout.get("digit")).toEqual({ x: 0, y: 184 });
  });

  it("leaves what ties the network to its data outside, and refuses in words", () => {
    const doc = docOf();
    const level = levelOf(readDocument(doc), null);
    const sentence = (...ids: string[]) => (pack(level, ids, "B", KINDS) as { sentence?: string }).sentence;
    expect(sentence("image", "digit")).toBe("Select the layers that shall become a block.");
    expect(sentence("image", "conv")).toBeUndefined();
    edit(doc, { edit: "add_node", id: "last", node: { kind: "Dense", name: "Last", inputs: { inputs: ["dense"] } } });
    const longer = levelOf(readDocument(doc), null);
    expect(pack(longer, ["conv", "last"], "B", KINDS)).toEqual({
      sentence: "“Dense” lies between the selected layers: select it too.",
      also: ["dense"],
    });
    edit(doc, { edit: "set_field", node: "last", field: "shares", value: "dense" });
    expect(pack(levelOf(readDocument(doc), null), ["conv", "dense"], "B", KINDS)).toEqual({
      sentence: "“Last” shares its weights with “Dense”: select both, or unlink them.",
    });
  });

  it("is undone by unpacking, whatever is chosen, and by one step of undo", () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const random = seeded(seed);
      const doc = docOf(someDocument(random));
      const before = toJson(readDocument(doc));
      const chosen = [...readDocument(doc).nodes.keys()].filter(() => random() < 0.4);
      const made = pack(levelOf(readDocument(doc), null), chosen, "Some block", KINDS);
      if ("sentence" in made) continue;
      const undo = createUndo(doc);
      undo.begin();
      applyEdits(doc, made.edits, CATALOG.takesMany, OWN);
      const inside = readDocument(doc);
      undo.undo();
      expect(toJson(readDocument(doc)), `undo, seed ${seed}`).toEqual(before);
      undo.redo();
      expect(readDocument(doc)).toEqual(inside);
      const { document } = unpacked(doc, made.instance);
      expect(toJson(document), `seed ${seed}`).toEqual(before);
    }
  });

  it("carries the outer block's names inside, and back", () => {
    const doc = docOf();
    const { block } = packed(doc, ["conv", "dense"]);
    edit(
      doc,
      { edit: "set_block_param", block, param: "units", value: { default: 8, help: "how many" } },
      { edit: "set_param", node: "dense", param: "units", value: { expr: "2 * units + i" } },
    );
    const before = toJson(readDocument(doc));
    const inner = packed(doc, ["dense"], block, "Inner");
    const { blocks, nodes } = readDocument(doc);
    expect(blocks.get(inner.block)?.params).toEqual({
      units: { default: 8, help: "how many" },
      index: { default: 0, help: "" },
    });
    expect(nodes.get("dense")?.params.units).toEqual({ expr: "2 * units + index" });
    expect(nodes.get(inner.instance)).toMatchObject({
      block,
      params: { units: { expr: "units" }, index: { expr: "i" } },
    });
    expect(toJson(unpacked(doc, inner.instance, block).document)).toEqual(before);
  });
});

describe("unpacking", () => {
  it("puts an instance's values in, and keeps the definition that others use", () => {
    const doc = docOf();
    const { instance, block } = packed(doc, ["dense"]);
    edit(
      doc,
      { edit: "set_block_param", block, param: "units", value: { default: 8, help: "" } },
      { edit: "set_param", node: "dense", param: "units", value: { expr: "2 * units" } },
      { edit: "add_node", id: "again", node: { kind: "Block", uses: block, params: { units: 5 }, inputs: {} } },
    );
    const { ids, document } = unpacked(doc, "again");
    expect(ids).toHaveLength(1);
    expect(document.nodes.get(ids[0] ?? "")).toMatchObject({ kind: "Dense", block: null, params: { units: 10 } });
    expect(document.blocks.has(block)).toBe(true);
    const all = unpacked(doc, instance).document;
    expect(all.nodes.get("dense")?.params.units).toBe(16);
    expect(all.blocks.size).toBe(0);
  });

  it("opens a repeat as a chain", () => {
    const doc = docOf();
    const { instance } = packed(doc, ["dense"]);
    edit(
      doc,
      { edit: "set_field", node: instance, field: "repeat", value: 3 },
      { edit: "set_param", node: "dense", param: "units", value: { expr: "32 * (i + 1)" } },
    );
    const { ids, document } = unpacked(doc, instance);
    const chain = ids.map((id) => document.nodes.get(id));
    expect(chain.map((node) => node?.params.units)).toEqual([32, 64, 96]);
    expect(chain.map((node) => node?.inputs.inputs?.[0])).toEqual(["conv", ids[0], ids[1]]);
    expect(document.nodes.get("digit")?.inputs).toEqual({ inputs: [ids[2]] });
    const places = [...document.layout.values()].map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it("refuses what it cannot say", () => {
    const doc = docOf();
    const { instance } = packed(doc, ["dense"]);
    const refused = (field: "repeat" | "disabled" | "shares", value: JsonObject | boolean | string | number) => {
      edit(doc, { edit: "set_field", node: instance, field, value });
      const made = unpack(levelOf(readDocument(doc) as Document, null), instance);
      edit(doc, { edit: "set_field", node: instance, field, value: null });
      return "sentence" in made ? made.sentence : null;
    };
    expect(refused("repeat", { expr: "n" })).toContain("put a number first");
    expect(refused("repeat", 101)).toContain("up to 100");
    expect(refused("disabled", true)).toContain("switched off");
    expect(refused("shares", "x")).toContain("unlink");
    expect(refused("repeat", { expr: "1 + 1" })).toBeNull();
  });
});
