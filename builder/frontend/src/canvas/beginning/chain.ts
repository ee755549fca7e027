/** The random layers in one chain right behind an Input: found, put in and taken out as the ordinary nodes they are. */
import type { Catalog, Entry } from "../../catalog/catalog";
import { connected, wiresFrom } from "../../document/graph";
import type { Level } from "../../document/level";
import type { Edit } from "../../document/types";
import { added, remove } from "../gestures";
import { healed } from "../heal";

/** The group of the catalogue whose layers change pictures at random. */
const RANDOM = "augmentation";

/** The random layers that can be chosen: all but one that is made of others. */
export const randomLayers = (catalog: Catalog): readonly Entry[] =>
  catalog
    .layers()
    .filter(({ group, params = [] }) => group === RANDOM && params.every(({ type }) => type !== "layers"));

/** The nodes of the chain, from the Input on: each the only one that reads what is before it. */
export function chainOf({ nodes }: Level, catalog: Catalog, input: string): readonly string[] {
  const chain: string[] = [];
  for (let last = input; ; ) {
    const [wire, ...others] = wiresFrom(nodes, last);
    const kind = wire && nodes.get(wire.target)?.kind;
    if (!wire || others.length || catalog.layer(kind ?? "")?.group !== RANDOM || chain.includes(wire.target))
      return chain;
    last = wire.target;
    chain.push(last);
  }
}

/** Put a random layer at the end of the chain, before all that reads what comes out of it. */
export function putLast(level: Level, catalog: Catalog, input: string, entry: Entry): Edit[] {
  const last = chainOf(level, catalog, input).at(-1) ?? input;
  const made = added(level, entry, { [entry.inputs?.[0]?.name ?? "inputs"]: [last] });
  const readers = wiresFrom(level.nodes, last);
  return [...made.edits, ...readers.map((wire) => connected(wire, { node: made.id, output: 0 }))];
}

/** Take a layer out of the chain. */
export function takeOut(level: Level, catalog: Catalog, id: string): Edit[] {
  return [...healed(level, new Set([id]), catalog), ...remove(level, [id], [])];
}
