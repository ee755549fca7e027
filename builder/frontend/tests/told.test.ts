/** What is told to those who listen: nothing is lost where much happens at once, and nothing is told for long. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { announcing } from "../src/canvas/keyboard/announcing";
import { inTurn } from "../src/canvas/keyboard/inTurn";
import { viewOf } from "../src/canvas/view";
import { levelOf } from "../src/document/level";
import type { Report } from "../src/project/report";
import { createStore } from "../src/project/store";
import { CATALOG } from "./catalog";
import { chain, docOf, edit } from "./documents";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What is said of what `told` is set to, with the time (ms) of each. */
function heard() {
  const told = createStore("", () => false);
  const said: string[] = [];
  const stop = inTurn(told, (sentence) => said.push(sentence));
  return { told, said, stop };
}

describe("what is told", () => {
  it("is said at once where nothing else is, and each after the other where much comes together", () => {
    const { told, said } = heard();
    told.set("one");
    expect(said).toEqual(["one"]);
    told.set("two");
    told.set("three");
    expect(said).toEqual(["one"]);
    vi.runAllTimers();
    expect(said).toEqual(["one", "two", "three"]);
    told.set("four");
    expect(said.at(-1)).toBe("four");
  });

  it("is never more than a few that wait, the newest", () => {
    const { told, said } = heard();
    for (let number = 0; number < 100; number += 1) told.set(`${number}`);
    vi.runAllTimers();
    expect(said).toEqual(["0", "96", "97", "98", "99"]);
  });

  it("is said again where it happens again, but once for a key that is held", () => {
    const { told, said } = heard();
    for (let number = 0; number < 9; number += 1) told.set("moved");
    vi.runAllTimers();
    expect(said).toEqual(["moved", "moved"]);
    told.set("");
    told.set("moved");
    vi.runAllTimers();
    expect(said).toEqual(["moved", "moved", "moved"]);
  });

  it("ends with the page", () => {
    const { told, said, stop } = heard();
    told.set("one");
    told.set("two");
    stop();
    told.set("three");
    vi.runAllTimers();
    expect(said).toEqual(["one"]);
  });
});

describe("what happens on the canvas", () => {
  const report = (...sentences: string[]): Report => ({
    nodes: {},
    findings: sentences.map((sentence) => ({
      node: null,
      path: "",
      param: null,
      severity: "problem",
      code: sentence,
      sentence,
      detail: "",
      fixes: [],
    })),
    totals: { parameters: 0, trainable: 0, memory: 0, multiply_adds: 0, sizes: {} },
    ready: false,
    digest: "",
  });

  function canvas() {
    const view = { ...viewOf("told"), told: createStore("", () => false), notice: createStore(null) };
    const doc = docOf();
    const level = createStore(chain());
    const reports = createStore<Report | null>(report());
    const said: string[] = [];
    announcing(reports, level, view, CATALOG);
    view.told.subscribe(() => said.push(view.told.get()));
    const remove = (node: string) => level.set(levelOf(edit(doc, { edit: "remove_node", node }).whole, null));
    return { view, level, reports, said, remove };
  }

  it("is told before the problems that came of it", () => {
    const { reports, said, remove } = canvas();
    remove("dense");
    reports.set(report("Something misses its input."));
    vi.runAllTimers();
    expect(said).toEqual(["Dense dense removed.", "New problem: Something misses its input."]);
  });

  it("is told as one where it comes at once, and is not told by two", () => {
    const { view, said, remove } = canvas();
    remove("dense");
    remove("conv");
    vi.runAllTimers();
    expect(said).toEqual(["2 layers removed."]);
    remove("digit");
    view.told.set("Cut 1 layer.");
    vi.runAllTimers();
    expect(said).toEqual(["2 layers removed.", "Cut 1 layer."]);
  });
});
