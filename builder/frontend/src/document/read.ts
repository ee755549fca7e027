/** Yjs document → plain document. Reads what anyone may have written, so it expects nothing. */
import * as Y from "yjs";
import { byCodeUnit } from "./order";
import {
  type Document,
  isObject,
  type Json,
  type JsonObject,
  type Note,
  type PlacedNode,
  type Position,
} from "./types";

export const PARTS = ["meta", "data", "training", "nodes", "layout", "notes"] as const;

export const ID = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const REFERENCE = /^[A-Za-z][A-Za-z0-9_]{0,63}(:\d{1,3})?$/;

/** Read a whole document. */
export function readDocument(doc: Y.Doc): Document {
  return {
    name: text(doc.getMap("meta").get("name")),
    data: plain(doc.getMap("data")),
    training: plain(doc.getMap("training")),
    nodes: readNodes(doc),
    layout: readEach(doc.getMap("layout"), readPosition),
    notes: readEach(doc.getMap("notes"), readNote),
  };
}

/** The nodes, sorted by id, so that two browsers agree on their order. */
function readNodes(doc: Y.Doc): Map<string, PlacedNode> {
  const nodes = readEach(doc.getMap("nodes"), readNode);
  for (const id of nodes.keys()) if (!ID.test(id)) nodes.delete(id);
  return nodes;
}

/** Read one node; nothing where the value is none. */
export function readNode(value: unknown): PlacedNode | null {
  if (!(value instanceof Y.Map)) return null;
  return {
    kind: text(value.get("kind")),
    name: text(value.get("name")),
    params: plain(value.get("params")),
    inputs: readInputs(value.get("inputs")),
    block: optionalText(value.get("block")),
    shares: optionalText(value.get("shares")),
  };
}

function readInputs(value: unknown): Record<string, string[]> {
  const inputs: Record<string, string[]> = {};
  if (!(value instanceof Y.Map)) return inputs;
  for (const key of [...value.keys()].sort(byCodeUnit)) {
    const source = value.get(key);
    if (typeof source !== "string" || !REFERENCE.test(source)) continue;
    const port = portOf(key);
    inputs[port] = [...(inputs[port] ?? []), source];
  }
  return inputs;
}

/** The port that a key of `inputs` belongs to: `port` or `port/<order>`. */
export function portOf(key: string): string {
  const slash = key.indexOf("/");
  return slash < 0 ? key : key.slice(0, slash);
}

export function readPosition(value: unknown): Position | null {
  return isObject(value) ? { x: number(value.x), y: number(value.y) } : null;
}

export function readNote(value: unknown): Note | null {
  if (!isObject(value)) return null;
  const { x, y } = value;
  return {
    text: text(value.text),
    x: number(x),
    y: number(y),
    width: number(value.width) || 200,
    height: number(value.height) || 80,
  };
}

function readEach<T>(map: Y.Map<unknown>, read: (value: unknown) => T | null): Map<string, T> {
  const found = new Map<string, T>();
  for (const key of [...map.keys()].sort(byCodeUnit)) {
    const value = read(map.get(key));
    if (value !== null) found.set(key, value);
  }
  return found;
}

function plain(value: unknown): JsonObject {
  if (!(value instanceof Y.Map)) return {};
  return Object.fromEntries([...value.entries()].map(([key, item]) => [key, json(item)]));
}

function json(value: unknown): Json {
  if (value instanceof Y.AbstractType) return value.toJSON() as Json;
  return value === undefined ? null : (value as Json);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function optionalText(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function number(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
