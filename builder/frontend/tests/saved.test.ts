import { ObservableV2 } from "lib0/observable";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { followSaved } from "../src/project/saved";

const QUIET_MS = 150;

/** A provider as y-websocket makes it, whose server answers when the test says so. */
class FakeProvider extends ObservableV2<{
  sync: (state: boolean) => void;
  status: (said: { status: string }) => void;
}> {
  wsconnected = false;
  sent = 0;
  ws = { send: () => (this.sent += 1) };
  private state = false;

  get synced(): boolean {
    return this.state;
  }

  set synced(state: boolean) {
    if (this.state === state) return;
    this.state = state;
    this.emit("sync", [state]);
  }

  connect(): void {
    this.wsconnected = true;
    this.emit("status", [{ status: "connected" }]);
  }

  disconnect(): void {
    this.wsconnected = false;
    this.synced = false;
    this.emit("status", [{ status: "disconnected" }]);
  }

  answer(): void {
    this.synced = true;
  }
}

function opened() {
  const doc = new Y.Doc();
  const provider = new FakeProvider();
  const saved = followSaved(doc, provider as unknown as WebsocketProvider);
  const edit = () => doc.getMap("nodes").set("a", Math.random());
  return { provider, saved, edit };
}

describe("whether the server has every edit", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is known when the server has answered for it", () => {
    const { provider, saved, edit } = opened();
    expect(saved.get()).toBe("loading");
    provider.connect();
    provider.answer();
    expect(saved.get()).toBe("saved");
    edit();
    expect(saved.get()).toBe("saving");
    vi.advanceTimersByTime(QUIET_MS);
    expect(saved.get()).toBe("saving");
    provider.answer();
    expect(saved.get()).toBe("saved");
  });

  it("is not told by the answer to an earlier edit", () => {
    const { provider, saved, edit } = opened();
    provider.connect();
    provider.answer();
    for (let edits = 0; edits < 3; edits += 1) {
      edit();
      vi.advanceTimersByTime(QUIET_MS);
    }
    provider.answer();
    expect(saved.get()).toBe("saving");
    provider.answer();
    expect(saved.get()).toBe("saving");
    provider.answer();
    expect(saved.get()).toBe("saved");
  });

  it("begins anew with each connection", () => {
    const { provider, saved, edit } = opened();
    provider.connect();
    provider.answer();
    edit();
    vi.advanceTimersByTime(QUIET_MS);
    provider.disconnect();
    expect(saved.get()).toBe("offline");
    provider.connect();
    provider.answer();
    expect(saved.get()).toBe("saved");
  });

  it("is asked now and then, so that nothing stays lost", () => {
    const { provider } = opened();
    provider.connect();
    provider.answer();
    vi.advanceTimersByTime(60_000);
    expect(provider.sent).toBeGreaterThan(1);
  });
});
