/** The states of some runs of a project, followed live. */
import { useEffect, useRef, useState } from "react";
import { live } from "../project/live";
import { message, t } from "../words/words";
import { fold, isOver, newRun, type RunEvent, type RunState } from "./run";
import type { Queue } from "./Strip";
import { throttled } from "./throttled";

interface Followed {
  readonly runs: ReadonlyMap<string, RunState>;
  readonly queue: ReadonlyMap<string, Queue>;
  /** Grows with every message that changed a run. */
  readonly version: number;
}

interface RunMessage {
  readonly run: string;
  readonly events: readonly RunEvent[];
  readonly state?: string;
}

/** Follow the runs `ids`; `ended` is called once when one that was seen going on ends. */
export function useRuns(project: string, ids: readonly string[], ended: (run: string) => void): Followed {
  const runs = useRef(new Map<string, RunState>());
  const queue = useRef(new Map<string, Queue>());
  const tell = useRef(ended);
  tell.current = ended;
  const [version, setVersion] = useState(0);
  for (const id of ids) if (!runs.current.has(id)) runs.current.set(id, newRun(id));

  useEffect(() => {
    const connection = live(project);
    const changed = throttled(() => setVersion((before) => before + 1));
    for (const id of ids) runs.current.set(id, newRun(id));
    const stop = connection.subscribe((message) => {
      if (message.type === "run" && take(runs.current, message as unknown as RunMessage, tell.current)) changed();
      if (message.type === "runs") {
        takeQueue(queue.current, message);
        changed();
      }
    });
    for (const id of ids) connection.watch(id);
    changed();
    return () => {
      stop();
      for (const id of ids) connection.unwatch(id);
    };
  }, [project, ids]);

  return { runs: runs.current, queue: queue.current, version };
}

/** Take a message into its run; false when it is of no run followed here. */
function take(runs: Map<string, RunState>, message: RunMessage, ended: (run: string) => void): boolean {
  const run = runs.get(message.run);
  if (!run) return false;
  // A run that goes on when first seen tells its end; one that was over already has nothing to tell.
  const first = !run.seen;
  // After a reconnect the events come again from the beginning, which is always `queued`.
  if (message.events[0]?.event === "queued") restart(run);
  for (const event of message.events) fold(run, event);
  run.seen = true;
  if (message.state === "lost" && !isOver(run)) lose(run);
  if (isOver(run) && !run.over) {
    run.over = true;
    if (!first) ended(run.id);
  }
  return true;
}

function restart(run: RunState): void {
  const { over, seen } = run;
  Object.assign(run, newRun(run.id), { over, seen });
}

const LOST = message(
  "The process that trained it ended without a word. Everything up to here is kept; start it again.",
);

function lose(run: RunState): void {
  run.phase = "lost";
  if (run.findings.length === 0) run.sentence = t(LOST);
}

function takeQueue(queue: Map<string, Queue>, message: Record<string, unknown>): void {
  queue.clear();
  for (const entry of (message.runs ?? []) as ({ run: string } & Queue)[]) queue.set(entry.run, entry);
}
