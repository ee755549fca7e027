import { describe, expect, test } from "vitest";
import { BATCH_POINTS, duration, fold, metricTitle, newRun, progress, type RunEvent } from "../src/plot/run";

const STARTED: RunEvent = { event: "started", steps: 40, epochs: 4, device: { name: "CPU", kind: "CPU" } };

function run(...events: RunEvent[]) {
  const state = newRun("a");
  for (const event of events) fold(state, event);
  return state;
}

const epoch = (number: number, values: object, best = false): RunEvent => ({
  event: "epoch",
  epoch: number,
  values,
  best,
});

describe("a run's events", () => {
  test("batches stand at their share of the epochs", () => {
    const state = run(STARTED, { event: "batch", step: 10, epoch: 1, values: { loss: 2 }, rate: 100, left: 3 });
    expect(state.curves.get("loss")?.batch).toEqual([[1, 2]]);
    expect(progress(state)).toBe(0.25);
    expect([state.rate, state.left, state.device]).toEqual([100, 3, "CPU"]);
  });

  test("validation goes to the curve of its measure, and the best epoch is kept", () => {
    const state = run(STARTED, epoch(1, { loss: 2, val_loss: 3 }, true), epoch(2, { loss: 1, val_loss: 4 }));
    expect(state.curves.get("loss")).toEqual({
      batch: [],
      training: [
        [1, 2],
        [2, 1],
      ],
      validation: [
        [1, 3],
        [2, 4],
      ],
    });
    expect(state.best).toBe(1);
  });

  test("what is no number is left out", () => {
    expect(run(STARTED, epoch(1, { loss: null, val_loss: "x" })).curves.get("loss")?.training ?? []).toEqual([]);
  });

  test("a long run is thinned, and its newest point stays", () => {
    const steps = 4 * BATCH_POINTS;
    const batches = Array.from({ length: steps }, (_, i) => ({
      event: "batch",
      step: i + 1,
      epoch: 1,
      values: { loss: i },
    }));
    const points = run({ ...STARTED, steps }, ...batches).curves.get("loss")?.batch ?? [];
    expect(points.length).toBeLessThanOrEqual(2 * BATCH_POINTS + 1);
    expect(points.at(-1)?.[1]).toBe(steps - 1);
  });

  test.each([
    [{ event: "finished", reason: "stopped", sentence: "Stopped.", best_epoch: 2 }, "finished", 1],
    [{ event: "failed", sentence: "Out of memory." }, "failed", 0],
  ])("an end is an end", (last, phase, share) => {
    const state = run(STARTED, last as RunEvent);
    expect(state.phase).toBe(phase);
    expect(progress(state)).toBe(share);
    expect(state.sentence).toBe((last as RunEvent).sentence);
  });

  test("an unknown event changes nothing", () => {
    expect(run(STARTED, { event: "saved" })).toEqual(run(STARTED));
  });
});

test.each([
  ["sparse_categorical_accuracy", "Accuracy"],
  ["binary_accuracy", "Accuracy"],
  ["mean_absolute_error", "Mean absolute error"],
  ["digit_loss", "Digit loss"],
])("%s is called %s", (name, title) => expect(metricTitle(name)).toBe(title));

test.each([
  [0.2, "0 s"],
  [125, "2 min 5 s"],
  [7320, "2 h 2 min"],
])("%d seconds are %s", (seconds, words) => expect(duration(seconds)).toBe(words));
