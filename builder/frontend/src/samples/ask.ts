/** What the server says about the samples of a data set, and how they are changed there. */
import { httpAddress } from "../project/address";
import { type Carried, t, told } from "../words/words";

export interface Sound {
  readonly sound: string;
  readonly picture: string;
  readonly seconds: number;
}

/** A clip: some of its frames beside each other. */
export interface Clip {
  readonly strip: string;
}

/** A cell as a page shows it: a word, a number, a picture's address, a sound, a clip, numbers in a row, or nothing. */
export type Cell = string | number | null | Sound | Clip | readonly unknown[];

export interface Sample {
  readonly row: number;
  readonly values: Readonly<Record<string, Cell>>;
}

/** A column whose classes can be given to samples, with how many have each. */
export interface Labels {
  readonly name: string;
  readonly classes: readonly (readonly [string, number])[];
  readonly missing: number;
}

export interface State {
  readonly changes: number;
  readonly samples: number;
  readonly columns: readonly Labels[];
  /** How many changes can be undone, or done again. */
  readonly undo: number;
  readonly redo: number;
}

export interface Found extends State {
  /** How many samples there are of what was asked for. */
  readonly found: number;
  readonly start: number;
  readonly shown: readonly Sample[];
}

export interface Asked {
  readonly column?: string;
  /** "": those without one. */
  readonly class?: string;
  readonly text?: string;
  readonly rows?: readonly number[];
  readonly start?: number;
  readonly count?: number;
}

export type Entry =
  | { readonly do: "label"; readonly column: string; readonly value: string; readonly rows: readonly Range[] }
  | { readonly do: "remove"; readonly rows: readonly Range[] }
  | { readonly do: "undo" | "redo" };

export type Range = readonly [number, number];

/** Numbers of rows as ranges, from the first up to before the second. */
export function ranges(rows: Iterable<number>): Range[] {
  const found: [number, number][] = [];
  for (const row of [...new Set(rows)].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && last[1] === row) last[1] = row + 1;
    else found.push([row, row + 1]);
  }
  return found;
}

/** Raises an `Error` with a sentence. */
export function look(data: string, asked: Asked): Promise<Found> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, String(value));
  return answer(fetch(httpAddress(`api/data/${encodeURIComponent(data)}/samples?${query}`)));
}

/** Raises an `Error` with a sentence: then nothing was changed. */
export function change(data: string, entries: readonly Entry[]): Promise<State> {
  const body = JSON.stringify({ entries });
  return answer(fetch(httpAddress(`api/data/${encodeURIComponent(data)}/changes`), { method: "POST", body }));
}

async function answer<Answer>(asked: Promise<Response>): Promise<Answer> {
  const response = await asked.catch(() => null);
  if (!response) throw new Error(t("The server cannot be reached; what you changed last is not saved. Try again."));
  const body = await response.json().catch(() => ({}));
  if (!response.ok)
    throw new Error(told(body as Carried, "sentence" as never) || t("The server did not take this up. Try again."));
  return body as Answer;
}
