import { describe, expect, it } from "vitest";
import { CARD, type Direction } from "../src/document/card";
import { wires } from "../src/document/graph";
import { type Box, holdsMiddle, innermost, overlap } from "../src/document/held";
import { arranged, type Drawn, tidy } from "../src/document/tidy";
import type { Frame, Note, PlacedNode } from "../src/document/types";

const node = (...sources: string[]): PlacedNode => ({
  kind: "Dense",
  name: "",
  params: {},
  inputs: { inputs: sources },
  block: null,
  shares: null,
  uses: null,
  repeat: 1,
  disabled: false,
  frozen: false,
});

/** Numbers that look random and are the same each time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A network of `count` nodes with skips, side branches and parts, in frames and with notes. */
function drawn(seed: number, count: number, frames = 0, notes = 0): Drawn {
  const next = dice(seed);
  const nodes = new Map<string, PlacedNode>();
  for (let at = 0; at < count; at += 1) {
    const back = () => `n${Math.max(0, at - 1 - Math.floor(next() ** 3 * 12))}`;
    const sources = at === 0 || next() < 0.06 ? [] : next() < 0.25 ? [...new Set([back(), back()])] : [back()];
    nodes.set(`n${at}`, node(...sources));
  }
  const layout = new Map([...nodes.keys()].map((id) => [id, { x: next() * 1500, y: next() * 1500 }]));
  const box = (width: number, height: number) => ({ x: next() * 1300, y: next() * 1300, width, height, block: null });
  const areas = <T>(many: number, make: (at: number) => T) =>
    new Map(Array.from({ length: many }, (_, at) => [`a${at}`, make(at)]));
  return {
    nodes,
    layout,
    notes: areas(notes, (): Note => ({ text: "", ...box(120 + next() * 200, 50 + next() * 150) })),
    frames: areas(frames, (): Frame => ({ text: "", hue: 0, ...box(200 + next() * 600, 150 + next() * 600) })),
  };
}

const laidOut = (before: Drawn, direction: Direction): Drawn => {
  const { nodes, notes, frames } = arranged(before, direction);
  const put = <T>(all: ReadonlyMap<string, T>, at: ReadonlyMap<string, object>) =>
    new Map([...all].map(([id, each]) => [id, { ...each, ...at.get(id) }]));
  return { ...before, layout: nodes, notes: put(before.notes, notes), frames: put(before.frames, frames) };
};

const cards = ({ layout }: Drawn): [string, Box][] => [...layout].map(([id, at]) => [id, { ...at, ...CARD }]);

const CASES = (["down", "right"] as const).flatMap((direction) =>
  Array.from({ length: 12 }, (_, seed) => ({ direction, seed })),
);

describe.each(CASES)("a network laid out ($direction, $seed)", ({ direction, seed }) => {
  const before = drawn(seed, 6 + seed * 5, seed % 4, seed % 5);
  const laid = laidOut(before, direction);

  it("has no two cards, notes or frames on each other but what stands in a frame", () => {
    const boxes = [...cards(laid), ...[...laid.notes].map(([id, note]): [string, Box] => [`note ${id}`, note])];
    const hits = boxes.flatMap(([a, one], at) =>
      boxes.slice(at + 1).flatMap(([b, other]) => (overlap(one, other) ? [`${a} ${b}`] : [])),
    );
    expect(hits).toEqual([]);
  });

  it("keeps in each frame what stood in it, wholly, and nothing else", () => {
    for (const frame of laid.frames.values()) {
      const whole = ({ x, y, width, height }: Box) =>
        x >= frame.x && y >= frame.y && x + width <= frame.x + frame.width && y + height <= frame.y + frame.height;
      const is = cards(laid).filter(([, box]) => holdsMiddle(frame, box));
      expect(is.every(([, box]) => whole(box))).toBe(true);
      const touched = cards(laid).filter(([, box]) => overlap(frame, box));
      expect(touched).toEqual(is);
    }
    const homes = (each: Drawn) =>
      Object.fromEntries(cards(each).map(([card, box]) => [card, innermost(each.frames, box)]));
    expect(homes(laid)).toEqual(homes(before));
  });

  it("is the same when it is laid out again", () => expect(laidOut(laid, direction)).toEqual(laid));
});

describe("a thousand nodes", () => {
  it.each(["down", "right"] as const)("stand beside each other, none on another (%s)", (direction) => {
    const laid = laidOut(drawn(3, 1000, 12, 30), direction);
    const rows = cards(laid).sort((a, b) => a[1].y - b[1].y);
    const hits = rows.flatMap(([id, one], at) => {
      const near: string[] = [];
      for (let next = at + 1; next < rows.length && (rows[next]?.[1].y ?? 0) < one.y + one.height; next += 1) {
        const [other, box] = rows[next] as [string, Box];
        if (overlap(one, box)) near.push(`${id} ${other}`);
      }
      return near;
    });
    expect(hits).toEqual([]);
  });
});

describe("a network without frames", () => {
  it.each(CASES)("has every wire lead on ($direction, $seed)", ({ direction, seed }) => {
    const { nodes } = drawn(seed, 40);
    const places = tidy(nodes, direction);
    const axis = direction === "down" ? "y" : "x";
    for (const { source, target } of wires(nodes)) {
      expect(places.get(target)?.[axis]).toBeGreaterThan(places.get(source.node)?.[axis] ?? Infinity);
    }
  });

  it("has its main path in one line, and even branches on both sides of it", () => {
    const nodes = new Map([
      ["image", node()],
      ["a", node("image")],
      ["b", node("a")],
      ["c", node("b")],
      ["add", node("c", "a")],
      ["left", node("add")],
      ["right", node("add")],
      ["both", node("left", "right")],
    ]);
    const places = tidy(nodes, "down");
    const line = places.get("image")?.x ?? 0;
    for (const id of ["a", "b", "c", "add", "both"]) expect(places.get(id)?.x).toBe(line);
    expect((places.get("left")?.x ?? 0) + (places.get("right")?.x ?? 0)).toBe(2 * line);
  });

  it.each([
    ["down", "x"],
    ["right", "y"],
  ] as const)("has what comes in first before what comes in after it (%s)", (direction, axis) => {
    const nodes = new Map([
      ["source", node()],
      ["encoder", node("source")],
      ["far", node("encoder")],
      ["decoder", node("late", "far")],
      ["late", node("target")],
      ["target", node()],
    ]);
    const places = tidy(nodes, direction);
    expect(places.get("late")?.[axis]).toBeLessThan(places.get("far")?.[axis] ?? 0);
  });

  it("survives circles and wires from nowhere", () => {
    const nodes = new Map([
      ["a", node("c", "gone")],
      ["b", node("a")],
      ["c", node("b", "c")],
    ]);
    expect(new Set([...tidy(nodes, "right").values()].map(({ x }) => x)).size).toBe(3);
  });
});
