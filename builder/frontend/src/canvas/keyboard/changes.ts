/** What changed between two states of a level, in one sentence for those who hear it. Pure. */
import type { Catalog } from "../../catalog/catalog";
import { reference, type Wire, wires } from "../../document/graph";
import type { Level } from "../../document/level";
import { t } from "../../words/words";
import { sourceName, titled } from "./names";

/** The sentence; nothing where no layer and no wire came or went. */
export function changeSentence(before: Level, after: Level, catalog: Catalog): string {
  if (before.nodes === after.nodes || before.block !== after.block) return "";
  const added = [...after.nodes.keys()].filter((id) => !before.nodes.has(id));
  const gone = [...before.nodes.keys()].filter((id) => !after.nodes.has(id));
  if (added.length || gone.length) return ofLayers(before, after, added, gone, catalog);
  return ofWires(before, after, catalog);
}

function ofLayers(before: Level, after: Level, added: readonly string[], gone: readonly string[], catalog: Catalog) {
  const [first] = added;
  const [lost] = gone;
  const parts = [
    added.length === 1 && first !== undefined && ofNew(after, first, catalog),
    added.length > 1 && t("{count} layers added.", { count: added.length }),
    gone.length === 1 && lost !== undefined && t("{layer} removed.", { layer: titled(before, lost, catalog) }),
    gone.length > 1 && t("{count} layers removed.", { count: gone.length }),
  ];
  return parts.filter(Boolean).join(" ");
}

function ofNew(level: Level, id: string, catalog: Catalog): string {
  const layer = titled(level, id, catalog);
  const [source] = Object.values(level.nodes.get(id)?.inputs ?? {}).flat();
  if (source === undefined) return t("{layer} added, without wires.", { layer });
  return t("{layer} added after {source}.", { layer, source: sourceName(level, reference(source), catalog) });
}

function ofWires(before: Level, after: Level, catalog: Catalog): string {
  const [old, now] = [keyed(before), keyed(after)];
  const drawn = [...now].filter(([key]) => !old.has(key)).map(([, wire]) => wire);
  const cut = [...old].filter(([key]) => !now.has(key)).map(([, wire]) => wire);
  const [wire] = drawn;
  const [lost] = cut;
  const words = (level: Level, { source, target }: Wire) => ({
    source: sourceName(level, source, catalog),
    target: titled(level, target, catalog),
  });
  if (drawn.length > 1) return t("{count} wires drawn.", { count: drawn.length });
  if (wire) return t("{source} connected to {target}.", words(after, wire));
  if (cut.length > 1) return t("{count} wires cut.", { count: cut.length });
  return lost ? t("{source} no longer goes to {target}.", words(before, lost)) : "";
}

function keyed({ nodes }: Level): ReadonlyMap<string, Wire> {
  return new Map(
    wires(nodes).map((wire) => [`${wire.source.node}:${wire.source.output}>${wire.target}/${wire.port}`, wire]),
  );
}
