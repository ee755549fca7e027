import { describe, expect, it } from "vitest";
import { summary } from "../src/plot/Numbers";
import type { Point } from "../src/plot/run";

const line = (...values: number[]): Point[] => values.map((value, at) => [at, value]);

describe("what is said of a curve", () => {
  it.each([
    [[], [], null, "Loss: nothing yet."],
    [[2], [], null, "Loss: training 2.000."],
    [
      [2, 1, 0.5],
      [3, 0.75],
      2,
      "Loss: training from 2.000 to 0.500 in 3 epochs; validation from 3.000 to 0.750 in 2 epochs; best at epoch 2.",
    ],
  ])("%j and %j", (training, validation, best, sentence) => {
    const curve = { batch: [], training: line(...training), validation: line(...validation) };
    expect(summary({ title: "Loss", curve, best })).toBe(sentence);
  });
});
