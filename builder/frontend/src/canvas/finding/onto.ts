/** A wire that is dropped on a card rather than on a port: which port is meant. Pure. */
import { entryOf, titleOf } from "../../catalog/blocks";
import type { Catalog } from "../../catalog/catalog";
import { outputsFor } from "../../catalog/ports";
import type { Level } from "../../document/level";
import type { Refused } from "../../document/pack";
import type { Edit } from "../../document/types";
import { t } from "../../words/words";
import type { LooseEnd } from "../commanding/open";
import { type Drawn, draw, refusal } from "../connect";
import type { Wanted } from "./placing";

type Loose = Exclude<LooseEnd, { end: "wire" }>;

/** Wire a loose end to the first free port of a node that fits; or why there is none. */
export function wireOnto(
  level: Level,
  catalog: Catalog,
  from: Loose,
  id: string,
  outputOf: Wanted["outputOf"],
): readonly Edit[] | Refused {
  const node = level.nodes.get(id);
  if (!node) return [];
  const wires = from.end === "output" ? into(level, catalog, from, id, outputOf) : outOf(level, catalog, from, id);
  const free = wires.find((wire) => refusal(level, catalog, wire) === null);
  if (free) return draw(level, free);
  const why = wires[0] && refusal(level, catalog, wires[0]);
  return {
    sentence: why ?? t("{node} has no port that this wire fits.", { node: titleOf(node, level.whole, catalog) }),
  };
}

/** The wires from an output into the ports of a node that take as many axes. */
function into(
  level: Level,
  catalog: Catalog,
  { source }: Extract<Loose, { end: "output" }>,
  target: string,
  outputOf: Wanted["outputOf"],
): Drawn[] {
  const node = level.nodes.get(target);
  const ports = (node && entryOf(node, level.whole, catalog)?.inputs) ?? [];
  const rank = outputOf(source)?.shape.length;
  const fitting = ports.filter(({ rank: [least, most] }) => rank === undefined || (least <= rank && rank <= most));
  return fitting.map(({ name }) => ({ source, target, port: name }));
}

/** The wires from the outputs of a node into a port. */
function outOf(level: Level, catalog: Catalog, { node: target, port }: Extract<Loose, { end: "input" }>, id: string) {
  const node = level.nodes.get(id);
  const outputs = node ? outputsFor(entryOf(node, level.whole, catalog), node.params) : [];
  return outputs.map((_, output): Drawn => ({ source: { node: id, output }, target, port }));
}
