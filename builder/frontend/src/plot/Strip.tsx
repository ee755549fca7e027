/** The strip above the curves: state in words, progress, speed, time left, device, and what can be done about it. */
import type { ReactNode } from "react";
import { duration, isOver, progress, type RunState } from "./run";

export interface Queue {
  readonly place: number | null;
  readonly wait: number | null;
}

interface StripProps {
  readonly run: RunState;
  readonly number: number;
  readonly queue: Queue;
  /** Buttons. */
  readonly children?: ReactNode;
}

export function Strip({ run, number, queue, children }: StripProps) {
  const over = isOver(run);
  const bad = run.phase === "failed" || run.phase === "lost" || run.reason === "diverged";
  const words = [run.sentence, ...run.findings.slice(-2).map((finding) => finding.sentence)].filter(Boolean);
  return (
    <section className="plot-card plot-strip" data-testid="run-strip" data-phase={run.phase} data-run={run.id}>
      <div className="plot-row">
        <div className="plot-grow">
          <div className="plot-row" role="status">
            <b>{title(run, number, queue)}</b>
            <span className="plot-facts">{facts(run)}</span>
          </div>
          {over || (
            <div className="plot-track" role="progressbar" aria-valuenow={Math.round(100 * progress(run))}>
              <i style={{ width: `${100 * progress(run)}%` }} />
            </div>
          )}
        </div>
        {children}
      </div>
      {words.length > 0 && <p className={bad ? "plot-note plot-problem" : "plot-note"}>{words.join(" ")}</p>}
    </section>
  );
}

function title(run: RunState, number: number, queue: Queue): string {
  switch (run.phase) {
    case "waiting":
      return queue.place ? waiting(queue) : `Run ${number} · starting`;
    case "running":
      return run.epoch ? `Training · epoch ${run.epoch} of ${run.epochs}` : "Training · first epoch";
    case "failed":
      return `Run ${number} · failed`;
    case "lost":
      return `Run ${number} · lost`;
    case "finished":
      return `Run ${number} · ${ENDINGS[run.reason] ?? "finished"}`;
  }
}

function waiting(queue: Queue): string {
  const wait = queue.wait === null ? "" : ` · starts in about ${duration(queue.wait)}`;
  return `Waiting, place ${queue.place}${wait}`;
}

const ENDINGS: Record<string, string> = {
  "early-stopping": "stopped early",
  stopped: "stopped",
  "time-limit": "out of time",
  diverged: "diverged",
};

function facts(run: RunState): string {
  const parts: string[] = [];
  if (run.phase === "running" && run.rate !== null)
    parts.push(`${Math.round(run.rate).toLocaleString("en")} samples/s`);
  if (run.phase === "running" && run.left !== null) parts.push(`${duration(run.left)} left`);
  if (run.device) parts.push(run.device);
  return parts.join(" · ");
}
