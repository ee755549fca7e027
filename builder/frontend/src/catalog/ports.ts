/** The output ports of a kind with its settings; `engine/catalog/states.py` says the same in Python. */
import type { Json, JsonObject } from "../document/types";
import { type Entry, type OutputPort, settingOf } from "./catalog";

const DEEPEST = 4;
const MOST_CELLS = 100;

/** The ports that are there: some by a setting, some one for each value that a cell or layer inside remembers. */
export function outputsFor(entry: Entry | undefined, params: JsonObject): readonly OutputPort[] {
  if (!entry) return [{ name: "output" }];
  const there = (entry.outputs ?? []).filter((port) => isThere(entry, port, params));
  return there.flatMap((port) => named(port, port.of ? remembered(port, settingOf(entry, params, port.of)) : 1));
}

function isThere(entry: Entry, { when }: OutputPort, params: JsonObject): boolean {
  if (!when) return true;
  const [name = "", inner] = when.split(".");
  const value = settingOf(entry, params, name);
  return (inner ? inside(value)?.[inner] : value) === true;
}

function named(port: OutputPort, count: number): OutputPort[] {
  if (count === 1) return [port];
  return Array.from({ length: count }, (_, number) => ({ ...port, name: `${port.name}_${number + 1}` }));
}

function remembered(port: OutputPort, value: Json, depth = DEEPEST): number {
  const params = inside(value);
  if (!params || depth === 0) return 1;
  const { cells, cell } = params;
  if (Array.isArray(cells) && cells.length > 0)
    return cells.slice(0, MOST_CELLS).reduce((sum: number, each: Json) => sum + remembered(port, each, depth - 1), 0);
  if (cell !== undefined) return remembered(port, cell, depth - 1);
  const kind = typeof value === "string" ? value : (value as JsonObject).kind;
  return port.two?.includes(String(kind)) ? 2 : 1;
}

/** The settings of a reference to another kind, or nothing where it is none. */
function inside(value: Json): JsonObject | undefined {
  if (typeof value === "string") return {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { kind, params } = value as JsonObject;
  if (typeof kind !== "string") return undefined;
  return typeof params === "object" && params !== null && !Array.isArray(params) ? (params as JsonObject) : {};
}
