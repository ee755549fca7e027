/** How grave a finding can be, the gravest first: which findings these are, and how they are counted. */
import { adviceOf, type Finding, problemsOf, type Report } from "../../project/report";
import { counted, message } from "../../words/words";

export interface Severity {
  readonly name: Finding["severity"];
  readonly id: "problems" | "advice";
  of(report: Report | null): readonly Finding[];
  readonly one: string;
  readonly many: string;
}

const PROBLEM: Severity = {
  name: "problem",
  id: "problems",
  of: problemsOf,
  one: message("{count} problem"),
  many: message("{count} problems"),
};

const ADVICE: Severity = {
  name: "advice",
  id: "advice",
  of: adviceOf,
  one: message("{count} piece of advice"),
  many: message("{count} pieces of advice"),
};

export const SEVERITIES = [PROBLEM, ADVICE] as const;

/** `2 problems`. */
export const severityText = ({ one, many }: Severity, count: number): string => counted(count, one, many);

export const problemsText = (count: number): string => severityText(PROBLEM, count);
