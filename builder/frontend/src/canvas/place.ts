/** Where in a document one stands: at the top, or inside a block, come to through an instance. */
import { INSTANCE } from "../document/blocks";
import { type Level, levelOf } from "../document/level";
import type { Document } from "../document/types";
import type { Project } from "../project/project";
import { createStore, type Store } from "../project/store";
import { NOTHING, type View } from "./view";

export interface Place {
  /** The block one is in; `null` is the top level. */
  readonly block: string | null;
  /** The instances through which one came, from the top; empty where no instance leads here. */
  readonly path: readonly string[];
}

export const TOP: Place = { block: null, path: [] };

/** What the report calls a node seen from this place: the first repetition of each instance on the way. */
export function reportKey({ path }: Place, id: string): string {
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

const stores = new WeakMap<View, Store<Level>>();

/** The level that is seen, which follows the document and the place. */
export function levelStore(project: Project, view: View): Store<Level> {
  const found = stores.get(view);
  if (found) return found;
  const store = createStore(levelOf(project.document.get(), view.place.get().block));
  const follow = () => {
    const document = project.document.get();
    const place = stillThere(document, view.place.get());
    if (place !== view.place.get() && !samePlace(place, view.place.get())) return view.place.set(place);
    store.set(levelOf(document, place.block, store.get()));
  };
  project.document.subscribe(follow);
  view.place.subscribe(() => {
    view.selection.set(NOTHING);
    view.preview.set(null);
    follow();
  });
  follow();
  stores.set(view, store);
  return store;
}

function samePlace(one: Place, other: Place): boolean {
  return one.block === other.block && one.path.join(".") === other.path.join(".");
}
