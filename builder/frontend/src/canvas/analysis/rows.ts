/** The table of all layers: a row for each, in the order of the flow or of what they cost. */
import { entryOf, titleOf } from "../../catalog/blocks";
import type { Catalog } from "../../catalog/catalog";
import type { Level } from "../../document/level";
import type { PlacedNode } from "../../document/types";
import { shapeText } from "../../format";
import type { Report } from "../../project/report";
import { flowOrder } from "../keyboard/order";
import { type Place, reportKey } from "../place";
import { MEASURE_NAMES, MEASURES, type MeasureName } from "./measures";

export interface Row {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly node: PlacedNode;
  readonly shape: string;
  /** How much of the input one of its places sees; nothing where it sees all, or has no places. */
  readonly field: string;
  readonly costs: Readonly<Record<MeasureName, number>>;
}

/** What a table can be sorted by; `flow` is the order in which layers follow each other. */
export type Sorting = "flow" | "title" | MeasureName;

/** The rows of a level, after what feeds them. */
export function rowsOf(level: Level, report: Report | null, place: Place, catalog: Catalog): readonly Row[] {
  return flowOrder(level).flatMap((id) => {
    const node = level.nodes.get(id);
    const known = report?.nodes[reportKey(place, id)];
    if (!node || !known) return [];
    const entry = entryOf(node, level.whole, catalog);
    const costs = Object.fromEntries(MEASURE_NAMES.map((name) => [name, MEASURES[name].of(known)]));
    return {
      id,
      title: titleOf(node, level.whole, catalog),
      kind: entry?.title ?? node.kind,
      node,
      shape: known.outputs.map(({ shape }) => shapeText(shape)).join("; "),
      field: known.field?.join(" × ") ?? "",
      costs: costs as Row["costs"],
    };
  });
}

/** The rows in another order: the dearest first, titles as the alphabet has them. */
export function sorted(rows: readonly Row[], by: Sorting): readonly Row[] {
  if (by === "flow") return rows;
  if (by === "title") return [...rows].sort((a, b) => a.title.localeCompare(b.title));
  return [...rows].sort((a, b) => b.costs[by] - a.costs[by]);
}
