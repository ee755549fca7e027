/** What the checker says about the document; ARCHITECTURE.md describes it. */

import type { Edit, JsonObject } from "../document/types";
import type { Carried } from "../words/words";

export interface Output {
  readonly shape: readonly (number | null)[];
  readonly axes: readonly string[];
  readonly dtype: string;
  /** Whether it says which of its steps are filled up and not to be looked at. */
  readonly mask?: boolean;
}

export interface NodeReport {
  readonly outputs: readonly Output[];
  readonly trainable: number;
  readonly frozen: number;
  readonly memory: number;
  /** Multiplications whose products are added up, for one sample. */
  readonly multiply_adds: number;
  /** How much of the input one place of the output is made of, along each spatial axis. */
  readonly field?: readonly number[];
  /** How often an instance of a block is repeated. */
  readonly repeat?: number;
  /** What the expressions in its settings come to. */
  readonly values?: JsonObject;
}

export interface Fix extends Carried {
  readonly title: string;
  readonly edits: readonly Edit[];
}

export interface Finding extends Carried {
  readonly node: string | null;
  /** Where in blocks it stands: `res1.0`; nothing at the top. */
  readonly path?: string;
  readonly param: string | null;
  readonly severity: "problem" | "advice";
  readonly code: string;
  readonly sentence: string;
  readonly detail: string;
  readonly fixes: readonly Fix[];
  /** The rule that advises it, and what people call that. */
  readonly rule?: string;
  readonly title?: string;
}

/** A form in which the network leaves: what it is called, and about how many bytes it will have. */
export interface Size {
  readonly title: string;
  readonly bytes: number;
}

/** Sums over the network; `sizes` are those of each export by its name, in the order to show, the usual one first. */
export interface Totals {
  readonly parameters: number;
  readonly trainable: number;
  readonly memory: number;
  readonly multiply_adds: number;
  readonly sizes: Readonly<Record<string, Size>>;
}

export interface Report {
  readonly nodes: Readonly<Record<string, NodeReport>>;
  readonly findings: readonly Finding[];
  /** Advice that a person does not want to see. */
  readonly hidden?: readonly Finding[];
  readonly totals: Totals;
  readonly ready: boolean;
  readonly digest: string;
  /** Whether the fixes of its findings are still being tried: another report brings them. */
  readonly fixing?: boolean;
}

/** How large the network will be in the form in which it usually leaves. */
export const exportedBytes = ({ totals }: Report): number => Object.values(totals.sizes)[0]?.bytes ?? 0;

export const isProblem = ({ severity }: Pick<Finding, "severity">): boolean => severity === "problem";

export const problemsOf = (report: Report | null): readonly Finding[] => report?.findings.filter(isProblem) ?? [];

export const adviceOf = (report: Report | null): readonly Finding[] =>
  report?.findings.filter(({ severity }) => severity === "advice") ?? [];

/** All parameters; while a problem keeps the whole from being built, those of the layers that can be reached. */
export function parametersOf({ totals, nodes }: Report): number {
  return totals.parameters || Object.values(nodes).reduce((sum, { trainable, frozen }) => sum + trainable + frozen, 0);
}

/** The same findings, each fix only with the last of those that offer it: one click mends them all. */
export function fixedOnce(findings: readonly Finding[]): readonly Finding[] {
  const keys = findings.map(({ fixes }) => fixes.map((fix) => JSON.stringify(fix)));
  return findings.map((finding, at) => {
    const later = new Set(keys.slice(at + 1).flat());
    return { ...finding, fixes: finding.fixes.filter((_, i) => !later.has(keys[at]?.[i] ?? "")) };
  });
}
