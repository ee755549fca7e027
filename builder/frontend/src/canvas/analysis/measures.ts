/** What a layer can cost: each measure in one entry, and each layer's share of the whole. */
import type { Document } from "../../document/types";
import { bytesText, countText } from "../../format";
import type { NodeReport, Report } from "../../project/report";
import { message } from "../../words/words";
import { type Place, reportKey } from "../place";
import type { Labels } from "../view";

export interface Measure {
  readonly title: string;
  readonly sentence: string;
  of(report: NodeReport): number;
  text(amount: number): string;
}

export const MEASURES = {
  parameters: {
    title: message("Parameters"),
    sentence: message("Numbers that make up the layer: what is learned or kept"),
    of: ({ trainable, frozen }) => trainable + frozen,
    text: countText,
  },
  multiply_adds: {
    title: message("Multiply-adds"),
    sentence: message("Multiplications whose products are added up, for one sample: what time goes into"),
    of: ({ multiply_adds }) => multiply_adds,
    text: countText,
  },
  memory: {
    title: message("Memory"),
    sentence: message("What comes out of the layer for one sample, in memory while the network learns"),
    of: ({ memory }) => memory,
    text: bytesText,
  },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof MEASURES;

export const MEASURE_NAMES = Object.keys(MEASURES) as readonly MeasureName[];

/** The share of each node in what all nodes of a level cost together; none where nothing costs anything. */
export function sharesOf(
  nodes: Document["nodes"],
  report: Report | null,
  place: Place,
  measure: MeasureName,
): ReadonlyMap<string, number> {
  const costs = [...nodes.keys()].flatMap((id): [string, number][] => {
    const known = report?.nodes[reportKey(place, id)];
    return known ? [[id, MEASURES[measure].of(known)]] : [];
  });
  const total = costs.reduce((sum, [, cost]) => sum + cost, 0);
  return new Map(total ? costs.map(([id, cost]) => [id, cost / total]) : []);
}

/** The shares that the heat map shows; nothing where it is not on. */
export function heatOf(
  labels: Labels,
  measure: MeasureName,
  nodes: Document["nodes"],
  report: Report | null,
  place: Place,
): ReadonlyMap<string, number> | null {
  return labels === "heat" ? sharesOf(nodes, report, place, measure) : null;
}
