/** The advice that is hidden, in all or at one node, to be shown again. */
import { useStore } from "../../project/store";
import { counted, t } from "../../words/words";
import { useBench } from "../context";
import { hiddenRules, showing } from "./hidden";

export function HiddenAdvice({ node }: { node?: string }) {
  const { project, editable } = useBench();
  const report = useStore(project.report);
  const rules = hiddenRules(report, useStore(project.document).hidden, node);
  if (!rules.length) return null;
  return (
    <details className="ll-hidden-advice" data-testid="hidden-advice">
      <summary>{counted(rules.length, "{count} rule is hidden", "{count} rules are hidden")}</summary>
      <ul>
        {rules.map((each) => (
          <li key={each.rule}>
            <span>{t(each.title)}</span>
            {editable && (
              <button
                type="button"
                className="ll-link inline"
                data-testid={`show-${each.rule}`}
                onClick={() => project.edit(showing(each))}
              >
                {t("Show again")}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
