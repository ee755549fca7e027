import { describe, expect, test } from "vitest";
import { type Grid, MAKINGS, picture, type Stroke } from "../src/pad/strokes";

const SEVEN: Stroke[] = [
  [
    [60, 40],
    [220, 40],
    [120, 240],
  ],
];

const ink = (grid: Grid) => grid.flat().reduce((sum, value) => sum + value, 0);

describe.each(Object.entries(MAKINGS))("a drawing as %s", (_, making) => {
  test("has the size and range of its data set", () => {
    const grid = picture(SEVEN, making);
    expect([grid.length, ...new Set(grid.map((row) => row.length))]).toEqual([making.side, making.side]);
    expect(Math.min(...grid.flat())).toBe(0);
    expect(Math.max(...grid.flat())).toBeGreaterThan(0.6 * making.ink);
    expect(Math.max(...grid.flat())).toBeLessThanOrEqual(making.ink);
  });

  test("is the same wherever and however large it was drawn", () => {
    const moved = SEVEN.map((stroke) => stroke.map(([x, y]) => [x / 2 + 90, y / 2 + 30] as const));
    expect(picture(moved, making)).toEqual(picture(SEVEN, making));
  });

  test("without a stroke is empty", () => {
    expect(ink(picture([], making))).toBe(0);
  });

  test("of one point is a dot in the middle", () => {
    const grid = picture([[[10, 10]]], making);
    const middle = making.side / 2;
    expect(ink(grid)).toBeGreaterThan(0);
    expect(grid[middle - 1]?.[middle - 1]).toBeGreaterThan(0);
    expect(grid[0]?.[0]).toBe(0);
  });
});

test("a seven looks like a seven: its bar is above, its foot is left of the middle", () => {
  const grid = picture(SEVEN, MAKINGS.counts);
  const rows = grid.map((row) => row.reduce((sum, value) => sum + value, 0));
  expect(rows[0]).toBeGreaterThan(rows[4] ?? 0);
  expect(ink(grid.slice(6).map((row) => row.slice(0, 4)))).toBeGreaterThan(
    ink(grid.slice(6).map((row) => row.slice(5))),
  );
});
