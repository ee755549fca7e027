/** What the inspector shows when nothing is selected. */
import { titleOf } from "../../catalog/blocks";
import { bytesText, exactText } from "../../format";
import { type Finding, fixedOnce, parametersOf } from "../../project/report";
import { useStore } from "../../project/store";
import { useActions } from "../actions";
import { useBench } from "../context";
import { Doors } from "../Doors";
import { FixButton } from "../Findings";
import { isLayer } from "../linking/links";
import { NextStep } from "../NextStep";

export function NetworkPanel() {
  const { project, catalog, data } = useBench();
  const document = useStore(project.document);
  const report = useStore(project.report);
  return (
    <>
      <header className="ll-panel-head">
        <h2>{document.name || "Network"}</h2>
        <p className="ll-quiet">
          {data.schema && `Learns from ${data.schema.title}. `}
          {!data.schema && !data.next && "No data yet: choose some on the Data page. "}
          Select a layer to see and change its settings.
        </p>
      </header>
      <NextStep />
      {report && (
        <dl className="ll-totals">
          <dt>Layers</dt>
          <dd>{exactText([...document.nodes.values()].filter((node) => isLayer(catalog, node)).length)}</dd>
          <dt>Parameters</dt>
          <dd>{exactText(parametersOf(report))}</dd>
          {report.totals.bytes > 0 && (
            <>
              <dt>Memory a sample</dt>
              <dd>{bytesText(report.totals.memory)}</dd>
              <dt>Size when exported</dt>
              <dd>{bytesText(report.totals.bytes)}</dd>
            </>
          )}
        </dl>
      )}
      {report && document.nodes.size > 0 && <FindingList findings={report.findings} />}
      <Doors />
    </>
  );
}

function FindingList({ findings }: { findings: readonly Finding[] }) {
  if (!findings.length) return <p className="ll-fine">✓ Everything fits together. Ready to train.</p>;
  return (
    <ul className="ll-finding-list" aria-label="Problems and advice">
      {fixedOnce(findings).map((finding) => (
        <li key={`${finding.node}${finding.code}${finding.sentence}`} className={finding.severity}>
          <FindingLink finding={finding} />
          {finding.fixes.length > 0 && (
            <div className={`ll-finding-fixes ${finding.severity}`}>
              {finding.fixes.map((fix, at) => (
                <FixButton key={fix.title} fix={fix} testid={`network-fix-${finding.node ?? ""}-${at}`} />
              ))}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function FindingLink({ finding }: { finding: Finding }) {
  const { project, catalog } = useBench();
  const { show } = useActions();
  const node = project.document.get().nodes.get(finding.node ?? "");
  const title = node ? titleOf(node, project.document.get(), catalog) : null;
  return (
    <button
      type="button"
      className="ll-finding-link"
      disabled={!node}
      onClick={() => finding.node && show(finding.node, finding.path)}
    >
      <strong>
        {finding.severity === "problem" ? "Problem" : "Advice"}
        {title && ` at ${title}`}
      </strong>
      {finding.sentence}
    </button>
  );
}
