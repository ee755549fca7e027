import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ranges, type State } from "../src/samples/ask";
import { Waiting } from "../src/samples/Standing";
import { NOTHING, numbered, pressed } from "../src/samples/selection";

describe("selecting samples", () => {
  const shown = [4, 7, 8, 12, 20];

  it("a press selects, another one lets go", () => {
    const one = pressed(NOTHING, 8, shown, false);
    expect([...one.rows]).toEqual([8]);
    expect([...pressed(one, 8, shown, false).rows]).toEqual([]);
  });

  it("with Shift all in between are selected, in both directions", () => {
    expect([...pressed(pressed(NOTHING, 7, shown, false), 12, shown, true).rows]).toEqual([7, 8, 12]);
    expect([...pressed(pressed(NOTHING, 12, shown, false), 7, shown, true).rows].sort((a, b) => a - b)).toEqual([
      7, 8, 12,
    ]);
  });

  it("with Shift first of all only the one is selected", () => {
    expect([...pressed(NOTHING, 12, shown, true).rows]).toEqual([12]);
  });

  it("rows are said as ranges", () => {
    expect(ranges([8, 4, 7, 12, 7])).toEqual([
      [4, 5],
      [7, 9],
      [12, 13],
    ]);
    expect(ranges([])).toEqual([]);
  });

  it("keys 1 to 9 are places", () => {
    expect(["1", "9", "0", "a", "10"].map(numbered)).toEqual([0, 8, null, null, null]);
  });
});

describe("before there are samples", () => {
  const state: State = { changes: 0, samples: 3, columns: [], undo: 0, redo: 0 };
  const waiting = (now: State | null, loading: boolean) =>
    renderToStaticMarkup(createElement(Waiting, { state: now, loading, refresh: () => {} }));

  it("it says that they come, or offers to ask again", () => {
    expect(waiting(null, true)).toContain("Getting the samples …");
    expect(waiting(null, false)).toMatch(/<button[^>]*>Try again/);
    expect(waiting(state, true) + waiting(state, false)).toBe("");
  });
});
