/** Beside a piece of advice: why it is given, and not to be told it any more. */
import { httpAddress } from "../../project/address";
import type { Finding } from "../../project/report";
import { t } from "../../words/words";
import { useBench } from "../context";
import { hiding } from "./hidden";

export function AdviceLinks({ finding, everywhere = false }: { finding: Finding; everywhere?: boolean }) {
  const { project, view, editable } = useBench();
  const { rule, node } = finding;
  if (!rule) return null;
  const hide = (place: string | null) => {
    project.edit([hiding(rule, place, true)]);
    view.told.set(t("Hidden. The panel of the whole network shows it again."));
  };
  return (
    <span className="ll-advice-links">
      <a
        className="ll-link inline"
        href={pageOf(rule, project.id)}
        target="_blank"
        rel="noreferrer"
        data-testid={`why-${rule}`}
      >
        {t("Why?")}
      </a>
      {editable && node !== null && (
        <button type="button" className="ll-link inline" data-testid={`hide-${rule}`} onClick={() => hide(node)}>
          {t("Hide here")}
        </button>
      )}
      {editable && (everywhere || node === null) && (
        <button type="button" className="ll-link inline" data-testid={`hide-all-${rule}`} onClick={() => hide(null)}>
          {t("Hide everywhere")}
        </button>
      )}
    </span>
  );
}

/** The rule's page on Learn; it opens beside the canvas, which stays as it is. */
function pageOf(rule: string, project: string): string {
  return httpAddress(`learn?${new URLSearchParams({ rule, project })}`);
}
