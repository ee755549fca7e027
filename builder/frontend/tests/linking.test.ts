import { describe, expect, it } from "vitest";
import { duplicate } from "../src/canvas/clipboard/duplicate";
import {
  handOver,
  keeperOf,
  link,
  linkable,
  linkHues,
  ownerOf,
  sharersOf,
  sharing,
  unlink,
  withOwner,
} from "../src/canvas/linking/links";
import { NOTHING } from "../src/canvas/view";
import type { JsonObject } from "../src/document/types";
import { CATALOG } from "./catalog";
import { CHAIN, docOf, edit } from "./documents";

const dense = (params: JsonObject, more: JsonObject = {}) => ({
  kind: "Dense",
  params,
  inputs: { inputs: ["image"] },
  ...more,
});

const twins = () =>
  docOf({
    ...CHAIN,
    nodes: {
      image: { kind: "Input", params: {}, inputs: {} },
      one: dense({ units: 8, activation: "relu" }),
      two: dense({ units: 3, use_bias: false }),
      three: dense({}, { shares: "two" }),
      flat: { kind: "Flatten", params: {}, inputs: { inputs: ["image"] } },
    },
    layout: { one: { x: 0, y: 92 }, two: { x: 256, y: 92 }, three: { x: 512, y: 92 }, image: { x: 0, y: 0 } },
  });

describe("shared weights", () => {
  it("can be had by layers of one kind that are not one layer already", () => {
    const { nodes } = edit(twins());
    expect(linkable(nodes, ["one", "two"], CATALOG)).toBe(true);
    expect(linkable(nodes, ["two", "three"], CATALOG)).toBe(false);
    expect(linkable(nodes, ["one", "flat"], CATALOG)).toBe(false);
    expect(linkable(nodes, ["one"], CATALOG)).toBe(false);
  });

  it("are those of the first, for all who share with one of them", () => {
    const doc = twins();
    const after = edit(doc, ...link(edit(doc), ["three", "one"]));
    expect(["one", "two", "three"].map((id) => ownerOf(after.nodes, id))).toEqual(["one", "one", "one"]);
    expect(withOwner(after.nodes, "two", CATALOG)?.params).toEqual({ units: 8, activation: "relu" });
    expect(keeperOf(after.nodes, "two", "units", CATALOG)).toBe("one");
    expect(new Set(linkHues(after.nodes).values()).size).toBe(1);
  });

  it("are copied when a layer is set free", () => {
    const doc = twins();
    edit(doc, ...link(edit(doc), ["one", "two"]));
    const after = edit(doc, ...unlink(edit(doc).nodes, ["two"], CATALOG));
    expect(after.nodes.get("two")).toMatchObject({ shares: null, params: { units: 8, activation: "relu" } });
    expect(sharersOf(after.nodes, "one")).toEqual(["three"]);
  });

  it("stay with those who are left when their owner is removed", () => {
    const doc = twins();
    edit(doc, ...link(edit(doc), ["one", "two"]));
    const after = edit(doc, ...handOver(edit(doc).nodes, new Set(["one"]), CATALOG), {
      edit: "remove_node",
      node: "one",
    });
    expect(sharersOf(after.nodes, "three")).toEqual(["two"]);
    expect(after.nodes.get("three")).toMatchObject({ shares: null, params: { units: 8, activation: "relu" } });
  });

  it("are frozen for all, or for none", () => {
    const doc = twins();
    const freeze = { edit: "set_field", field: "frozen", value: true } as const;
    edit(doc, { ...freeze, node: "one" }, { ...freeze, node: "two" });
    const after = edit(doc, ...link(edit(doc), ["one", "two"]));
    expect(after.nodes.get("two")?.frozen).toBe(false);
    expect(withOwner(after.nodes, "two", CATALOG)?.frozen).toBe(true);
    const free = edit(doc, ...unlink(after.nodes, ["two"], CATALOG));
    expect(free.nodes.get("two")?.frozen).toBe(true);
  });

  it("lead nowhere in a circle, and hurt nobody", () => {
    const doc = twins();
    const { nodes } = edit(doc, { edit: "set_field", node: "two", field: "shares", value: "three" });
    expect(ownerOf(nodes, "two")).toBe("two");
    expect(sharersOf(nodes, "two")).toEqual([]);
  });

  it("are shared by a linked copy", () => {
    const doc = twins();
    const level = edit(doc);
    const { nodes, edits } = duplicate(level, { ...NOTHING, nodes: new Set(["three", "image"]) }, CATALOG);
    const after = edit(doc, ...sharing(level, edits, ["three", "image"], CATALOG));
    expect(nodes.map((id) => after.nodes.get(id)?.shares)).toEqual(["two", null]);
  });
});
