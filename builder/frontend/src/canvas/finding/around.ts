/** Opens the search for a layer after or before another, on its wire where it has one. */
import { entryOf } from "../../catalog/blocks";
import type { Stage } from "../stage";

/** Search for what follows the first output of a layer. */
export function searchAfter(stage: Stage, id: string): void {
  const from = { end: "output", source: { node: id, output: 0 } } as const;
  stage.view.open.set({ what: "search", from, at: stage.spot("beside").at, place: null });
}

/** Search for what comes before the first input of a layer. */
export function searchBefore(stage: Stage, id: string): void {
  const from = { end: "input", node: id, port: firstPort(stage, id) ?? "" } as const;
  stage.view.open.set({ what: "search", from, at: stage.spot("beside").at, place: null });
}

/** The name of the first input of a layer, if it has any. */
export function firstPort({ level, catalog }: Pick<Stage, "level" | "catalog">, id: string): string | undefined {
  const node = level().nodes.get(id);
  return node && entryOf(node, level().whole, catalog)?.inputs?.[0]?.name;
}
