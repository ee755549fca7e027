import { describe, expect, it } from "vitest";
import { MEASURE_NAMES, sharesOf } from "../src/canvas/analysis/measures";
import { rowsOf, sorted } from "../src/canvas/analysis/rows";
import { inputSizes } from "../src/canvas/inspector/Sees";
import { TOP } from "../src/canvas/place";
import { shareText } from "../src/format";
import type { NodeReport, Report } from "../src/project/report";
import { CATALOG } from "./catalog";
import { chain } from "./documents";

const node = (shape: (number | null)[], trainable: number, multiply_adds: number): NodeReport => ({
  outputs: [{ shape, axes: [], dtype: "float32" }],
  trainable,
  frozen: 0,
  memory: 4 * trainable,
  multiply_adds,
});

const REPORT: Report = {
  nodes: {
    image: node([null, 8, 8, 1], 0, 0),
    conv: { ...node([null, 6, 6, 4], 40, 900), field: [3, 3] },
    dense: node([null, 10], 120, 100),
  },
  findings: [],
  totals: { parameters: 160, trainable: 160, memory: 640, multiply_adds: 1000, sizes: {} },
  ready: true,
  digest: "",
};

describe("what layers cost", () => {
  const level = chain();

  it("adds up to the whole for every measure", () => {
    for (const measure of MEASURE_NAMES) {
      const shares = [...sharesOf(level.nodes, REPORT, TOP, measure).values()];
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    }
    expect(sharesOf(level.nodes, REPORT, TOP, "multiply_adds").get("conv")).toBeCloseTo(0.9);
  });

  it("has no shares where nothing costs anything or nothing is known", () => {
    expect(sharesOf(level.nodes, null, TOP, "memory").size).toBe(0);
    const free = { ...REPORT, nodes: { conv: node([null], 0, 0) } };
    expect(sharesOf(level.nodes, free, TOP, "parameters").size).toBe(0);
  });

  it("says shares with no place that would say nothing", () => {
    const said = ["0 %", "0 %", "0.3 %", "9.9 %", "90.0 %", "100 %"];
    expect([0, 0.00001, 0.0034, 0.099, 0.9, 1].map(shareText)).toEqual(said);
  });
});

describe("the table of layers", () => {
  const rows = rowsOf(chain(), REPORT, TOP, CATALOG);
  const names = (by: Parameters<typeof sorted>[1]) => sorted(rows, by).map(({ id }) => id);

  it("has layers after those that feed them, however the document has them", () => {
    const level = chain();
    const mixed = { ...level, nodes: new Map([...level.nodes].reverse()) };
    const order = rowsOf(mixed, REPORT, TOP, CATALOG).map(({ id }) => id);
    expect(order).toEqual(["image", "conv", "dense"]);
  });

  it("sorts by what layers cost, the dearest first, and leaves the flow as it was", () => {
    expect(names("multiply_adds")[0]).toBe("conv");
    expect(names("parameters")[0]).toBe("dense");
    expect(names("flow")).toEqual(rows.map(({ id }) => id));
  });

  it("says what comes out and how much a place sees", () => {
    const conv = rows.find(({ id }) => id === "conv");
    expect([conv?.shape, conv?.field]).toEqual(["6 × 6 × 4", "3 × 3"]);
  });

  it("keeps a circle's layers", () => {
    const level = chain();
    const conv = level.nodes.get("conv");
    if (!conv) throw new Error("no conv");
    const nodes = new Map(level.nodes).set("image", { ...conv, inputs: { inputs: ["dense"] } });
    expect(rowsOf({ ...level, nodes }, REPORT, TOP, CATALOG)).toHaveLength(3);
  });
});

describe("what a place sees", () => {
  it("is drawn in the only input with as many axes", () => {
    expect(inputSizes(REPORT, ["image"], 2)).toEqual([8, 8]);
    expect(inputSizes(REPORT, ["image", "image"], 2)).toBeNull();
    expect(inputSizes(REPORT, ["image"], 1)).toBeNull();
  });
});
