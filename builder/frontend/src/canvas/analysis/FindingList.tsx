/** All that is wrong or unwise, the gravest first; a press goes to the layer. */
import { titleOf } from "../../catalog/blocks";
import { type Finding, fixedOnce } from "../../project/report";
import { useStore } from "../../project/store";
import { t, told } from "../../words/words";
import { useActions } from "../actions";
import { AdviceLinks } from "../advice/AdviceLinks";
import { HiddenAdvice } from "../advice/HiddenAdvice";
import { useBench } from "../context";
import { FixButton } from "../Findings";
import { SEVERITIES, severityText } from "./severities";

export function FindingList() {
  const { project } = useBench();
  const report = useStore(project.report);
  if (!report) return null;
  return (
    <div className="ll-finding-groups">
      {!report.findings.length && <p className="ll-fine">{t("✓ Everything fits together. Ready to train.")}</p>}
      {SEVERITIES.map((severity) => {
        const { name } = severity;
        const findings = fixedOnce(severity.of(report));
        if (!findings.length) return null;
        return (
          <details key={name} className={name} open>
            <summary>{severityText(severity, findings.length)}</summary>
            <ul className="ll-finding-list">
              {findings.map((finding) => (
                <li key={`${finding.node}${finding.code}${finding.sentence}`} className={name}>
                  <FindingLine finding={finding} />
                </li>
              ))}
            </ul>
          </details>
        );
      })}
      <HiddenAdvice />
    </div>
  );
}

function FindingLine({ finding }: { finding: Finding }) {
  const { project, catalog } = useBench();
  const { show } = useActions();
  const node = project.document.get().nodes.get(finding.node ?? "");
  const title = node ? titleOf(node, project.document.get(), catalog) : t("The network");
  return (
    <>
      <button
        type="button"
        className="ll-plain ll-finding-link"
        disabled={!node}
        onClick={() => finding.node && show(finding.node, finding.path)}
      >
        <strong>{[title, finding.title && t(finding.title)].filter(Boolean).join(" · ")}</strong>
        {told(finding, "sentence")}
      </button>
      {(finding.fixes.length > 0 || finding.rule) && (
        <div className={`ll-finding-fixes ${finding.severity}`}>
          {finding.fixes.map((fix, at) => (
            <FixButton key={fix.title} fix={fix} testid={`network-fix-${finding.node ?? ""}-${at}`} />
          ))}
          <AdviceLinks finding={finding} everywhere />
        </div>
      )}
    </>
  );
}
