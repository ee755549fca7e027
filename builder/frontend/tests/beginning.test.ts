import { expect, it } from "vitest";
import { chainOf, putLast, randomLayers, takeOut } from "../src/canvas/beginning/chain";
import { preparesText } from "../src/canvas/beginning/reads";
import { type Entry, readCatalog } from "../src/catalog/catalog";
import { levelOf } from "../src/document/level";
import type { Document, Edit } from "../src/document/types";
import { FILE } from "./catalog";
import { docOf, edit, chain as plain } from "./documents";

const random = (kind: string) => ({ ...FILE.layers.Flatten, kind, title: kind, group: "augmentation" });
const CATALOG = readCatalog({
  ...FILE,
  layers: {
    ...FILE.layers,
    RandomFlip: random("RandomFlip"),
    RandomZoom: random("RandomZoom"),
    Pipeline: { ...random("Pipeline"), params: [{ name: "layers", type: "layers", label: "", help: "" }] },
  },
} as unknown as Parameters<typeof readCatalog>[0]);
const entry = (kind: string) => CATALOG.layer(kind) as Entry;
const INPUT = [...plain().nodes].find(([, { kind }]) => kind === "Input")?.[0] as string;
const level = (document: Document) => levelOf(document, null);

it("lists random layers that are not made of others", () => {
  expect(randomLayers(CATALOG).map(({ kind }) => kind)).toEqual(["RandomFlip", "RandomZoom"]);
});

it("puts each behind the last one, before all that read it, and takes it out again", () => {
  const doc = docOf();
  const before = plain();
  const readers = [...before.nodes].filter(([, { inputs }]) => Object.values(inputs).flat().includes(INPUT));
  const [flip, zoom] = ["RandomFlip", "RandomZoom"].map((kind) => {
    const now = level(edit(doc));
    edit(doc, ...putLast(now, CATALOG, INPUT, entry(kind)));
    return chainOf(level(edit(doc)), CATALOG, INPUT).at(-1) as string;
  }) as [string, string];
  const both = edit(doc);
  expect(chainOf(level(both), CATALOG, INPUT)).toEqual([flip, zoom]);
  for (const [id] of readers) expect(Object.values(both.nodes.get(id)?.inputs ?? {}).flat()).toContain(zoom);
  const out = (id: string): readonly Edit[] => takeOut(level(edit(doc)), CATALOG, id);
  expect(chainOf(level(edit(doc, ...out(flip))), CATALOG, INPUT)).toEqual([zoom]);
  expect(edit(doc, ...out(zoom)).nodes).toEqual(before.nodes);
});

it("says in a few words what is done to the columns", () => {
  expect(preparesText(["number", "number", "category"])).toBe("normalises 2 numbers, encodes 1 category");
  expect(preparesText(["image"])).toBe("scales pixels");
  expect(preparesText(["series", "series"])).toBe("scales 2 columns");
});
