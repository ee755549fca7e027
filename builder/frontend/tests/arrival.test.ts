import { beforeEach, describe, expect, it } from "vitest";
import { arrival, arrive, noteArrival } from "../src/plot/arrival";

const started = { run: "r1", number: 3, place: 0, wait: 0 };

describe("a run that was just started", () => {
  beforeEach(() => arrival.set(null));

  it("asks for its page at once where it begins at once", () => {
    expect(arrive(started, false)).toBe(true);
    expect(arrival.get()).toMatchObject({ run: "r1", coming: true });
  });

  it("stays on the page where it was started while it waits", () => {
    expect(arrive({ ...started, place: 4 }, false)).toBe(false);
    expect(arrival.get()).toMatchObject({ place: 4, coming: false, over: false });
  });

  it("is shown by its own page where that is there already", () => {
    expect(arrive({ ...started, place: 4 }, true)).toBe(true);
  });

  it("hears that its page was asked for, unless it was hidden", () => {
    arrive({ ...started, place: 4 }, false);
    noteArrival({ coming: true });
    expect(arrival.get()).toMatchObject({ place: 4, coming: true });
    arrival.set(null);
    noteArrival({ over: true });
    expect(arrival.get()).toBeNull();
  });
});
