/** What a message about the check makes of the report before it: what did not change stays the same object. */
import type { LiveMessage } from "./live";
import type { Finding, NodeReport, Report } from "./report";

/** The newest report. A message with `gone` holds only the nodes that changed; all others are as they were. */
export function reported(before: Report | null, { report, gone }: LiveMessage): Report {
  const now = report as Report;
  if (!before) return now;
  const findings = sameAs(before.findings, now.findings, now.fixing === true);
  const nodes = Array.isArray(gone) ? changed(before.nodes, now.nodes, gone) : all(before.nodes, now.nodes);
  return { ...now, nodes, findings };
}

type Nodes = Readonly<Record<string, NodeReport>>;

function changed(before: Nodes, now: Nodes, gone: readonly unknown[]): Nodes {
  const nodes: Record<string, NodeReport> = { ...before, ...now };
  for (const id of gone) delete nodes[String(id)];
  return nodes;
}

function all(before: Nodes, now: Nodes): Nodes {
  const same = ([id, node]: [string, NodeReport]) => {
    const old = before[id];
    return [id, old && JSON.stringify(old) === JSON.stringify(node) ? old : node] as const;
  };
  return Object.fromEntries(Object.entries(now).map(same));
}

/** Findings as they were where they say the same; while fixes are still tried, with those that they had. */
function sameAs(before: readonly Finding[], now: readonly Finding[], fixing: boolean): readonly Finding[] {
  const said = (finding: Finding) => JSON.stringify(fixing ? { ...finding, fixes: [] } : finding);
  const known = new Map(before.map((finding) => [said(finding), finding]));
  return now.map((finding) => known.get(said(finding)) ?? finding);
}
