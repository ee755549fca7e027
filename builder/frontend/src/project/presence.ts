/** Who else has the project open, through Yjs awareness. */
import type { Awareness } from "y-protocols/awareness";
import type { Position } from "../document/types";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly color: string;
}

export interface Present extends Person {
  /** One browser window; a person may have several. */
  readonly client: number;
  readonly self: boolean;
  readonly cursor: Position | null;
  readonly selected: readonly string[];
  /** The block one is in; `null` is the top level. */
  readonly block: string | null;
}

// What others say goes into a style: only a plain colour may.
const COLOR = /^(#[0-9a-f]{6}|hsl\(\d{1,3} \d{1,3}% \d{1,3}%\))$/i;

/** Everyone who is there, oneself first, read from what their browsers say. */
export function readPresent(awareness: Awareness): readonly Present[] {
  const found: Present[] = [];
  for (const [client, state] of awareness.getStates()) {
    const person = state.person as Partial<Person> | undefined;
    if (typeof person?.name !== "string") continue;
    found.push({
      client,
      self: client === awareness.clientID,
      id: String(person.id ?? client),
      name: person.name.slice(0, 40),
      color: COLOR.test(person.color ?? "") ? String(person.color) : "#64748b",
      cursor: readPoint(state.cursor),
      block: typeof state.block === "string" ? state.block : null,
      selected: Array.isArray(state.selected) ? state.selected.filter((id) => typeof id === "string") : [],
    });
  }
  return found.sort((a, b) => Number(b.self) - Number(a.self) || a.client - b.client);
}

function readPoint(value: unknown): Position | null {
  const point = value as Partial<Position> | null | undefined;
  return Number.isFinite(point?.x) && Number.isFinite(point?.y) ? { x: Number(point?.x), y: Number(point?.y) } : null;
}
