/** Closes the hole that removed nodes leave: what fed them feeds what they fed. Pure. */
import type { Catalog } from "../catalog/catalog";
import { connected, type Reference, type Wire, wires, wiresInto, written } from "../document/graph";
import type { Level } from "../document/level";
import type { Edit } from "../document/types";

/** The edits that lead each wire which leaves `gone` back to what comes in there. A wire stays cut where that is not clear. */
export function healed(level: Level, gone: ReadonlySet<string>, catalog: Catalog): Edit[] {
  const leaving = wires(level.nodes).filter(({ source, target }) => gone.has(source.node) && !gone.has(target));
  const taken = new Set<string>();
  return leaving.flatMap((wire): Edit[] => {
    const sources = sourcesOf(level, wire.source, gone, new Set());
    const [first, ...rest] = sources;
    if (!first || !fits(level, wire, sources, catalog)) return [];
    const key = (source: Reference) => `${wire.target}/${wire.port}/${written(source)}`;
    const known = level.nodes.get(wire.target)?.inputs[wire.port] ?? [];
    const isNew = (source: Reference) => !taken.has(key(source)) && !known.includes(written(source));
    const fresh = sources.filter(isNew);
    for (const source of fresh) taken.add(key(source));
    return fresh.map((source, at): Edit => {
      const index = at === 0 ? wire.index : known.length + rest.length;
      return connected({ ...wire, index }, source);
    });
  });
}

/** What comes in where `from` is, through all that is removed; nothing where it is no plain way through. */
function sourcesOf(level: Level, from: Reference, gone: ReadonlySet<string>, seen: Set<string>): readonly Reference[] {
  if (!gone.has(from.node)) return [from];
  const node = level.nodes.get(from.node);
  if (!node || from.output > 0 || seen.has(from.node)) return [];
  seen.add(from.node);
  const into = wiresInto(from.node, node);
  const [first] = into;
  if (!first || into.some(({ port }) => port !== first.port)) return [];
  const found = into.flatMap(({ source }) => sourcesOf(level, source, gone, seen));
  return found.filter((each, at) => found.findIndex((other) => written(other) === written(each)) === at);
}

/** One wire takes the place of one; several need a port that takes many. */
function fits({ nodes }: Level, { target, port }: Wire, sources: readonly Reference[], catalog: Catalog): boolean {
  const node = nodes.get(target);
  return node !== undefined && (sources.length === 1 || catalog.takesMany(node.kind, port));
}
