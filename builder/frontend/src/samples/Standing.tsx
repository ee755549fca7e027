/** What there is before the first samples, how far one is with labelling, and the way back and on again. */
import { t } from "../words/words";
import type { Labels, State } from "./ask";

export function Progress({ state, column }: { state: State | null; column: Labels | undefined }) {
  if (!state || !column || column.missing === 0) return null;
  const done = state.samples - column.missing;
  return (
    <div className="samples-progress" role="status">
      <span>{t("{done} of {all} have a label", { done, all: state.samples })}</span>
      <div className="ll-track">
        <i style={{ width: `${(100 * done) / Math.max(1, state.samples)}%` }} />
      </div>
      {column.classes.length < 2 && <span>{t("It can learn as soon as two classes have samples.")}</span>}
    </div>
  );
}

interface WaitingProps {
  readonly state: State | null;
  readonly loading: boolean;
  refresh(): void;
}

/** Until there are samples: that they come, or a way to ask for them again. */
export function Waiting({ state, loading, refresh }: WaitingProps) {
  if (state) return null;
  return (
    <p className="samples-empty" role="status">
      {loading ? (
        t("Getting the samples …")
      ) : (
        <button type="button" className="ll-button" onClick={refresh}>
          {t("Try again")}
        </button>
      )}
    </p>
  );
}

interface HistoryProps {
  readonly state: State | null;
  onStep(which: "undo" | "redo"): void;
}

export function History({ state, onStep }: HistoryProps) {
  return (
    <div className="samples-history">
      <button type="button" className="ll-button" disabled={!state?.undo} onClick={() => onStep("undo")}>
        {t("Undo")}
      </button>
      <button type="button" className="ll-button" disabled={!state?.redo} onClick={() => onStep("redo")}>
        {t("Redo")}
      </button>
    </div>
  );
}
