/** Yjs document → plain document. Reads what anyone may have written, so it expects nothing. */
import * as Y from "yjs";
import { byCodeUnit } from "./order";
import { inOrder, placesOf } from "./paramOrder";
import {
  type Block,
  type Document,
  type Frame,
  isObject,
  type Json,
  type JsonObject,
  type Note,
  type PlacedNode,
  type Position,
} from "./types";

export const PARTS = ["meta", "data", "training", "blocks", "nodes", "layout", "notes", "frames"] as const;

export const ID = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
/** A parameter of a block; `i` is the number of the repetition. */
export const PARAM = /^(?!i$)[a-z][a-z0-9_]{0,31}$/;
const CODE = /^[a-z][a-z0-9-]{0,63}$/;
const REFERENCE = /^[A-Za-z][A-Za-z0-9_]{0,63}(:\d{1,3})?$/;

/** Read a whole document. */
export function readDocument(doc: Y.Doc): Document {
  return {
    name: text(doc.getMap("meta").get("name")),
    weights: text(doc.getMap("meta").get("weights")),
    direction: doc.getMap("meta").get("direction") === "right" ? "right" : "down",
    data: plain(doc.getMap("data")),
    training: plain(doc.getMap("training")),
    blocks: readEach(doc.getMap("blocks"), readBlock),
    nodes: readEach(doc.getMap("nodes"), readNode),
    layout: readEach(doc.getMap("layout"), readPosition),
    notes: readEach(doc.getMap("notes"), readNote),
    frames: readEach(doc.getMap("frames"), readFrame),
    ...readHidden(doc.getMap("meta")),
  };
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
    uses: optionalText(value.get("uses")),
    repeat: repeat(value.get("repeat")),
    disabled: value.get("disabled") === true,
    frozen: value.get("frozen") === true,
    ...readHidden(value),
  };
}

/** The keys of a map that say that the advice of a rule is hidden: one for each, so that two people can hide at once. */
export const HIDDEN = "hidden/";

function readHidden(map: Y.Map<unknown>): { hidden?: readonly string[] } {
  const keys = [...map.keys()].filter((key) => key.startsWith(HIDDEN) && map.get(key));
  const codes = keys.map((key) => key.slice(HIDDEN.length)).filter((code) => CODE.test(code));
  return codes.length ? { hidden: codes.sort(byCodeUnit) } : {};
}

/** Read the definition of a block; nothing where the value is none. */
export function readBlock(value: unknown): Block | null {
  if (!(value instanceof Y.Map)) return null;
  const params = value.get("params");
  const names = params instanceof Y.Map ? inOrder(placesOf(params)).filter((name) => PARAM.test(name)) : [];
  const known = plain(params);
  return {
    name: text(value.get("name")),
    help: text(value.get("help")),
    params: Object.fromEntries(names.map((name) => [name, readParam(known[name] ?? null)])),
  };
}

function readParam(value: Json) {
  const param = isObject(value) ? value : {};
  return { default: param.default ?? null, help: text(param.help) };
}

function readInputs(value: unknown): Record<string, string[]> {
  const inputs: Record<string, string[]> = {};
  if (!(value instanceof Y.Map)) return inputs;
  for (const key of [...value.keys()].sort(byCodeUnit)) {
    const source = value.get(key);
    if (typeof source !== "string" || !REFERENCE.test(source)) continue;
    const port = portOf(key);
    // A port may be called as anything that every object has.
    inputs[port] = [...((Object.hasOwn(inputs, port) && inputs[port]) || []), source];
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
  return isObject(value) ? readArea(value, { width: 200, height: 80 }) : null;
}

export function readFrame(value: unknown): Frame | null {
  if (!isObject(value)) return null;
  const hue = typeof value.hue === "number" ? number(value.hue) : 210;
  return { ...readArea(value, { width: 500, height: 300 }), hue };
}

function readArea(value: JsonObject, usual: { width: number; height: number }): Note {
  const { x, y } = value;
  return {
    text: text(value.text),
    x: number(x),
    y: number(y),
    width: number(value.width) || usual.width,
    height: number(value.height) || usual.height,
    block: optionalText(value.block),
  };
}

/** Each value under an id, sorted by it, so that two browsers agree on the order. */
function readEach<T>(map: Y.Map<unknown>, read: (value: unknown) => T | null): Map<string, T> {
  const found = new Map<string, T>();
  for (const key of [...map.keys()].sort(byCodeUnit)) {
    const value = ID.test(key) ? read(map.get(key)) : null;
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

function repeat(value: unknown): Json {
  const known = Number.isInteger(value) || (isObject(value) && typeof value.expr === "string");
  return known ? (value as Json) : 1;
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
