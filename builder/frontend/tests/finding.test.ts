import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandOffers, furtherOffers, nodeOffers } from "../src/canvas/finding/everything";
import { fitOf, fittingPort } from "../src/canvas/finding/fit";
import { layerOffers, type Shelves } from "../src/canvas/finding/layers";
import { offersFor } from "../src/canvas/finding/offer";
import { wireOnto } from "../src/canvas/finding/onto";
import { putInto, type Wanted } from "../src/canvas/finding/placing";
import { type Entry, readCatalog } from "../src/catalog/catalog";
import { wires } from "../src/document/graph";
import { docOf, edit } from "./documents";
import { stage } from "./stage";

const REAL = readCatalog(JSON.parse(readFileSync("../../assets/catalog.json", "utf-8")));
const entry = (kind: string) => REAL.layer(kind) as Entry;
const output = (...shape: number[]) => ({ shape: [null, ...shape], axes: [], dtype: "float32" });
const PICTURE = output(8, 8, 32);
const VECTOR = output(64);

const wanted = (more: Partial<Wanted> = {}): Wanted => ({
  from: null,
  place: null,
  selected: [],
  outputOf: ({ node }) => ({ image: output(8, 8, 1), conv: PICTURE, dense: VECTOR })[node] ?? null,
  ...more,
});

const doc = docOf();
const level = edit(doc);
const shelves: Shelves = { level, catalog: REAL, kept: [], data: "images", put: () => {} };
const AFTER_CONV = { end: "output", source: { node: "conv", output: 0 } } as const;
const BEFORE_CONV = { end: "input", node: "conv", port: "inputs" } as const;

const made = (kind: string, more: Partial<Wanted>) => {
  const added = putInto(level, REAL, entry(kind), wanted(more));
  return { id: added.id, after: edit(docOf(), ...added.edits) };
};

describe("what can follow", () => {
  it("is what takes as many axes, first what is made for them and usual for the data", () => {
    const titles = layerOffers(shelves, wanted({ from: AFTER_CONV })).map(({ title }) => title);
    expect(titles.slice(0, 3)).toEqual(["Conv2D", "MaxPooling2D", "Flatten"]);
    for (const not of ["Conv1D", "LSTM", "Input", "TextVectorization"]) expect(titles).not.toContain(not);
    expect(titles.indexOf("Dense")).toBeGreaterThan(titles.indexOf("BatchNormalization"));
  });

  it.each(REAL.layers().map((each) => each.kind))("never offers %s where none of its inputs fits", (kind) => {
    const each = entry(kind);
    for (const given of [VECTOR, PICTURE, output(20, 3)]) {
      const offered = fitOf(each, { gives: { output: given } }) > 0;
      if (offered) expect(fittingPort(each, given)).toBeDefined();
      if (!each.inputs?.length) expect(offered).toBe(false);
    }
  });

  it("hangs the new layer on the wire that was drawn, at its free port", () => {
    const { id, after } = made("MaxPooling2D", { from: AFTER_CONV, place: { x: 600, y: 300 } });
    expect(after.nodes.get(id)?.inputs).toEqual({ inputs: ["conv"] });
    expect(after.layout.get(id)).toEqual({ x: 490, y: 300 });
  });
});

describe("what can precede", () => {
  it("is what gives something, first what is shown with as many axes", () => {
    const offers = layerOffers(shelves, wanted({ from: BEFORE_CONV }));
    const titles = offers.map(({ title }) => title);
    expect(titles).not.toContain("Output");
    expect(titles.indexOf("Conv2D")).toBeLessThan(titles.indexOf("Reshape"));
  });

  it("comes between where the port is taken, and feeds it where it is free", () => {
    const between = made("BatchNormalization", { from: BEFORE_CONV, place: { x: 0, y: 0 } });
    expect(between.after.nodes.get("conv")?.inputs).toEqual({ inputs: [between.id] });
    expect(between.after.nodes.get(between.id)?.inputs).toEqual({ inputs: ["image"] });
    const free = edit(docOf(), { edit: "disconnect", node: "conv", port: "inputs", index: 0 });
    const { id, edits } = putInto(free, REAL, entry("Input"), wanted({ from: BEFORE_CONV, place: { x: 0, y: -200 } }));
    expect(edits).toContainEqual({ edit: "connect", node: "conv", port: "inputs", index: 0, source: id });
  });
});

describe("what is put where the pointer is", () => {
  it("is fed by what is selected, and a merge by all of it", () => {
    const place = { x: 700, y: 500 };
    const one = made("Dense", { selected: ["conv", "dense"], place });
    expect(one.after.nodes.get(one.id)?.inputs).toEqual({ inputs: ["conv"] });
    expect(one.after.layout.get(one.id)).toEqual({ x: 590, y: 472 });
    const merge = made("Add", { selected: ["conv", "dense"], place });
    expect(merge.after.nodes.get(merge.id)?.inputs).toEqual({ inputs: ["conv", "dense"] });
    const alone = made("Dense", { place });
    expect(alone.after.nodes.get(alone.id)?.inputs).toEqual({});
  });

  it("goes into the wire that was chosen", () => {
    const wire = wires(level.nodes).find(({ target }) => target === "dense");
    if (!wire) throw new Error("there is such a wire");
    const { id, after } = made("Flatten", { from: { end: "wire", wire } });
    expect(after.nodes.get("dense")?.inputs).toEqual({ inputs: [id] });
  });
});

describe("a wire dropped on a card", () => {
  it("takes the first free port that fits, or says why there is none", () => {
    const free = edit(docOf(), { edit: "disconnect", node: "dense", port: "inputs", index: 0 });
    const from = { end: "output", source: { node: "image", output: 0 } } as const;
    const { outputOf } = wanted();
    expect(wireOnto(free, REAL, from, "dense", outputOf)).toEqual([
      { edit: "connect", node: "dense", port: "inputs", index: 0, source: "image" },
    ]);
    expect(wireOnto(level, REAL, from, "dense", outputOf)).toHaveProperty("sentence");
    expect(wireOnto(level, REAL, AFTER_CONV, "image", outputOf)).toEqual({
      sentence: "image has no port that this wire fits.".replace("image", "Input"),
    });
    const back = { end: "input", node: "dense", port: "inputs" } as const;
    expect(wireOnto(free, REAL, back, "conv", outputOf)).toEqual([
      { edit: "connect", node: "dense", port: "inputs", index: 0, source: "conv" },
    ]);
  });
});

describe("the palette of commands", () => {
  const { stage: here, select } = stage();
  const ids = (words: string) =>
    offersFor([...commandOffers(here), ...furtherOffers(here, shelves)], words).map(({ id }) => id);

  it("finds by title, initials, other words and slips of the finger", () => {
    expect(ids("tidy")[0]).toBe("command tidy");
    expect(ids("zts")[0]).toBe("command zoom-selection");
    expect(ids("minimap")[0]).toBe("command overview");
    expect(ids("add dense")[0]).toBe("add Dense");
    expect(ids("duplcate")[0]).toBe("command duplicate");
    expect(ids("zzzz")).toEqual([]);
  });

  it("shows what cannot be done with the reason, and what was done last first", () => {
    const duplicate = () => commandOffers(here).find(({ id }) => id === "command duplicate");
    expect(duplicate()?.refusal).toMatch(/selected/);
    select("dense");
    expect(duplicate()?.refusal).toBeNull();
    duplicate()?.run();
    expect(commandOffers(here)[0]).toMatchObject({ id: "command duplicate", heading: "Recent" });
  });

  it("goes to every node by its name or id", () => {
    const { stage: fresh } = stage();
    expect(nodeOffers(fresh).map(({ id }) => id)).toEqual(["node image", "node conv", "node dense", "node digit"]);
    expect(offersFor(nodeOffers(fresh), "conv").map(({ id }) => id)).toContain("node conv");
  });
});
