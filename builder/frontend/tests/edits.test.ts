import { describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { applyEdits } from "../src/document/edits";
import { readDocument } from "../src/document/read";
import type { Edit } from "../src/document/types";
import { createUndo, NAMING, OWN } from "../src/document/undo";
import { toJson } from "../src/document/write";
import { CATALOG } from "./catalog";
import { docOf, edit } from "./documents";

describe("edits", () => {
  it("puts a node between two others and moves what is below", () => {
    const after = edit(
      docOf(),
      { edit: "add_node", id: "flat", node: { kind: "Flatten", params: {}, inputs: { inputs: ["conv"] } } },
      { edit: "connect", node: "dense", port: "inputs", index: 0, source: "flat" },
    );
    expect(after.nodes.get("dense")?.inputs).toEqual({ inputs: ["flat"] });
    expect(after.layout.get("flat")).toEqual({ x: 0, y: 184 });
    expect(after.layout.get("dense")?.y).toBe(276);
    expect(after.layout.get("digit")?.y).toBe(368);
    expect(after.layout.get("conv")?.y).toBe(92);
  });

  it("removes a node with its wires and its place", () => {
    const after = edit(docOf(), { edit: "remove_node", node: "conv" });
    expect(after.nodes.has("conv")).toBe(false);
    expect(after.layout.has("conv")).toBe(false);
    expect(after.nodes.get("dense")?.inputs).toEqual({});
  });

  it("replaces the wire of a port that takes one, and appends to one that takes many", () => {
    const doc = docOf();
    edit(doc, { edit: "add_node", id: "sum", node: { kind: "Add", params: {}, inputs: {} }, position: { x: 0, y: 0 } });
    for (const [index, source] of ["conv", "image", "conv", "dense:1"].entries()) {
      edit(doc, { edit: "connect", node: "sum", port: "inputs", index, source });
    }
    expect(edit(doc).nodes.get("sum")?.inputs).toEqual({ inputs: ["conv", "image", "conv", "dense:1"] });
    edit(doc, { edit: "connect", node: "sum", port: "inputs", index: 1, source: "dense" });
    edit(doc, { edit: "disconnect", node: "sum", port: "inputs", index: 0 });
    edit(doc, { edit: "connect", node: "dense", port: "inputs", index: 0, source: "image" });
    const { nodes } = edit(doc);
    expect(nodes.get("sum")?.inputs).toEqual({ inputs: ["dense", "conv", "dense:1"] });
    expect(nodes.get("dense")?.inputs).toEqual({ inputs: ["image"] });
  });

  it("keeps every wire when two people append at once", () => {
    const [one, two] = [docOf(), new Y.Doc()];
    edit(one, { edit: "add_node", id: "sum", node: { kind: "Add", params: {}, inputs: {} } });
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    edit(one, { edit: "connect", node: "sum", port: "inputs", index: 0, source: "conv" });
    edit(two, { edit: "connect", node: "sum", port: "inputs", index: 0, source: "dense" });
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two));
    expect(new Set(readDocument(one).nodes.get("sum")?.inputs.inputs)).toEqual(new Set(["conv", "dense"]));
    expect(readDocument(one)).toEqual(readDocument(two));
  });

  it("changes nothing where the node is gone", () => {
    const doc = docOf();
    const before = toJson(readDocument(doc));
    const edits: Edit[] = [
      { edit: "set_param", node: "gone", param: "units", value: 1 },
      { edit: "unset_param", node: "gone", param: "units" },
      { edit: "rename_node", node: "gone", name: "x" },
      { edit: "connect", node: "gone", port: "inputs", index: 0, source: "conv" },
      { edit: "disconnect", node: "gone", port: "inputs", index: 0 },
      { edit: "move", node: "gone", position: { x: 1, y: 1 } },
      { edit: "remove_node", node: "gone" },
    ];
    edit(doc, ...edits);
    expect(toJson(readDocument(doc))).toEqual(before);
  });

  it("sets settings, names and notes", () => {
    const note = { text: "why", x: 1, y: 2, width: 200, height: 80, block: null };
    const doc = docOf();
    const after = edit(
      doc,
      { edit: "set", part: "meta", key: "name", value: "New" },
      { edit: "set", part: "data", key: "targets", value: ["digit"] },
      { edit: "set_param", node: "dense", param: "activation", value: "relu" },
      { edit: "rename_node", node: "dense", name: "Last" },
      { edit: "set_note", id: "n1", note },
    );
    expect(after).toMatchObject({ name: "New", data: { targets: ["digit"] } });
    expect(after.nodes.get("dense")).toMatchObject({ name: "Last", params: { units: 10, activation: "relu" } });
    expect(after.notes.get("n1")).toEqual(note);
    const back = edit(
      doc,
      { edit: "set_note", id: "n1", note: null },
      { edit: "unset_param", node: "dense", param: "activation" },
    );
    expect(back.notes.size).toBe(0);
    expect(back.nodes.get("dense")?.params).toEqual({ units: 10 });
  });
});

describe("undo", () => {
  function stage() {
    const doc = docOf();
    const undo = createUndo(doc);
    const change = (edits: Edit[], gesture?: string) => {
      undo.begin(gesture);
      applyEdits(doc, edits, CATALOG.takesMany, OWN);
    };
    return { doc, undo, change, json: () => toJson(readDocument(doc)) };
  }

  const EDITS: Edit[][] = [
    [{ edit: "remove_node", node: "conv" }],
    [{ edit: "add_node", id: "flat", node: { kind: "Flatten", params: {}, inputs: { inputs: ["conv"] } } }],
    [{ edit: "set_param", node: "dense", param: "units", value: 7 }],
    [{ edit: "rename_node", node: "dense", name: "last" }],
    [{ edit: "connect", node: "dense", port: "inputs", index: 0, source: "image" }],
    [{ edit: "disconnect", node: "dense", port: "inputs", index: 0 }],
    [{ edit: "move", node: "dense", position: { x: 5, y: 6 } }],
    [{ edit: "set", part: "training", key: "epochs", value: 3 }],
    [{ edit: "set", part: "meta", key: "name", value: "Other" }],
    [{ edit: "set_note", id: "n1", note: { text: "a", x: 0, y: 0, width: 1, height: 1, block: null } }],
    [
      {
        edit: "replace",
        document: { name: "All new", nodes: { a: { kind: "Input", params: {}, inputs: {} } }, layout: {} },
      },
    ],
  ];

  it.each(EDITS.map((edits) => [edits[0]?.edit, edits] as const))("takes back and makes again: %s", (_, edits) => {
    const { undo, change, json } = stage();
    const before = json();
    change(edits);
    const after = json();
    expect(after).not.toEqual(before);
    undo.undo();
    expect(json()).toEqual(before);
    undo.redo();
    expect(json()).toEqual(after);
  });

  it("takes back all of a long way, step by step", () => {
    const { undo, change, json } = stage();
    const states = [json()];
    for (const edits of EDITS) {
      change(edits);
      states.push(json());
    }
    for (const state of states.slice(0, -1).reverse()) {
      undo.undo();
      expect(json()).toEqual(state);
    }
    expect(undo.history()).toEqual({ canUndo: false, canRedo: true });
  });

  it("takes typing in one field as one step, and another field as another", () => {
    const { undo, change, json } = stage();
    const before = json();
    for (const value of [1, 12, 128])
      change([{ edit: "set_param", node: "dense", param: "units", value }], "dense.units");
    const typed = json();
    change([{ edit: "set_param", node: "dense", param: "activation", value: "relu" }], "dense.activation");
    undo.undo();
    expect(json()).toEqual(typed);
    undo.undo();
    expect(json()).toEqual(before);
  });

  it("takes making something and naming it as one step, however long one thinks of the name", () => {
    const { undo, change, json } = stage();
    const before = json();
    vi.useFakeTimers({ now: Date.now() });
    change([{ edit: "set_field", node: "dense", field: "frozen", value: true }], `${NAMING}dense`);
    vi.advanceTimersByTime(60_000);
    change([{ edit: "rename_node", node: "dense", name: "Last" }], `${NAMING}dense`);
    vi.useRealTimers();
    undo.undo();
    expect(json()).toEqual(before);
  });

  it("leaves what others did", () => {
    const { doc, undo, change } = stage();
    change([{ edit: "set_param", node: "dense", param: "units", value: 7 }]);
    applyEdits(doc, [{ edit: "rename_node", node: "dense", name: "theirs" }], CATALOG.takesMany, "someone else");
    undo.undo();
    expect(readDocument(doc).nodes.get("dense")).toMatchObject({ name: "theirs", params: { units: 10 } });
  });
});

describe("edits of blocks", () => {
  const block = { name: "Twice", help: "", params: { units: { default: 4, help: "" } } };

  it("sets and unsets fields of a node", () => {
    const doc = docOf();
    const repeat = { expr: "n" };
    edit(doc, { edit: "set_field", node: "dense", field: "repeat", value: repeat });
    edit(doc, { edit: "set_field", node: "dense", field: "frozen", value: true });
    edit(doc, { edit: "set_field", node: "gone", field: "frozen", value: true });
    expect(readDocument(doc).nodes.get("dense")).toMatchObject({ repeat, frozen: true, disabled: false });
    edit(doc, { edit: "set_field", node: "dense", field: "repeat", value: null });
    edit(doc, { edit: "set_field", node: "dense", field: "frozen", value: false });
    expect(readDocument(doc).nodes.get("dense")).toMatchObject({ repeat: 1, frozen: false });
  });

  it("defines a block, keeps what two people change at once, and removes it with all that stands in it", () => {
    const doc = docOf();
    const before = readDocument(doc);
    const note = { text: "in", x: 0, y: 0, width: 9, height: 9, block: "twice" };
    edit(
      doc,
      { edit: "set_block", id: "twice", block },
      { edit: "add_node", id: "in1", node: { kind: "Dense", block: "twice" } },
      { edit: "set_note", id: "n1", note },
      { edit: "set_frame", id: "f1", frame: { ...note, hue: 90 } },
    );
    expect(readDocument(doc).blocks.get("twice")).toEqual(block);
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    edit(other, { edit: "set_block_param", block: "twice", param: "rate", value: { default: 0.5, help: "x" } });
    edit(doc, { edit: "set_block", id: "twice", block: { ...block, name: "Two" } });
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    const read = readDocument(doc).blocks.get("twice");
    expect([read?.name, Object.keys(read?.params ?? {})]).toEqual(["Two", ["units", "rate"]]);
    edit(doc, { edit: "set_block_param", block: "twice", param: "rate", value: null });
    expect(readDocument(doc).blocks.get("twice")?.params).toEqual(block.params);
    edit(doc, { edit: "set_block", id: "twice", block: null });
    expect(readDocument(doc)).toEqual(before);
  });

  it("places each level by itself", () => {
    const doc = docOf();
    edit(doc, { edit: "add_node", id: "in1", node: { kind: "Dense", block: "twice" } });
    edit(doc, { edit: "add_node", id: "in2", node: { kind: "Dense", block: "twice", inputs: { inputs: ["in1"] } } });
    const { layout } = readDocument(doc);
    expect(layout.get("in1")).toEqual({ x: 0, y: 0 });
    expect(layout.get("in2")).toEqual({ x: 0, y: 92 });
    expect(layout.get("conv")).toEqual({ x: 0, y: 92 });
  });
});
