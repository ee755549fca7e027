/** The same vectors that Python's reader is tested with. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { readCatalog } from "../src/catalog/catalog";
import { readDocument } from "../src/document/read";
import type { JsonObject } from "../src/document/types";
import { toJson, writeDocument } from "../src/document/write";

const ROOT = join(import.meta.dirname, "../../..");
const FOLDER = join(ROOT, "tests/document/vectors");
const CATALOG = readCatalog(JSON.parse(readFileSync(join(ROOT, "assets/catalog.json"), "utf-8")));

type Content = Record<string, JsonObject>;

interface Vector {
  readonly sentence: string;
  readonly content: Content;
  readonly document: JsonObject & { nodes: JsonObject; layout: JsonObject };
}

const vectors = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .map((name): [string, Vector] => [name, JSON.parse(readFileSync(join(FOLDER, name), "utf-8"))]);

function fill(content: Content): Y.Doc {
  const doc = new Y.Doc();
  for (const [root, values] of Object.entries(content)) {
    for (const [key, value] of Object.entries(values)) {
      doc.getMap(root).set(key, root === "nodes" || root === "blocks" ? nodeOf(value) : value);
    }
  }
  return doc;
}

function nodeOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return new Y.Map(Object.entries(value).map(([key, item]) => [key, mapOf(key, item)]));
}

function mapOf(key: string, item: unknown): unknown {
  const nested =
    (key === "params" || key === "inputs") && typeof item === "object" && item !== null && !Array.isArray(item);
  return nested ? new Y.Map(Object.entries(item)) : item;
}

/** What the network means and where it stands; settings are read by Python alone, with their usual values. */
function part(document: JsonObject): JsonObject {
  const { name, weights, blocks, nodes, notes, frames, layout } = document as Vector["document"];
  const placed = Object.fromEntries(Object.entries(layout).filter(([id]) => Object.hasOwn(nodes, id)));
  return {
    name: name ?? "",
    weights: weights ?? "",
    blocks: blocks ?? {},
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, spare(node as JsonObject)])),
    notes: notes ?? {},
    frames: frames ?? {},
    layout: placed,
  };
}

/** The parameters of each block in their order. */
function paramsOf({ blocks }: JsonObject): Record<string, string[]> {
  const all = Object.entries((blocks ?? {}) as Record<string, { params: JsonObject }>);
  return Object.fromEntries(all.map(([id, { params }]) => [id, Object.keys(params)]));
}

/** A node without the fields that say nothing. */
function spare(node: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(node)
      .filter(([, value]) => value !== "" && value !== null)
      .concat([["kind", node.kind ?? ""]]),
  );
}

describe.each(vectors)("%s", (_, { sentence, content, document }) => {
  it(`reads: ${sentence}`, () => {
    const read = toJson(readDocument(fill(content)));
    expect(part(read)).toEqual(part(document));
    expect(paramsOf(read)).toEqual(paramsOf(document));
  });

  it("reads again what it writes", () => {
    const doc = new Y.Doc();
    writeDocument(doc, document, CATALOG.takesMany);
    const read = toJson(readDocument(doc));
    expect(part(read)).toEqual(part(document));
    expect(paramsOf(read)).toEqual(paramsOf(document));
  });

  it("writes keys as Python does: bare for one wire, ordered for many", () => {
    const doc = new Y.Doc();
    writeDocument(doc, document, CATALOG.takesMany);
    for (const [id, node] of Object.entries(document.nodes as Record<string, JsonObject>)) {
      const inputs = (doc.getMap("nodes").get(id) as Y.Map<Y.Map<unknown>>).get("inputs");
      for (const port of Object.keys((node.inputs ?? {}) as JsonObject)) {
        const many = CATALOG.takesMany(String(node.kind), port);
        expect(inputs?.has(port)).toBe(!many && (node.inputs as Record<string, string[]>)[port]?.length === 1);
      }
    }
  });
});
