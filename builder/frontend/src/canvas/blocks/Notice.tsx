/** Why something was not done, in a sentence that goes by itself. */
import { useEffect } from "react";
import { useStore } from "../../project/store";
import { useBench } from "../context";

const SHOWN_MS = 7000;

export function Notice() {
  const { view } = useBench();
  const sentence = useStore(view.notice);
  useEffect(() => {
    if (!sentence) return;
    const timer = setTimeout(() => view.notice.set(""), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [sentence, view]);
  return (
    <div className="ll-notice-place" role="status">
      {sentence && (
        <p className="ll-notice" data-testid="notice">
          {sentence}
          <button type="button" className="ll-tool" aria-label="Close" onClick={() => view.notice.set("")}>
            ×
          </button>
        </p>
      )}
    </div>
  );
}
