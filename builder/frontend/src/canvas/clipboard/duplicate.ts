/** Copies beside what they were made of. Pure: a level goes in, edits come out. */
import type { Catalog } from "../../catalog/catalog";
import { INPUT, OUTPUT } from "../../document/blocks";
import type { Level } from "../../document/level";
import { type Inserted, insert } from "./insert";
import { type Chosen, take } from "./part";
import { shiftBeside } from "./spot";

const NOTHING: Inserted = { nodes: [], notes: [], frames: [], left: [], edits: [] };

/** Copies of what is chosen with the wires among them, and with those from outside where `outside` says so. A block's ports stay alone. */
export function duplicate(level: Level, chosen: Chosen, catalog: Catalog, outside = true): Inserted {
  const nodes = new Set(copiable(level, chosen.nodes));
  const part = take(level, { ...chosen, nodes }, catalog);
  const { nodes: own, notes, frames } = part.document;
  if (own.size + notes.size + frames.size === 0) return NOTHING;
  const made = insert(level, part, { shift: shiftBeside(level, part), outside, catalog });
  // What stands here can stand here twice.
  return "sentence" in made ? NOTHING : made;
}

/** The chosen nodes that can be copied, in order. */
export function copiable({ nodes }: Level, ids: Iterable<string>): string[] {
  return [...ids].filter((id) => {
    const kind = nodes.get(id)?.kind;
    return kind !== undefined && kind !== INPUT && kind !== OUTPUT;
  });
}
