import { describe, expect, it } from "vitest";
import { drawnHeight, frameAround, heldBy, moveFrame } from "../src/canvas/frames/frames";
import { CARD } from "../src/document/card";
import type { Frame } from "../src/document/types";
import { chain, docOf, edit } from "./documents";

const framed = (...nodes: string[]) => {
  const doc = docOf();
  const { id, frame } = frameAround(chain(), nodes, [], { x: 0, y: 0 });
  return { doc, id, level: edit(doc, { edit: "set_frame", id, frame }) };
};

describe("frames", () => {
  it("stand around what is selected and cover no other card", () => {
    const { id, level } = framed("conv", "dense");
    const frame = level.frames.get(id) as Frame;
    expect(heldBy(level, id).nodes).toEqual(["conv", "dense"]);
    expect(frame.y).toBeGreaterThanOrEqual(CARD.height);
    expect(frame.y + frame.height).toBeLessThanOrEqual(276);
  });

  it("are drawn as high as what has grown in them, and no higher in the document", () => {
    const { id, level } = framed("conv", "dense");
    const { height } = level.frames.get(id) as Frame;
    expect(drawnHeight(level, id, new Map())).toBe(height);
    expect(drawnHeight(level, id, new Map([["digit", 99]]))).toBe(height);
    expect(drawnHeight(level, id, new Map([["dense", 40]]))).toBe(height + 40);
  });

  it("are empty about the middle where nothing is selected", () => {
    const { id, level } = framed();
    expect(level.frames.get(id)).toMatchObject({ x: -180, y: -120, width: 360, height: 240, block: null });
  });

  it("take along what stands in them: cards, notes, smaller frames", () => {
    const { doc, id, level } = framed("conv", "dense");
    const note = { text: "", x: 20, y: 110, width: 120, height: 48, block: null };
    const small = frameAround(level, ["conv"], [], { x: 0, y: 0 });
    const full = edit(doc, { edit: "set_note", id: "n1", note }, { edit: "set_frame", ...small });
    const { x, y } = full.frames.get(id) as Frame;
    const after = edit(doc, ...moveFrame(full, id, { x: x + 100, y: y + 10 }));
    expect(after.layout.get("conv")).toEqual({ x: 100, y: 102 });
    expect(after.layout.get("image")).toEqual({ x: 0, y: 0 });
    expect(after.notes.get("n1")).toMatchObject({ x: 120, y: 120 });
    expect(after.frames.get(small.id)?.x).toBe(small.frame.x + 100);
    expect(heldBy(after, id)).toEqual(heldBy(full, id));
  });
});
