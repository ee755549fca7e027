/** What an Input reads of the data, and in a few words what is done to it before the network sees it. */
import type { Catalog } from "../../catalog/catalog";
import type { PlacedNode } from "../../document/types";
import { useStore } from "../../project/store";
import { counted, t } from "../../words/words";
import { useBench } from "../context";
import { typesOf } from "../inspector/read";

/** What is done to so many columns of a type; of one that is not here, that it is prepared. */
const PREPARES: Readonly<Record<string, (count: number) => string>> = {
  number: (count) => counted(count, "normalises {count} number", "normalises {count} numbers"),
  category: (count) => counted(count, "encodes {count} category", "encodes {count} categories"),
  image: () => t("scales pixels"),
  text: () => t("reads words"),
  date: (count) => counted(count, "takes {count} date apart", "takes {count} dates apart"),
  sound: () => t("reads sound"),
  mask: () => t("encodes masks"),
};

/** `normalises 5 numbers, encodes 2 categories`. */
export function preparesText(types: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  const other = (count: number) => counted(count, "scales {count} column", "scales {count} columns");
  return [...counts].map(([type, count]) => (PREPARES[type] ?? other)(count)).join(", ");
}

/** The types of the columns that an Input reads, one for each; none where it is no Input, or no data are chosen. */
export function useReads(node: PlacedNode, catalog: Catalog): readonly string[] {
  const { data, project } = useBench();
  const { targets } = useStore(project.document).data;
  const entry = catalog.layer(node.kind);
  return entry ? typesOf(entry, node.params, data.schema ?? null, targets) : [];
}
