/** What a listener hears of layers and wires. Pure. */
import { entryOf } from "../../catalog/blocks";
import type { Catalog } from "../../catalog/catalog";
import { outputsFor } from "../../catalog/ports";
import { type Reference, wiresInto } from "../../document/graph";
import type { Level } from "../../document/level";
import type { PlacedNode } from "../../document/types";
import { shapeText, summaryText } from "../../format";
import type { NodeReport } from "../../project/report";
import { t } from "../../words/words";
import { problemsText } from "../analysis/severities";

interface Described {
  readonly id: string;
  readonly node: PlacedNode;
  readonly level: Level;
  readonly catalog: Catalog;
  readonly report: NodeReport | undefined;
  readonly problems: number;
  readonly advice: number;
}

/** `Conv2D conv1, 32 filters, from image, gives 8 × 8 × 32, 1 problem`. */
export function layerName({ id, node, level, catalog, report, problems, advice }: Described): string {
  const entry = entryOf(node, level.whole, catalog);
  const sources = sourcesOf(level, id, catalog);
  const shape = report?.outputs[0]?.shape;
  return [
    titled(level, id, catalog),
    summaryText(entry, { ...node.params, ...report?.values }, catalog),
    node.frozen && t("frozen"),
    node.disabled && t("disabled"),
    sources.length > 0 && t("from {sources}", { sources: listed(sources) }),
    shape && t("gives {shape}", { shape: shapeText(shape) }),
    problems > 0 && problemsText(problems),
    advice > 0 && t("advice"),
  ]
    .filter(Boolean)
    .join(", ");
}

/** `Conv2D conv1`: what a layer is, and its name, or its id where nobody named it. */
export function titled({ nodes, whole }: Level, id: string, catalog: Catalog): string {
  const node = nodes.get(id);
  if (!node) return id;
  return `${entryOf(node, whole, catalog)?.title ?? node.kind} ${node.name || id}`;
}

/** What feeds a layer. */
export function sourcesOf(level: Level, id: string, catalog: Catalog): readonly string[] {
  const node = level.nodes.get(id);
  return node ? wiresInto(id, node).map(({ source }) => sourceName(level, source, catalog)) : [];
}

/** `conv1`, or `lstm1’s state` where a layer gives several things. */
export function sourceName({ nodes, whole }: Level, { node: id, output }: Reference, catalog: Catalog): string {
  const node = nodes.get(id);
  if (!node) return id;
  const outputs = outputsFor(entryOf(node, whole, catalog), node.params);
  const port = outputs[output]?.name.replaceAll("_", " ");
  const name = node.name || id;
  return outputs.length > 1 && port ? t("{layer}’s {output}", { layer: name, output: port }) : name;
}

/** What people call an input of a layer. */
export function portName({ nodes, whole }: Level, id: string, port: string, catalog: Catalog): string {
  const node = nodes.get(id);
  const found = node && entryOf(node, whole, catalog)?.inputs?.find(({ name }) => name === port);
  return (found?.title ?? port).replaceAll("_", " ");
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : t("{most} and {last}", { most: words.slice(0, -1).join(", "), last });
}
