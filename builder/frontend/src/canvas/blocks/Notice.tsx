/** Why something was not done, or what was, in a sentence that goes by itself. */
import { useEffect } from "react";
import { useStore } from "../../project/store";
import { t } from "../../words/words";
import { useBench } from "../context";
import { selectNodes } from "../view";

const SHOWN_MS = 9000;

export function Notice() {
  const { view } = useBench();
  const notice = useStore(view.notice);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => view.notice.set(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice, view]);

  function selectAlso(ids: readonly string[]): void {
    selectNodes(view, [...view.selection.get().nodes, ...ids]);
    view.notice.set(null);
  }

  function act(run: () => void): void {
    run();
    view.notice.set(null);
  }

  const { also, act: offered } = notice ?? {};
  return (
    <div className="ll-notice-place">
      {notice && (
        <p className="ll-afloat ll-notice" data-testid="notice">
          {t(notice.sentence)}
          {also && (
            <button type="button" className="ll-button" data-testid="select-also" onClick={() => selectAlso(also)}>
              {also.length > 1 ? t("Select them") : t("Select it")}
            </button>
          )}
          {offered && (
            <button type="button" className="ll-button" data-testid="notice-act" onClick={() => act(offered.run)}>
              {t(offered.title)}
            </button>
          )}
          <button type="button" className="ll-tool" aria-label={t("Hide this")} onClick={() => view.notice.set(null)}>
            ×
          </button>
        </p>
      )}
    </div>
  );
}
