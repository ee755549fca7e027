/** One level of a document: the top, or the inside of one block. Only what stands on the same level is seen together. */
import type { Document } from "./types";

/** What stands on one level, read and changed like a document of its own; `whole` is all of it. */
export interface Level extends Document {
  /** The block whose inside this is; `null` is the top level. */
  readonly block: string | null;
  readonly whole: Document;
}

/** The level of `document` inside `block`. Parts in which nothing changed since `before` stay the same object. */
export function levelOf(document: Document, block: string | null, before?: Level): Level {
  const known = before?.block === block ? before : undefined;
  if (known?.whole === document) return known;
  const here = (_: string, each: { readonly block: string | null }) => each.block === block;
  const nodes = part(document.nodes, here, known?.nodes);
  return {
    ...document,
    block,
    whole: document,
    nodes,
    layout: part(document.layout, (id) => nodes.has(id), known?.layout),
    notes: part(document.notes, here, known?.notes),
    frames: part(document.frames, here, known?.frames),
  };
}

function part<T>(
  all: ReadonlyMap<string, T>,
  here: (id: string, value: T) => boolean,
  before: ReadonlyMap<string, T> | undefined,
): ReadonlyMap<string, T> {
  const found = new Map([...all].filter(([id, value]) => here(id, value)));
  const same = before?.size === found.size && [...found].every(([id, value]) => before.get(id) === value);
  return same && before ? before : found;
}
