/** Plain document → Yjs document. Call inside a transaction. */
import * as Y from "yjs";
import { byCodeUnit, firstKeys, keyAfter } from "./order";
import { HIDDEN, portOf } from "./read";
import {
  type Document,
  isObject,
  type Json,
  type JsonObject,
  type Note,
  type PlacedNode,
  type TakesMany,
} from "./types";

export const FORMAT = "layerloom";
export const VERSION = 2;

/** Put a whole document, as JSON, in place of all there is. */
export function writeDocument(doc: Y.Doc, document: JsonObject, takesMany: TakesMany): void {
  const { name = "", weights, direction, hidden } = document;
  const more = { ...(weights ? { weights } : {}), ...(direction === "right" ? { direction } : {}) };
  fill(doc.getMap("meta"), { format: FORMAT, version: VERSION, name, ...more, ...hiding(hidden) });
  for (const part of ["data", "training", "layout", "notes", "frames"]) fill(doc.getMap(part), object(document[part]));
  const blocks = doc.getMap("blocks");
  blocks.clear();
  for (const [id, block] of Object.entries(object(document.blocks))) {
    if (isObject(block)) blocks.set(id, blockMap(block));
  }
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
  for (const key of ["name", "block", "shares", "uses", "repeat", "disabled", "frozen"]) {
    if (node[key]) map.set(key, node[key]);
  }
  for (const [key, hidden] of Object.entries(hiding(node.hidden))) map.set(key, hidden);
  map.set("params", new Y.Map(Object.entries(object(node.params))));
  map.set("inputs", inputsMap(kind, object(node.inputs), takesMany));
  return map;
}

/** The keys that say that the advice of rules is hidden. */
function hiding(rules: unknown): JsonObject {
  return Object.fromEntries((Array.isArray(rules) ? rules : []).map((rule) => [`${HIDDEN}${rule}`, true]));
}

/** The definition of a block, as JSON, as the map it is in Yjs. */
export function blockMap(block: JsonObject): Y.Map<unknown> {
  const { name = "", help = "" } = block;
  const params = Object.entries(object(block.params));
  const keys = firstKeys(params.length);
  return new Y.Map<unknown>([
    ["name", name],
    ["help", help],
    ["params", new Y.Map(params.map(([param, value], at) => [param, { ...object(value), order: keys[at] ?? "" }]))],
  ]);
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
  const { name, weights, direction, hidden, data, training, blocks, nodes, layout, notes, frames } = document;
  return {
    format: FORMAT,
    version: VERSION,
    name,
    ...(weights ? { weights } : {}),
    ...(direction === "right" ? { direction } : {}),
    ...(hidden ? { hidden } : {}),
    data,
    training,
    blocks: each(blocks, ({ name, help, params }) => ({ name, help, params: params as unknown as JsonObject })),
    nodes: each(nodes, nodeJson),
    layout: each(layout, ({ x, y }) => ({ x, y })),
    notes: each(notes, areaJson),
    frames: each(frames, (frame) => ({ ...areaJson(frame), hue: frame.hue })),
  };
}

/** A node as it stands in a file; what says nothing is left out. */
export function nodeJson(node: PlacedNode): JsonObject {
  const { kind, name, params, inputs, block, shares, uses, repeat, disabled, frozen, hidden } = node;
  return {
    kind,
    ...(name ? { name } : {}),
    params,
    inputs,
    ...(block ? { block } : {}),
    ...(shares ? { shares } : {}),
    ...(uses ? { uses } : {}),
    ...(repeat !== 1 ? { repeat } : {}),
    ...(disabled ? { disabled } : {}),
    ...(frozen ? { frozen } : {}),
    ...(hidden ? { hidden } : {}),
  };
}

/** A note, or what a frame has in common with it. */
export function areaJson({ text, x, y, width, height, block }: Note): JsonObject {
  return { text, x, y, width, height, ...(block ? { block } : {}) };
}

function each<T>(map: ReadonlyMap<string, T>, json: (value: T) => Json): JsonObject {
  return Object.fromEntries([...map].map(([id, value]) => [id, json(value)]));
}

function fill(map: Y.Map<unknown>, values: JsonObject): void {
  for (const key of [...map.keys()]) if (!Object.hasOwn(values, key)) map.delete(key);
  for (const [key, value] of Object.entries(values)) map.set(key, value);
}

function object(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
