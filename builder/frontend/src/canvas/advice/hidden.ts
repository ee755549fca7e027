/** Advice that a person does not want to see: at a node, or in the whole project. */
import type { Edit } from "../../document/types";
import type { Report } from "../../project/report";

export const hiding = (rule: string, node: string | null, hidden: boolean): Edit => ({
  edit: "hide",
  rule,
  node,
  hidden,
});

export interface Hidden {
  readonly rule: string;
  readonly title: string;
  /** At which nodes it would be said; everywhere, where the rule is hidden for the project. */
  readonly nodes: readonly string[];
  readonly everywhere: boolean;
}

/** The rules that are hidden for the project, and those hidden at nodes that would say something now, each once.
 * `only`: what would be said of one node. */
export function hiddenRules(
  report: Report | null,
  everywhere: readonly string[] = [],
  only?: string,
): readonly Hidden[] {
  const found = new Map<string, Hidden>();
  for (const { rule, title, node } of report?.hidden ?? []) {
    if (!rule || (only !== undefined && node !== only)) continue;
    const before = found.get(rule)?.nodes ?? [];
    const nodes = node === null ? before : [...before, node];
    found.set(rule, { rule, title: title ?? rule, nodes, everywhere: everywhere.includes(rule) });
  }
  for (const rule of only === undefined ? everywhere : []) {
    if (!found.has(rule)) found.set(rule, { rule, title: spelled(rule), nodes: [], everywhere: true });
  }
  return [...found.values()];
}

/** A rule that says nothing now, of which the report tells no title: `large-batch` as “Large batch”. */
const spelled = (rule: string): string => rule.charAt(0).toUpperCase() + rule.slice(1).replaceAll("-", " ");

/** The edits that show a rule's advice again, wherever it is hidden. */
export const showing = ({ rule, nodes, everywhere }: Hidden): readonly Edit[] => [
  ...nodes.map((node) => hiding(rule, node, false)),
  ...(everywhere ? [hiding(rule, null, false)] : []),
];
