import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type LiveMessage, openLive } from "../src/project/live";

class FakeSocket {
  static readonly OPEN = 1;
  static made: FakeSocket[] = [];
  readyState = 0;
  sent: string[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly address: string) {
    FakeSocket.made.push(this);
  }

  send(text: string): void {
    this.sent.push(text);
  }

  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  close(): void {
    this.readyState = 3;
    this.onclose?.();
  }
}

const newest = () => FakeSocket.made.at(-1) as FakeSocket;

describe("the live socket", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", FakeSocket);
    FakeSocket.made = [];
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("is one for all who listen, and closed when nobody does", () => {
    const live = openLive("ws://here/live/p");
    const stops = [live.subscribe(() => {}), live.subscribe(() => {})];
    expect(FakeSocket.made).toHaveLength(1);
    newest().open();
    for (const stop of stops) stop();
    vi.advanceTimersByTime(60_000);
    expect(newest().readyState).toBe(3);
    expect(FakeSocket.made).toHaveLength(1);
  });

  it("survives a page change", () => {
    const live = openLive("ws://here/live/p");
    live.subscribe(() => {})();
    newest().open();
    vi.advanceTimersByTime(1000);
    live.subscribe(() => {});
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.made).toHaveLength(1);
    expect(newest().readyState).toBe(1);
  });

  it("comes back by itself and asks again for what is watched", () => {
    const live = openLive("ws://here/live/p");
    const heard: LiveMessage[] = [];
    live.subscribe((message) => heard.push(message));
    live.watch("r1");
    live.watch("r2");
    live.unwatch("r2");
    newest().open();
    newest().close();
    vi.advanceTimersByTime(1000);
    expect(FakeSocket.made).toHaveLength(2);
    newest().open();
    expect(newest().sent.map((text) => JSON.parse(text))).toEqual([{ type: "watch", run: "r1", offset: 0 }]);
    newest().onmessage?.({ data: '{"type":"report","report":{}}' });
    expect(heard).toEqual([{ type: "report", report: {} }]);
  });
});
