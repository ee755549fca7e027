/** Nodes that are put into a wire, one after the other. Pure. */
import { entryOf } from "../catalog/blocks";
import type { Catalog } from "../catalog/catalog";
import { connected, type Reference, type Wire, wires, written } from "../document/graph";
import type { Level } from "../document/level";
import type { Edit, PlacedNode } from "../document/types";

/** What hangs together and has one way in and one way out. */
interface Piece {
  readonly entry: string;
  readonly port: string;
  readonly exit: string;
}

/** The edits that lead a wire through these nodes, from the upper to the lower; none where they are wired already or no way leads through. */
export function intoWire(level: Level, ids: readonly string[], wire: Wire, catalog: Catalog): Edit[] {
  if (ids.includes(wire.target) || ids.includes(wire.source.node)) return [];
  const pieces = piecesOf(level, ids, catalog);
  if (!pieces?.length) return [];
  let source: Reference = wire.source;
  const edits = pieces.map(({ entry, port, exit }): Edit => {
    const edit: Edit = { edit: "connect", node: entry, port, index: 0, source: written(source) };
    source = { node: exit, output: 0 };
    return edit;
  });
  return [...edits, connected(wire, source)];
}

/** Whether these nodes could go into a wire. */
export function isLoose(level: Level, ids: readonly string[], catalog: Catalog): boolean {
  return ids.length > 0 && (piecesOf(level, ids, catalog)?.length ?? 0) > 0;
}

function piecesOf(level: Level, ids: readonly string[], catalog: Catalog): readonly Piece[] | null {
  const inside = new Set(ids.filter((id) => level.nodes.has(id)));
  const all = wires(level.nodes).filter(({ source, target }) => inside.has(source.node) || inside.has(target));
  if (all.some(({ source, target }) => !inside.has(source.node) || !inside.has(target))) return null;
  const pieces = together(inside, all).map((piece) => pieceOf(level, piece, all, catalog));
  if (pieces.includes(null)) return null;
  const place = ({ entry }: Piece) => level.layout.get(entry) ?? { x: 0, y: 0 };
  const found = pieces.filter((piece) => piece !== null);
  return found.sort((a, b) => place(a).y - place(b).y || place(a).x - place(b).x);
}

/** The nodes in groups that hang together. */
function together(ids: ReadonlySet<string>, all: readonly Wire[]): string[][] {
  const group = new Map([...ids].map((id) => [id, [id]]));
  for (const { source, target } of all) {
    const [one, other] = [group.get(source.node), group.get(target)];
    if (!one || !other || one === other) continue;
    one.push(...other);
    for (const id of other) group.set(id, one);
  }
  return [...new Set(group.values())];
}

function pieceOf(level: Level, ids: readonly string[], all: readonly Wire[], catalog: Catalog): Piece | null {
  const entryAt = (id: string) => entryOf(level.nodes.get(id) as PlacedNode, level.whole, catalog);
  const entries = ids.filter((id) => !all.some(({ target }) => target === id));
  const exits = ids.filter((id) => !all.some(({ source }) => source.node === id));
  const [entry, exit] = [entries[0], exits[0]];
  if (entries.length !== 1 || exits.length !== 1 || entry === undefined || exit === undefined) return null;
  const port = entryAt(entry)?.inputs?.[0]?.name;
  return port !== undefined && entryAt(exit)?.outputs?.length ? { entry, port, exit } : null;
}
