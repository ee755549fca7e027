/** A part of a network as text on the clipboard, and back. What comes in may be from anyone, so it expects nothing. */
import * as Y from "yjs";
import type { Refused } from "../../document/pack";
import { readDocument } from "../../document/read";
import { type Document, isObject, type Json, type JsonObject, type Note, type Position } from "../../document/types";
import { FORMAT, toJson, VERSION, writeDocument } from "../../document/write";
import { bytesText } from "../../format";
import { message, t } from "../../words/words";
import { cutLoose, type Part } from "./part";

export const PART_FORMAT = "layerloom-part";

/** So that what is pasted fits into one message to the server, with room for what Yjs adds. */
const MOST_BYTES = 700_000;
/** What the server lets a document have, and what a browser can draw. */
const MOST_NODES = 2000;
const MOST_AREAS = 500;
const LONGEST_NAME = 200;
/** Settings of settings go no deeper. */
const DEEPEST = 60;
/** Farther out nobody finds anything again, in pixels. */
const FARTHEST = 100_000;

/** A model of Keras as JSON, which the server can read. */
export interface Model {
  readonly model: string;
}

/** Write a part: a document without what is not of the network. */
export function textOf(part: Part): string {
  const { document, values } = cutLoose(part);
  const { blocks = {}, nodes = {}, layout = {}, notes = {}, frames = {} } = toJson(document);
  return JSON.stringify({ format: PART_FORMAT, version: VERSION, values, blocks, nodes, layout, notes, frames });
}

/** Read a part, a whole project or what `to_json` of Keras gives, or say in one sentence what came and what is needed. */
export function readText(text: string): Part | Model | Refused {
  const bytes = text.length > MOST_BYTES ? text.length : new TextEncoder().encode(text).length;
  if (bytes > MOST_BYTES) {
    const sizes = { size: bytesText(bytes), most: bytesText(MOST_BYTES) };
    return { sentence: t("This text has {size}; up to {most} can be pasted.", sizes) };
  }
  const json = parsed(text);
  if (isObject(json) && typeof json.class_name === "string" && isObject(json.config)) return { model: text };
  const sentence = refusalOf(json);
  if (sentence || !isObject(json)) return { sentence: t(sentence ?? NOT_OURS) };
  const document = documentOf(json);
  const areas = document.notes.size + document.frames.size;
  if (document.nodes.size > MOST_NODES || areas > MOST_AREAS) return { sentence: tooMany(document.nodes.size, areas) };
  if (document.nodes.size + areas === 0) return { sentence: t("There is no layer, note or frame in this text.") };
  return { document, values: isObject(json.values) ? json.values : {} };
}

const NOT_OURS = message("What was copied is no part of a network: select layers and copy them first.");
const NO_VERSION = message("This text does not say which version of the format it has.");
const NEWER = message("This was copied from a newer Layerloom: bring this one up to date to paste it.");

function tooMany(nodes: number, areas: number): string {
  return nodes > MOST_NODES
    ? t("There are {count} layers in this text; up to {most} can be pasted at once.", {
        count: nodes,
        most: MOST_NODES,
      })
    : t("There are {count} notes and frames in this text; up to {most} can be pasted at once.", {
        count: areas,
        most: MOST_AREAS,
      });
}

function parsed(text: string): Json {
  try {
    const json = JSON.parse(text, (key: string, value: Json) => (key === "__proto__" ? undefined : value)) as Json;
    return isDeeper(json, DEEPEST) ? null : json;
  } catch {
    return null;
  }
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((each: Json) => isDeeper(each, levels - 1));
}

function refusalOf(json: Json): string | null {
  if (!isObject(json)) return NOT_OURS;
  if (json.format !== PART_FORMAT && json.format !== FORMAT) return NOT_OURS;
  const { version } = json;
  if (typeof version !== "number" || !(version >= 1)) return NO_VERSION;
  if (version > VERSION) return NEWER;
  return null;
}

/** What is not said as it should be is left out, as in any document. */
function documentOf(json: JsonObject): Document {
  const { blocks, nodes, layout, notes, frames } = json;
  const doc = new Y.Doc();
  doc.transact(() => writeDocument(doc, only({ blocks, nodes, layout, notes, frames }), () => false));
  const read = readDocument(doc);
  const known = new Set(read.blocks.keys());
  const stands = ({ block }: { readonly block: string | null }) => block === null || known.has(block);
  return {
    ...read,
    nodes: each(read.nodes, stands, (node) => ({ ...node, name: node.name.slice(0, LONGEST_NAME) })),
    layout: each(read.layout, () => true, near),
    notes: each(read.notes, stands, sized),
    frames: each(read.frames, stands, sized),
  };
}

function only(parts: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(parts).flatMap(([key, value]) => (isObject(value) ? [[key, value]] : [])));
}

function each<T>(all: ReadonlyMap<string, T>, keep: (value: T) => boolean, change: (value: T) => T): Map<string, T> {
  return new Map([...all].flatMap(([id, value]): [string, T][] => (keep(value) ? [[id, change(value)]] : [])));
}

const within = (value: number, least: number, most: number) => Math.min(Math.max(Math.round(value), least), most);

function near<T extends Position>(place: T): T {
  return { ...place, x: within(place.x, -FARTHEST, FARTHEST), y: within(place.y, -FARTHEST, FARTHEST) };
}

function sized<T extends Note>(area: T): T {
  const { width, height } = area;
  return { ...near(area), width: within(width, 40, FARTHEST), height: within(height, 24, FARTHEST) };
}
