import { describe, expect, it } from "vitest";
import { duplicate } from "../src/canvas/clipboard/duplicate";
import { addAt, addBeside, addInto, remove } from "../src/canvas/gestures";
import { intoWire } from "../src/canvas/intoWire";
import { NOTHING } from "../src/canvas/view";
import type { Entry } from "../src/catalog/catalog";
import { CARD, STEP } from "../src/document/card";
import { wires } from "../src/document/graph";
import { carriedNotes, covers, freeNote } from "../src/document/notes";
import { tidy } from "../src/document/tidy";
import type { Document } from "../src/document/types";
import { CATALOG } from "./catalog";
import { chain, docOf, edit } from "./documents";

const entry = (kind: string) => CATALOG.layer(kind) as Entry;

const overlapping = ({ layout }: Document) =>
  [...layout].some(([id, a]) =>
    [...layout].some(
      ([other, b]) => id < other && Math.abs(a.x - b.x) < CARD.width && Math.abs(a.y - b.y) < CARD.height,
    ),
  );

describe("gestures", () => {
  it("drops a layer at a spot, beside what stands there", () => {
    const { edits } = addAt(chain(), entry("Dense"), { x: 4, y: 90 });
    const after = edit(docOf(), ...edits);
    expect(after.layout.get("dense1")).toEqual({ x: 4 + STEP.x, y: 90 });
    expect(after.nodes.get("dense1")?.params).toEqual({ units: 64 });
  });

  it("drops a layer on a wire, in between", () => {
    const [wire] = wires(chain().nodes).filter(({ target }) => target === "dense");
    const { id, edits } = addInto(chain(), entry("Flatten"), wire as NonNullable<typeof wire>);
    const after = edit(docOf(), ...edits);
    expect(after.nodes.get(id)?.inputs).toEqual({ inputs: ["conv"] });
    expect(after.nodes.get("dense")?.inputs).toEqual({ inputs: [id] });
    expect(overlapping(after)).toBe(false);
  });

  it("adds beside the selection: into its one wire, else as a branch, a merge over all", () => {
    const doc = docOf();
    const into = addBeside(chain(), entry("Flatten"), ["conv"]);
    expect(edit(doc, ...into.edits).nodes.get("dense")?.inputs).toEqual({ inputs: [into.id] });
    const last = addBeside(chain(), entry("Dense"), ["digit"]);
    expect(edit(docOf(), ...last.edits).nodes.get(last.id)?.inputs).toEqual({ inputs: ["digit"] });
    const merge = addBeside(chain(), entry("Add"), ["conv", "dense"]);
    const after = edit(docOf(), ...merge.edits);
    expect(after.nodes.get(merge.id)?.inputs).toEqual({ inputs: ["conv", "dense"] });
    expect(overlapping(after)).toBe(false);
  });

  it("adds to an empty canvas, and below what is there", () => {
    const empty = edit(docOf({ nodes: {} }));
    const first = addBeside(empty, entry("Input"), []);
    const doc = docOf({ nodes: {} });
    const one = edit(doc, ...first.edits);
    const second = addBeside(one, entry("Dense"), [first.id]);
    const two = edit(doc, ...second.edits);
    expect(two.nodes.get(second.id)?.inputs).toEqual({ inputs: [first.id] });
    expect(overlapping(two)).toBe(false);
  });

  it("wires a free node that is dropped on a wire, and no other", () => {
    const doc = docOf();
    const document = edit(doc, { edit: "add_node", id: "flat", node: { kind: "Flatten", params: {}, inputs: {} } });
    const [wire] = wires(document.nodes).filter(({ target }) => target === "dense");
    const after = edit(doc, ...intoWire(document, ["flat"], wire as NonNullable<typeof wire>, CATALOG));
    expect(after.nodes.get("dense")?.inputs).toEqual({ inputs: ["flat"] });
    expect(intoWire(after, ["flat"], wire as NonNullable<typeof wire>, CATALOG)).toEqual([]);
  });

  it("copies with the wires among the copies and from outside", () => {
    const chosen = { ...NOTHING, nodes: new Set(["conv", "dense"]) };
    const { nodes, edits } = duplicate(chain(), chosen, CATALOG);
    const after = edit(docOf(), ...edits);
    expect(nodes).toEqual(["conv2d1", "dense1"]);
    expect(after.nodes.get("conv2d1")?.inputs).toEqual({ inputs: ["image"] });
    expect(after.nodes.get("dense1")?.inputs).toEqual({ inputs: ["conv2d1"] });
    expect(overlapping(after)).toBe(false);
  });

  it("removes nodes, and wires from the last one on", () => {
    const doc = docOf();
    edit(doc, {
      edit: "add_node",
      id: "sum",
      node: { kind: "Add", params: {}, inputs: { inputs: ["image", "conv", "dense"] } },
    });
    const document = edit(doc);
    const cut = wires(document.nodes).filter(({ target, index }) => target === "sum" && index < 2);
    expect(edit(doc, ...remove(document, ["digit"], cut)).nodes.get("sum")?.inputs).toEqual({ inputs: ["dense"] });
  });
});

describe("notes", () => {
  const note = (x: number, y: number) => ({ text: "", x, y, width: 200, height: 60, block: null });

  it("go with the card nearest to them, and never onto a card", () => {
    const document = edit(
      docOf(),
      { edit: "set_note", id: "n1", note: note(260, 184) },
      { edit: "set_note", id: "n2", note: note(260, 0) },
    );
    const moved = new Map(
      carriedNotes(
        document,
        new Map([
          ["dense", { x: 0, y: 400 }],
          ["digit", { x: 300, y: 420 }],
        ]),
      ),
    );
    expect(moved.has("n2")).toBe(false);
    expect(moved.get("n1")).toMatchObject({ x: 300 + CARD.width + 36, y: 400 });
  });

  it("are put beside the cards, at the nearest free spot", () => {
    const document = edit(docOf(), { edit: "move", node: "dense", position: { x: 0, y: 0 } });
    expect(freeNote(document, note(-4000, 0)).x).toBe(-4000);
    const beside = freeNote(document, note(0, 0));
    expect(covers(beside, { x: 0, y: 0 })).toBe(false);
    expect(Math.abs(beside.x)).toBeLessThan(2 * CARD.width);
  });

  it("move down with what makes room", () => {
    const doc = docOf();
    edit(doc, { edit: "set_note", id: "n1", note: note(260, 184) });
    const flat = { kind: "Flatten", params: {}, inputs: { inputs: ["conv"] } };
    const after = edit(
      doc,
      { edit: "add_node", id: "flat", node: flat },
      { edit: "connect", node: "dense", port: "inputs", index: 0, source: "flat" },
    );
    expect(after.notes.get("n1")).toMatchObject({ x: 260, y: 276 });
  });
});

describe("tidy", () => {
  it("stands every node below what feeds it, none on another", () => {
    const doc = docOf();
    const branch = addBeside(chain(), entry("Dense"), ["image"]);
    const document = edit(doc, ...branch.edits, {
      edit: "add_node",
      id: "sum",
      node: { kind: "Add", params: {}, inputs: { inputs: ["dense", branch.id] } },
    });
    const layout = tidy(document.nodes, "down");
    for (const { source, target } of wires(document.nodes)) {
      expect(layout.get(target)?.y).toBeGreaterThan(layout.get(source.node)?.y ?? Number.POSITIVE_INFINITY);
    }
    expect(overlapping({ ...document, layout })).toBe(false);
  });

  it("survives what two people can leave: circles and loose wires", () => {
    const nodes = docOf({
      nodes: {
        a: { kind: "Add", inputs: { inputs: ["b", "a", "gone"] } },
        b: { kind: "Dense", inputs: { inputs: ["a"] } },
      },
    });
    expect(tidy(edit(nodes).nodes, "down").size).toBe(2);
  });
});
