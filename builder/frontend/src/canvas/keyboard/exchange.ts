/** Lets a layer change places with the one before or after it in a row of layers. Pure. */
import type { Catalog } from "../../catalog/catalog";
import { connected, type Wire, wires, wiresInto } from "../../document/graph";
import type { Level } from "../../document/level";
import type { Refused } from "../../document/pack";
import type { Edit } from "../../document/types";
import { t } from "../../words/words";
import { titled } from "./names";

/** The edits by which `id` goes one step against the flow (`earlier`) or with it; or why it cannot. */
export function exchange(
  level: Level,
  id: string,
  way: "earlier" | "later",
  catalog: Catalog,
): readonly Edit[] | Refused {
  const pair = pairOf(level, id, way);
  if (!pair) return { sentence: stuck(level, id, way, catalog) };
  const [first, second] = pair;
  const before = onlyInto(level, first);
  const between = onlyInto(level, second);
  const after = wires(level.nodes).filter(({ source }) => source.node === second);
  if (!between || after.length === 0 || !before) return { sentence: stuck(level, id, way, catalog) };
  return [
    connected(between, before.source),
    connected(before, { node: second, output: 0 }),
    ...after.map((wire) => connected(wire, { node: first, output: 0 })),
    ...swapped(level, first, second),
  ];
}

/** Two layers in a row of which each has one wire in, and the first one wire out. */
function pairOf(level: Level, id: string, way: "earlier" | "later"): readonly [string, string] | null {
  const all = wires(level.nodes);
  const leaving = all.filter(({ source }) => source.node === id);
  const other = way === "earlier" ? onlyInto(level, id)?.source.node : leaving.length === 1 ? leaving[0]?.target : null;
  if (!other) return null;
  const [first, second] = way === "earlier" ? [other, id] : [id, other];
  const single = all.filter(({ source }) => source.node === first).length === 1;
  return single && onlyInto(level, first) && onlyInto(level, second) ? [first, second] : null;
}

function onlyInto({ nodes }: Level, id: string): Wire | undefined {
  const node = nodes.get(id);
  const into = node ? wiresInto(id, node).filter(({ source }) => nodes.has(source.node)) : [];
  return into.length === 1 ? into[0] : undefined;
}

function swapped({ layout }: Level, first: string, second: string): Edit[] {
  const [one, other] = [layout.get(first), layout.get(second)];
  if (!one || !other) return [];
  return [
    { edit: "move", node: first, position: other },
    { edit: "move", node: second, position: one },
  ];
}

function stuck(level: Level, id: string, way: "earlier" | "later", catalog: Catalog): string {
  const title = titled(level, id, catalog);
  return way === "earlier"
    ? t("{layer} cannot go earlier: only layers in a plain row change places. Wire it by hand.", { layer: title })
    : t("{layer} cannot go later: only layers in a plain row change places. Wire it by hand.", { layer: title });
}
