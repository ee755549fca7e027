/** The strip above the curves: state in words, progress, speed, time left, device, and what can be done about it. */
import type { ReactNode } from "react";
import { message, t } from "../words/words";
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
  const words = [run.sentence, ...run.findings.slice(-2)].filter(Boolean);
  return (
    <section className="plot-card plot-strip" data-testid="run-strip" data-phase={run.phase} data-run={run.id}>
      <div className="plot-row">
        <div className="plot-grow">
          <p className="ll-hidden" role="status">
            {heard(run, number, queue)}
          </p>
          <div className="plot-row">
            <b>{title(run, number, queue)}</b>
            <span className="plot-facts">{facts(run)}</span>
          </div>
          {over || (
            <div
              className="ll-track"
              role="progressbar"
              aria-label={t("Progress of the run")}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={Math.round(100 * progress(run))}
            >
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

/** What is told to those who listen: that it waits, began or ended; not every number on the way. */
function heard(run: RunState, number: number, queue: Queue): string {
  if (run.phase === "running") return t("Run {number}: training began.", { number });
  return [title(run, number, queue), isOver(run) && run.sentence].filter(Boolean).join(". ");
}

function title(run: RunState, number: number, queue: Queue): string {
  switch (run.phase) {
    case "waiting":
      return queue.place ? waiting(queue) : t("Run {number} · starting", { number });
    case "running":
      return run.epoch
        ? t("Training · epoch {epoch} of {epochs}", { epoch: run.epoch, epochs: run.epochs })
        : t("Training · first epoch");
    case "failed":
      return t("Run {number} · failed", { number });
    case "lost":
      return t("Run {number} · lost", { number });
    case "finished":
      return t("Run {number} · {ending}", { number, ending: t(ENDINGS[run.reason] ?? FINISHED) });
  }
}

function waiting(queue: Queue): string {
  const place = t("Waiting, place {place}", { place: queue.place ?? 0 });
  return queue.wait === null ? place : `${place} · ${t("starts in about {time}", { time: duration(queue.wait) })}`;
}

const FINISHED = message("finished");

const ENDINGS: Record<string, string> = {
  "early-stopping": message("stopped early"),
  stopped: message("stopped"),
  "time-limit": message("out of time"),
  diverged: message("diverged"),
};

function facts(run: RunState): string {
  const parts: string[] = [];
  if (run.phase === "running" && run.rate !== null) parts.push(t("{rate} samples/s", { rate: Math.round(run.rate) }));
  if (run.phase === "running" && run.left !== null) parts.push(t("{time} left", { time: duration(run.left) }));
  if (run.device) parts.push(run.device);
  return parts.join(" · ");
}
