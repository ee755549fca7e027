import { describe, expect, it } from "vitest";
import { type Sight, snapper } from "../src/canvas/arranging/snapper";
import { indexOf, NO_GUIDES, snapped, snappedSides } from "../src/canvas/arranging/snapping";
import type { FlowNode } from "../src/canvas/flow";
import type { Box } from "../src/document/held";
import { createStore } from "../src/project/store";
import { chain } from "./documents";

const card = (x: number, y: number): Box => ({ x, y, width: 220, height: 56 });

describe("what is dragged", () => {
  it.each([
    ["left sides", card(104, 400), { x: -4, y: 0 }, 100],
    ["middles", { ...card(161, 400), width: 100 }, { x: -1, y: 0 }, 210],
    ["right sides", { ...card(217, 400), width: 100 }, { x: 3, y: 0 }, 320],
  ] as const)("rests where %s are in line, with a line through both", (_, box, by, at) => {
    const snap = snapped(indexOf([card(100, 0)]), box, 6);
    expect(snap).toMatchObject(by);
    expect(snap.lines).toContainEqual({ axis: "x", at, from: 0, to: 456 });
  });

  it("goes on where nothing is near", () => {
    expect(snapped(indexOf([card(100, 0)]), card(140, 300), 6)).toEqual({ x: 0, y: 0, ...NO_GUIDES });
  });

  it("rests between two with equal gaps, and as far from one as that is from the next", () => {
    const index = indexOf([card(0, 0), card(600, 0)]);
    expect(snapped(index, card(303, 20), 6)).toMatchObject({
      x: -3,
      gaps: [
        { axis: "x", from: 220, to: 300 },
        { axis: "x", from: 520, to: 600 },
      ],
    });
    const next = snapped(indexOf([card(0, 0), card(260, 0)]), card(522, 20), 6);
    expect(next.x).toBe(-2);
    expect(next.gaps.map(({ from, to }) => to - from)).toEqual([40, 40]);
  });

  it("rests with the side that is resized, and keeps the others", () => {
    const index = indexOf([card(100, 0)]);
    const box = { x: 50, y: 300, width: 266, height: 100 };
    expect(snappedSides(index, box, { x: "high", y: null }, 6).box).toEqual({ ...box, width: 270 });
    expect(snappedSides(index, { ...box, x: 103, width: 213 }, { x: "low", y: null }, 6).box).toMatchObject({
      x: 100,
      width: 216,
    });
  });

  it("looks only at what is near among a thousand", () => {
    const boxes = Array.from({ length: 1000 }, (_, at) => card((at % 30) * 256, Math.floor(at / 30) * 92));
    const snap = snapped(indexOf(boxes), card(256 * 7 + 3, 92 * 20 - 2), 6);
    expect(snap).toMatchObject({ x: -3, y: 2 });
  });
});

describe("between React Flow and the canvas", () => {
  const drawn = ["image", "conv"].map((id, at): FlowNode => {
    return { id, type: "card", position: { x: 0, y: at * 400 }, measured: { width: 220, height: 56 } } as FlowNode;
  });
  const sight: Sight = { box: { x: -500, y: -500, width: 2000, height: 2000 }, zoom: 1 };
  const make = (held = false, on = true) => {
    const view = { snap: createStore(on), guides: createStore(NO_GUIDES), resized: new Map<string, Box>() };
    return { view, ...snapper({ view, free: () => held, level: chain, drawn: () => drawn, sight: () => sight }) };
  };
  const drag = (x: number, dragging = true) => [
    { id: "conv", type: "position" as const, position: { x, y: 400 }, dragging },
  ];

  it("moves what is dragged and shows why, until it lies", () => {
    const { through, view, end } = make();
    expect(through(drag(5))).toMatchObject([{ position: { x: 0, y: 400 } }]);
    expect(view.guides.get().lines.length).toBeGreaterThan(0);
    expect(through(drag(5, false))).toMatchObject([{ position: { x: 0, y: 400 } }]);
    end();
    expect(view.guides.get()).toBe(NO_GUIDES);
  });

  it.each([
    [true, true],
    [false, false],
  ])("leaves it free while a key is held, or by the switch", (held, on) => {
    const { through, view } = make(held, on);
    expect(through(drag(5))).toEqual(drag(5));
    expect(view.guides.get()).toBe(NO_GUIDES);
  });

  it("keeps where a side that is resized rested", () => {
    const { through, view } = make();
    const size = (width: number, resizing: boolean) => [
      { id: "conv", type: "dimensions" as const, resizing, dimensions: { width, height: 80 } },
    ];
    const fitted = through(size(216, true));
    expect(fitted[1]).toMatchObject({ dimensions: { width: 220, height: 80 } });
    expect(view.resized.get("conv")).toMatchObject({ width: 220 });
    expect(through(size(216, false))[1]).toMatchObject({ dimensions: { width: 220 } });
    expect(view.resized.size).toBe(0);
  });
});
