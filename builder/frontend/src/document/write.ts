/** Plain document → Yjs document. Call inside a transaction. */
import * as Y from "yjs";
import { byCodeUnit, keyAfter } from "./order";
import { portOf } from "./read";
import { type Document, isObject, type JsonObject, type TakesMany } from "./types";

const FORMAT = "layerloom";
const VERSION = 1;

/** Put a whole document, as JSON, in place of all there is. */
export function writeDocument(doc: Y.Doc, document: JsonObject, takesMany: TakesMany): void {
  fill(doc.getMap("meta"), { format: FORMAT, version: VERSION, name: document.name ?? "" });
  for (const part of ["data", "training", "layout", "notes"]) fill(doc.getMap(part), object(document[part]));
  const nodes = doc.getMap("nodes");
  nodes.clear();
  for (const [id, node] of Object.entries(object(document.nodes))) {
    if (isObject(node)) nodes.set(id, nodeMap(node, takesMany));
  }
}

/** A node, as JSON, as the map it is in Yjs. */
export function nodeMap(node: JsonObject, takesMany: TakesMany): Y.Map<unknown> {
  const kind = String(node.kind ?? "");
  const map = new Y.Map<unknown>();
  map.set("kind", kind);
  for (const key of ["name", "block", "shares"]) {
    if (typeof node[key] === "string" && node[key] !== "") map.set(key, node[key]);
  }
  map.set("params", new Y.Map(Object.entries(object(node.params))));
  map.set("inputs", inputsMap(kind, object(node.inputs), takesMany));
  return map;
}

function inputsMap(kind: string, inputs: JsonObject, takesMany: TakesMany): Y.Map<unknown> {
  const map = new Y.Map<unknown>();
  for (const [port, sources] of Object.entries(inputs)) {
    if (!Array.isArray(sources)) continue;
    const keyed = takesMany(kind, port) || sources.length > 1;
    let key: string | null = null;
    for (const source of sources) {
      key = keyAfter(key);
      map.set(keyed ? `${port}/${key}` : port, source);
    }
  }
  return map;
}

/** The keys under which a port's wires stand, in order. */
export function wireKeys(inputs: Y.Map<unknown>, port: string): string[] {
  return [...inputs.keys()].filter((key) => portOf(key) === port).sort(byCodeUnit);
}

/** The key for one more wire of a port. */
export function newWireKey(inputs: Y.Map<unknown>, port: string, many: boolean): string {
  const last = wireKeys(inputs, port).at(-1);
  if (!many && last === undefined) return port;
  return `${port}/${keyAfter(last?.includes("/") ? last.slice(port.length + 1) : null)}`;
}

/** A plain document as the JSON of its file. */
export function toJson(document: Document): JsonObject {
  const { name, data, training, nodes, layout, notes } = document;
  return {
    format: FORMAT,
    version: VERSION,
    name,
    data,
    training,
    nodes: Object.fromEntries([...nodes].map(([id, node]) => [id, { ...node }])),
    layout: Object.fromEntries([...layout].map(([id, { x, y }]) => [id, { x, y }])),
    notes: Object.fromEntries([...notes].map(([id, note]) => [id, { ...note }])),
  };
}

function fill(map: Y.Map<unknown>, values: JsonObject): void {
  for (const key of [...map.keys()]) if (!Object.hasOwn(values, key)) map.delete(key);
  for (const [key, value] of Object.entries(values)) map.set(key, value);
}

function object(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
