import { describe, expect, it } from "vitest";
import { aligned, distributed, type Side, withEqualGaps } from "../src/canvas/arranging/align";
import { moves, thingsOf } from "../src/canvas/arranging/things";
import { frameAround } from "../src/canvas/frames/frames";
import { NOTHING } from "../src/canvas/view";
import type { Box } from "../src/document/held";
import { chain, docOf, edit } from "./documents";

const box = (x: number, y: number, width = 220, height = 56): Box => ({ x, y, width, height });
const BOXES = [box(10, 300, 100, 40), box(400, 20), box(95, 130, 300, 200)];

const MARK: Readonly<Record<Side, (one: Box) => number>> = {
  left: ({ x }) => x,
  centre: ({ x, width }) => x + width / 2,
  right: ({ x, width }) => x + width,
  top: ({ y }) => y,
  middle: ({ y, height }) => y + height / 2,
  bottom: ({ y, height }) => y + height,
};

describe("things in line", () => {
  it.each(Object.keys(MARK) as Side[])("have their %s at one place, and keep the other", (side) => {
    const after = aligned(BOXES, side).map((at, number) => ({ ...(BOXES[number] as Box), ...at }));
    const [first] = after.map(MARK[side]);
    for (const each of after) expect(MARK[side](each)).toBe(first);
    const kept = ["left", "centre", "right"].includes(side) ? "y" : "x";
    expect(after.map((each) => each[kept])).toEqual(BOXES.map((each) => each[kept]));
    expect(aligned(after, side)).toEqual(after.map(({ x, y }) => ({ x, y })));
  });

  it("have their middles equally far apart, the outermost where they were", () => {
    const after = distributed(BOXES, "across").map((at, number) => ({ ...(BOXES[number] as Box), ...at }));
    const middles = after.map(MARK.centre).sort((a, b) => a - b) as [number, number, number];
    expect(middles[1] - middles[0]).toBeCloseTo(middles[2] - middles[1]);
    expect([middles[0], middles[2]]).toEqual([60, 510]);
    expect(after.map(({ y }) => y)).toEqual(BOXES.map(({ y }) => y));
  });

  it("have equal gaps, and room where they had none", () => {
    const gaps = (boxes: readonly Box[]) => {
      const after = withEqualGaps(boxes, "down").map((at, number) => ({ ...(boxes[number] as Box), ...at }));
      const order = after.sort((a, b) => a.y - b.y);
      return order.slice(1).map((each, at) => each.y - MARK.bottom(order[at] as Box));
    };
    expect(gaps([box(0, 0), box(0, 100), box(0, 444)])).toEqual([166, 166]);
    expect(gaps([box(0, 0), box(0, 10), box(0, 20)])).toEqual([36, 36]);
  });

  it("carry what stands in a frame, once", () => {
    const doc = docOf();
    const { id, frame } = frameAround(chain(), ["dense"], [], { x: 0, y: 0 });
    const level = edit(doc, { edit: "set_frame", id, frame });
    const chosen = { ...NOTHING, nodes: new Set(["dense", "image"]), frames: new Set([id]) };
    const things = thingsOf(level, chosen);
    expect(things.map(({ part, id: each }) => [part, each])).toEqual([
      ["node", "image"],
      ["frame", id],
    ]);
    const places = aligned(
      things.map((each) => each.box),
      "left",
    );
    const after = edit(doc, ...moves(level, things, places));
    expect(after.layout.get("image")?.x).toBe(frame.x);
    expect(after.layout.get("dense")).toEqual(level.layout.get("dense"));
  });
});
