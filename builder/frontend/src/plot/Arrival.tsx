/** Stands where the Train page is about to stand, and shows the run that was just started. */
import { useStore } from "../project/store";
import { arrival } from "./arrival";
import "./plot.css";
import { newRun } from "./run";
import { Strip } from "./Strip";

export function Arrival() {
  const started = useStore(arrival);
  if (!started) return null;
  return (
    <div className="plot-arrival">
      <div className="plot-arrival-page">
        <Strip run={newRun(started.run)} number={started.number} queue={started} stopping={false} onStop={null} />
      </div>
    </div>
  );
}
