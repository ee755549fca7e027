import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commonOf, keepersOf, kindsOf } from "../src/canvas/inspector/common";
import { readCatalog } from "../src/catalog/catalog";
import type { JsonObject } from "../src/document/types";
import { stage } from "./stage";

const CATALOG = readCatalog(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../../assets/catalog.json"), "utf-8")),
);

const NODES: JsonObject = {
  one: { kind: "Conv2D", params: { filters: 8, kernel_size: [3, 3], activation: "relu" } },
  two: { kind: "Conv2D", params: { filters: 16, kernel_size: [3, 3], activation: "relu" } },
  sep: { kind: "SeparableConv2D", params: { filters: 8, kernel_size: [5, 5] } },
  dense: { kind: "Dense", params: { units: 8 } },
  pool: { kind: "MaxPooling1D", params: {} },
  twin: { kind: "Dense", params: {}, shares: "dense" },
  odd: { kind: "NoSuchKind", params: {} },
};

const level = () => stage(true, { nodes: NODES }, CATALOG).stage.level();
const common = (...ids: string[]) => {
  const { entry, values, various } = commonOf(level(), ids, CATALOG);
  return { names: (entry.params ?? []).map(({ name }) => name), values, various: [...various] };
};

describe("what several have in common", () => {
  it("is all of one kind, with what differs", () => {
    const { names, values, various } = common("one", "two");
    expect(names).toEqual((CATALOG.layer("Conv2D")?.params ?? []).map(({ name }) => name));
    expect(values).toEqual({ kernel_size: [3, 3], activation: "relu" });
    expect(various).toEqual(["filters"]);
  });

  it("is what has one name, type, label and length", () => {
    const { names, various } = common("one", "sep");
    expect(names).toContain("filters");
    expect(names).toContain("kernel_size");
    expect(names).not.toContain("kernel_initializer");
    expect(various.sort()).toEqual(["activation", "kernel_size"]);
    expect(common("one", "dense").names).toContain("activation");
    expect(common("one", "dense").names).not.toContain("units");
    expect(common("dense", "pool").names).toEqual([]);
    expect(common("dense", "odd").names).toEqual([]);
  });

  it("accepts what all accept", () => {
    const { entry } = commonOf(level(), ["one", "sep"], CATALOG);
    const padding = entry.params?.find(({ name }) => name === "padding");
    expect(padding?.choices).toEqual(["valid", "same"]);
  });

  it("is set where it is kept: by the owner of a shared layer, once", () => {
    expect(common("dense", "twin").various).toEqual([]);
    expect(keepersOf(level(), ["dense", "twin"], "units", CATALOG)).toEqual(["dense"]);
    expect(keepersOf(level(), ["one", "two"], "filters", CATALOG)).toEqual(["one", "two"]);
  });

  it("counts the kinds", () => {
    expect(kindsOf(level(), ["one", "dense", "two"], CATALOG).map(({ node, ids }) => [node.kind, ids.length])).toEqual([
      ["Conv2D", 2],
      ["Dense", 1],
    ]);
  });
});
