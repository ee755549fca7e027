/** Align and distribute as a small bar of buttons, shown while several things are selected. */
import { useStore } from "../../project/store";
import { t } from "../../words/words";
import { useActions } from "../actions";
import { refusalOf, tipOf } from "../commands";
import { useBench } from "../context";
import { sizeOf } from "../view";
import { LINING } from "./lining";

/** A line and what stands at it, in a square of 16. */
const PATHS: Readonly<Record<string, string>> = {
  "align-left": "M2.5 2v12M4.5 4.2h9v2.6h-9zM4.5 9.2h5.5v2.6h-5.5z",
  "align-centre": "M8 2v2.2M8 6.8v2.4M8 11.8V14M3.5 4.2h9v2.6h-9zM5.2 9.2h5.6v2.6h-5.6z",
  "align-right": "M13.5 2v12M2.5 4.2h9v2.6h-9zM6 9.2h5.5v2.6H6z",
  "align-top": "M2 2.5h12M4.2 4.5h2.6v9h-2.6zM9.2 4.5h2.6v5.5h-2.6z",
  "align-middle": "M2 8h2.2M6.8 8h2.4M11.8 8H14M4.2 3.5h2.6v9h-2.6zM9.2 5.2h2.6v5.6h-2.6z",
  "align-bottom": "M2 13.5h12M4.2 2.5h2.6v9h-2.6zM9.2 6h2.6v5.5h-2.6z",
  "distribute-across": "M2.2 2v12M8 2v2.5M8 11.5V14M13.8 2v12M6.6 4.5h2.8v7H6.6z",
  "gaps-across": "M2 4h2.4v8H2zM11.6 4H14v8h-2.4zM6.8 4h2.4v8H6.8zM4.9 8h1.4M9.7 8h1.4",
  "distribute-down": "M2 2.2h12M2 8h2.5M11.5 8H14M2 13.8h12M4.5 6.6h7v2.8h-7z",
  "gaps-down": "M4 2h8v2.4H4zM4 11.6h8V14H4zM4 6.8h8v2.4H4zM8 4.9v1.4M8 9.7v1.4",
};

export function LiningBar() {
  const { view, editable } = useBench();
  const { stage, run } = useActions();
  const chosen = sizeOf(useStore(view.selection));
  if (!editable || chosen < 2) return null;
  return (
    <div className="ll-lining" role="toolbar" aria-label={t("Align and distribute")} data-testid="lining">
      {LINING.map((each) => {
        const refusal = refusalOf(each, stage);
        return (
          <button
            key={each.name}
            type="button"
            className="ll-tool"
            data-testid={`command-${each.name}`}
            aria-label={t(each.title)}
            title={tipOf(each, refusal)}
            disabled={refusal !== null}
            onClick={() => run(each.name)}
          >
            <svg className="ll-icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden>
              <path d={PATHS[each.name]} />
            </svg>
          </button>
        );
      })}
    </div>
  );
}
