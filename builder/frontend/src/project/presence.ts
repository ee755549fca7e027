/** Who else has the project open, through Yjs awareness. */
import type { Awareness } from "y-protocols/awareness";
import { isObject, type Position } from "../document/types";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly color: string;
}

/** What of the canvas somebody sees: what stands in the middle of it, and how large. */
export interface Center extends Position {
  readonly zoom: number;
}

export interface Present extends Person {
  /** One browser window; a person may have several. */
  readonly client: number;
  readonly self: boolean;
  /** The step of the work that one is at; empty where it is not known. */
  readonly page: string;
  readonly cursor: Position | null;
  readonly selected: readonly string[];
  /** Where the cards are that one is dragging just now. */
  readonly dragged: ReadonlyMap<string, Position>;
  /** The block one is in; `null` is the top level. */
  readonly block: string | null;
  readonly center: Center | null;
}

/** What a browser says of itself beside its person. */
export type Shown = "page" | "cursor" | "selected" | "dragged" | "block" | "center";

const LONGEST_NAME = 40;
// A message about presence has at most 16 kB: of very many cards that are selected, some are shown.
const MOST_SHOWN = 100;
// What others say goes into a style: only a plain colour may.
const COLOR = /^(#[0-9a-f]{6}|hsl\(\d{1,3} \d{1,3}% \d{1,3}%\))$/i;
// Marks that turn the writing round, or cannot be seen, would reach beyond the name.
const UNSEEN = /(?:(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}])+/gu;

/** Everyone who is there, oneself first, read from what their browsers say. */
export function readPresent(awareness: Awareness): readonly Present[] {
  const found: Present[] = [];
  for (const [client, state] of awareness.getStates()) {
    const person = state.person as Partial<Person> | undefined;
    if (typeof person?.name !== "string") continue;
    found.push({
      client,
      self: client === awareness.clientID,
      id: text(person.id).slice(0, 64) || String(client),
      name: readName(person.name),
      color: COLOR.test(text(person.color)) ? text(person.color) : "#64748b",
      page: text(state.page),
      cursor: readPoint(state.cursor),
      block: typeof state.block === "string" ? state.block : null,
      selected: Array.isArray(state.selected) ? state.selected.filter((id) => typeof id === "string") : [],
      dragged: readPlaces(state.dragged),
      center: readCenter(state.center),
    });
  }
  return found.sort((a, b) => Number(b.self) - Number(a.self) || a.client - b.client);
}

/** Say something of oneself to the others. */
export function show(awareness: Awareness, field: Shown, value: unknown): void {
  const cut = Array.isArray(value) ? value.slice(0, MOST_SHOWN) : value instanceof Map ? places(value) : value;
  awareness.setLocalStateField(field, cut);
}

/** A name as one short line; emoji stay whole. */
export function readName(name: string): string {
  const line = name
    .slice(0, 8 * LONGEST_NAME)
    .replace(UNSEEN, " ")
    .replace(/\s+/g, " ")
    .trim();
  const letters = [...line];
  return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join("")}…` : line;
}

/** The letters that stand for a person: `AB` for “Ann Bell”. */
export function initials({ name }: Person): string {
  const words = name.split(" ").map((word) => word.replace(/^[\p{P}\p{S}]+(?=[\p{L}\p{N}])/u, ""));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  const letters = ends.flatMap((word) => [...(word ?? "")].slice(0, 1));
  return letters.join("").toUpperCase() || "?";
}

function places(dragged: ReadonlyMap<string, Position>): Record<string, Position> {
  const rounded = ({ x, y }: Position) => ({ x: Math.round(x), y: Math.round(y) });
  return Object.fromEntries([...dragged].slice(0, MOST_SHOWN / 2).map(([id, place]) => [id, rounded(place)]));
}

function readPlaces(value: unknown): ReadonlyMap<string, Position> {
  if (!isObject(value)) return new Map();
  return new Map(
    Object.entries(value).flatMap(([id, at]): [string, Position][] => {
      const place = readPoint(at);
      return place ? [[id, place]] : [];
    }),
  );
}

function readPoint(value: unknown): Position | null {
  const { x, y } = isObject(value) ? value : {};
  return finite(x) && finite(y) ? { x, y } : null;
}

function readCenter(value: unknown): Center | null {
  const point = readPoint(value);
  const zoom = isObject(value) ? value.zoom : null;
  return point && finite(zoom) && zoom > 0 && zoom < 10 ? { ...point, zoom } : null;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const finite = (value: unknown): value is number => Number.isFinite(value);
