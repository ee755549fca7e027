/** What is wrong with a node, in words, with the fixes as buttons; hovering one shows what it would do. */
import { useEffect } from "react";
import { type Finding, type Fix, fixedOnce, isProblem } from "../project/report";
import { t, told } from "../words/words";
import { AdviceLinks } from "./advice/AdviceLinks";
import { useBench } from "./context";
import { useKeptFocus } from "./keyboard/useKeptFocus";
import { previewOf } from "./preview";
import { WeightsButton } from "./WeightsButton";

export function Findings({ node, findings }: { node: string; findings: readonly Finding[] }) {
  let number = 0;
  return (
    <div className="ll-findings nodrag nopan" data-testid={`finding-${node}`}>
      {shownOnCard(findings).map((finding) => (
        <FindingText key={finding.code + finding.param + finding.sentence} finding={finding}>
          {finding.fixes.map((fix) => (
            <FixButton key={fix.title} fix={fix} testid={`fix-${node}-${number++}`} />
          ))}
        </FindingText>
      ))}
    </div>
  );
}

/** Every problem; else one piece of advice, so that a card that was just put there stays small. The inspector has all. */
function shownOnCard(findings: readonly Finding[]): readonly Finding[] {
  const problems = findings.filter(isProblem);
  return fixedOnce(problems.length ? problems : findings.slice(0, 1));
}

/** A finding's sentence with its fixes, also for the inspector. */
export function FindingText({ finding, children }: { finding: Finding; children: React.ReactNode }) {
  return (
    <div className={`ll-finding ${finding.severity}`}>
      <p title={finding.detail || undefined}>
        {finding.severity === "advice" && <em>{t("Advice:")} </em>}
        {told(finding, "sentence")}
      </p>
      {finding.code === "weights-missing" && finding.node && <WeightsButton node={finding.node} />}
      {children}
      <AdviceLinks finding={finding} />
    </div>
  );
}

export function FixButton({ fix, testid }: { fix: Fix; testid: string }) {
  const { project, catalog, view, editable } = useBench();
  const button = useKeptFocus<HTMLButtonElement>();
  // A new report may take the button away from under the pointer.
  useEffect(() => () => view.preview.set(null), [view]);
  if (!editable) return null;
  const show = () => view.preview.set(previewOf(project.document.get(), fix, catalog));
  const hide = () => view.preview.set(null);
  const apply = () => {
    hide();
    project.edit(fix.edits);
  };
  return (
    <button
      ref={button}
      type="button"
      className="ll-fix"
      data-testid={testid}
      onClick={apply}
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocus={show}
      onBlur={hide}
    >
      {told(fix, "title")}
    </button>
  );
}
