/** Findings about nodes inside blocks, seen from outside. */
import { holds } from "../../document/blocks";
import type { Document } from "../../document/types";
import type { Finding, Report } from "../../project/report";
import { type Place, placeIn, reportKey, TOP } from "../place";

interface Seen {
  readonly document: { readonly whole: Document; readonly nodes: Document["nodes"] };
  readonly place: Place;
  readonly report: Report | null;
}

/** What is wrong inside an instance: what the report found below it, or anywhere in its block. */
export function findingsInside({ document, place, report }: Seen, id: string): readonly Finding[] {
  const { nodes } = document.whole;
  const uses = document.nodes.get(id)?.uses ?? "";
  const below = `${reportKey(place, id)}.`;
  return (report?.findings ?? []).filter(({ node, path }) => {
    const block = nodes.get(node ?? "")?.block;
    if (!block) return false;
    return path ? `${path}.`.startsWith(below) || holds(nodes, uses, block) : holds(nodes, uses, block);
  });
}

/** The place from which a node that something was found at is seen. */
export function placeOf(document: Document, id: string, path = ""): Place {
  const block = document.nodes.get(id)?.block ?? null;
  if (block === null) return TOP;
  // `stage.1.res1.0`: instances and the numbers of their repetitions, in turn.
  const instances = path.split(".").filter((_, at) => at % 2 === 0);
  const uses = document.nodes.get(instances.at(-1) ?? "")?.uses;
  return uses === block ? { block, path: instances } : placeIn(document, block);
}
