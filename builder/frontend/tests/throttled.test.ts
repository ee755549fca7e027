import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { REDRAW_MS, throttled } from "../src/plot/throttled";

const FRAME_MS = 16;

describe("live curves", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("requestAnimationFrame", (frame: () => void) => setTimeout(frame, FRAME_MS));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it("are drawn at once after a quiet time, and the last news is drawn too", () => {
    const draw = vi.fn();
    const news = throttled(draw);
    news();
    vi.advanceTimersByTime(FRAME_MS);
    expect(draw).toHaveBeenCalledTimes(1);
    news();
    news();
    vi.advanceTimersByTime(REDRAW_MS / 2);
    expect(draw).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(REDRAW_MS);
    expect(draw).toHaveBeenCalledTimes(2);
  });

  it("take a small share of the time where a drawing is slow", () => {
    const now = performance.now.bind(performance);
    let drawing = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now() + drawing);
    const news = throttled(() => {
      drawing += 200;
    });
    for (let passed = 0; passed < 60_000; passed += FRAME_MS) {
      news();
      vi.advanceTimersByTime(FRAME_MS);
    }
    expect(drawing).toBeGreaterThan(0);
    expect(drawing).toBeLessThan(performance.now() / 8);
  });
});
