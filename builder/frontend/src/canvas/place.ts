/** Where in a document one stands: at the top, or inside a block, come to through an instance. */
import { INSTANCE } from "../document/blocks";
import type { Document } from "../document/types";

export interface Place {
  /** The block one is in; `null` is the top level. */
  readonly block: string | null;
  /** The instances through which one came, from the top; empty where no instance leads here. */
  readonly path: readonly string[];
}

export const TOP: Place = { block: null, path: [] };

/** What the report calls a node seen from this place: the first repetition of each instance on the way. */
export function reportKey({ path }: Place, id: string): string {
  if (!path.length) return id;
  return [...path.map((instance) => `${instance}.0`), id].join(".");
}

/** The place inside an instance that is seen from `place`; nothing where it leads nowhere. */
export function inside(document: Document, place: Place, id: string): Place | null {
  const node = document.nodes.get(id);
  if (node?.kind !== INSTANCE || node.uses === null || node.block !== place.block) return null;
  return document.blocks.has(node.uses) ? { block: node.uses, path: [...place.path, id] } : null;
}

/** A place inside `block`, through the first instances that lead there from the top. */
export function placeIn(document: Document, block: string | null): Place {
  const places: Place[] = [TOP];
  const seen = new Set<string | null>([null]);
  for (const place of places) {
    if (place.block === block) return place;
    for (const id of document.nodes.keys()) {
      const next = inside(document, place, id);
      if (next && !seen.has(next.block)) places.push(next);
      if (next) seen.add(next.block);
    }
  }
  return { block, path: [] };
}

/** The same place, or what is left of it after somebody took away an instance or the block. */
export function stillThere(document: Document, place: Place): Place {
  let here = TOP;
  for (const id of place.path) {
    const next = inside(document, here, id);
    if (!next) break;
    here = next;
  }
  if (here.block === place.block) return here.path.length === place.path.length ? place : here;
  if (place.block !== null && document.blocks.has(place.block)) return placeIn(document, place.block);
  return here;
}

/** Whether two places are one: the same block, come to by the same way. */
export function samePlace(one: Place, other: Place): boolean {
  return one.block === other.block && one.path.join(".") === other.path.join(".");
}
