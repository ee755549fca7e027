/** Shows the run that was just started: over the page where Train was pressed, then where the Train page is about to stand. */
import { useEffect, useMemo, useRef } from "react";
import { useStore } from "../project/store";
import { type Arriving, arrival, noteArrival } from "./arrival";
import "./plot.css";
import { t } from "../words/words";
import { isOver, newRun } from "./run";
import { Strip } from "./Strip";
import { useRuns } from "./useRuns";

interface ArrivalProps {
  readonly project: string;
  /** Ask for the page that shows the run. */
  readonly onShow: (run: string) => void;
}

export function Arrival({ project, onShow }: ArrivalProps) {
  const arriving = useStore(arrival);
  return arriving && <Run key={arriving.run} project={project} arriving={arriving} onShow={onShow} />;
}

function Run({ project, arriving, onShow }: ArrivalProps & { readonly arriving: Arriving }) {
  const ids = useMemo(() => [arriving.run], [arriving.run]);
  const { runs, queue } = useRuns(project, ids, () => {});
  const run = runs.get(arriving.run) ?? newRun(arriving.run);
  const busy = useBusy();
  const begun = run.phase !== "waiting";
  useEffect(() => {
    if (begun && !arriving.coming && !busy.current) onShow(arriving.run);
  }, [begun, arriving, busy, onShow]);
  const over = isOver(run);
  useEffect(() => {
    if (over) noteArrival({ over });
  }, [over]);
  return (
    <div className={arriving.coming ? "plot-arrival" : "plot-waiting"}>
      <div className="plot-arrival-page">
        <Strip run={run} number={arriving.number} queue={queue.get(run.id) ?? arriving}>
          {arriving.coming || (
            <>
              <button type="button" className="plot-button" onClick={() => onShow(run.id)}>
                {t("Show")}
              </button>
              <button type="button" className="plot-button" aria-label={t("Hide")} onClick={() => arrival.set(null)}>
                ×
              </button>
            </>
          )}
        </Strip>
      </div>
    </div>
  );
}

const DOINGS = ["pointerdown", "keydown", "wheel"] as const;

/** Whether the person went on with something else since: then no page is changed under their hands. */
function useBusy(): { readonly current: boolean } {
  const busy = useRef(false);
  useEffect(() => {
    const note = () => {
      busy.current = true;
    };
    for (const doing of DOINGS) window.addEventListener(doing, note, { capture: true, passive: true });
    return () => {
      for (const doing of DOINGS) window.removeEventListener(doing, note, { capture: true });
    };
  }, []);
  return busy;
}
