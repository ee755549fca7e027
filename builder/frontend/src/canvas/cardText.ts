/** What a card says of its node: at the right of its title, and in the line below. */
import type { Catalog } from "../catalog/catalog";
import { countText, shapeText, summaryText } from "../format";
import { t } from "../words/words";
import type { CardData } from "./flow";

export interface CardText {
  /** How many parameters, else what kind it is where the title does not say it. */
  readonly figure: string;
  readonly summary: string;
}

/** The texts of a card; `source`: what data the network reads, for the card of an Input. */
export function cardText({ entry, node, report, title }: CardData, catalog: Catalog, source = ""): CardText {
  const kind = entry?.title ?? node.kind;
  const parameters = (report?.trainable ?? 0) + (report?.frozen ?? 0);
  const reads = entry?.params?.some(({ type }) => type === "feature_names") ? source : "";
  const passed = node.disabled ? report?.outputs[0] : undefined;
  const summary = passed
    ? t("passed by: {shape}", { shape: shapeText(passed.shape) })
    : withoutTitle(summaryText(entry, { ...node.params, ...report?.values }, catalog), title) || reads;
  return {
    figure: parameters ? countText(parameters) : title === kind ? "" : kind,
    summary: [parameters && title !== kind ? kind : "", summary].filter(Boolean).join(" · ") || t(entry?.purpose ?? ""),
  };
}

/** A node that is named as its column need not say the column again. */
function withoutTitle(summary: string, title: string): string {
  if (summary === title) return "";
  return summary.startsWith(`${title} · `) ? summary.slice(title.length + 3) : summary;
}
