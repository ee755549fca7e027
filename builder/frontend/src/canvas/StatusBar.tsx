/** The line at the bottom: what the network costs, and what is wrong with it. */
import { bytesText, countText, exactText } from "../format";
import { exportedBytes, type Finding, parametersOf } from "../project/report";
import { useStore } from "../project/store";
import { t, told } from "../words/words";
import { useActions } from "./actions";
import { SEVERITIES, type Severity, severityText } from "./analysis/severities";
import { useBench } from "./context";

export function StatusBar() {
  const { project } = useBench();
  const report = useStore(project.report);
  const engine = useStore(project.engine);
  // An empty canvas says itself what to do; that is no problem yet.
  const begun = useStore(project.document).nodes.size > 0;
  return (
    <footer className="ll-lifted ll-status">
      {report ? (
        <>
          <Figure value={exactText(parametersOf(report))} words={t("parameters")} testid="total-parameters" />
          {report.totals.memory > 0 && <Figure value={bytesText(report.totals.memory)} words={t("memory a sample")} />}
          {report.totals.multiply_adds > 0 && (
            <Figure value={countText(report.totals.multiply_adds)} words={t("multiply-adds")} />
          )}
          {report.totals.parameters > 0 && <Figure value={bytesText(exportedBytes(report))} words={t("exported")} />}
        </>
      ) : (
        <span data-testid="warming">
          {engine === "ready"
            ? t("Checking…")
            : t("The engine is warming up. You can already build; shapes come in a moment.")}
        </span>
      )}
      <span className="ll-space" />
      {begun &&
        SEVERITIES.map((severity) => <Count key={severity.id} severity={severity} findings={severity.of(report)} />)}
      {report?.ready && <span className="ll-ready">{t("✓ ready to train")}</span>}
    </footer>
  );
}

function Figure({ value, words, testid }: { value: string; words: string; testid?: string }) {
  return (
    <span className="ll-status-figure">
      <strong data-testid={testid}>{value}</strong> {words}
    </span>
  );
}

/** A count of findings; a click lists them. */
function Count({ severity, findings }: { severity: Severity; findings: readonly Finding[] }) {
  const { run } = useActions();
  const { view } = useBench();
  const open = useStore(view.drawer) === "findings";
  if (!findings.length) return null;
  return (
    <button
      type="button"
      className={`ll-plain ll-tour ${severity.name}`}
      data-testid={severity.id}
      aria-expanded={open}
      title={findings.map((finding) => told(finding, "sentence")).join("\n")}
      onClick={() => run("findings")}
    >
      {severityText(severity, findings.length)}
    </button>
  );
}
