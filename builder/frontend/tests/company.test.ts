import { createDecoder, readVarUint, readVarUint8Array } from "lib0/decoding";
import { createEncoder, length } from "lib0/encoding";
import { ObservableV2 } from "lib0/observable";
import { afterEach, describe, expect, it } from "vitest";
import { Awareness, applyAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import type { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { followPresent } from "../src/project/company";

const AWARENESS = 1;
const QUERY = 3;

/** A provider as y-websocket makes it, whose server hands everything on to `others`. */
class FakeProvider extends ObservableV2<{ status: (said: { status: string }) => void }> {
  readonly awareness = new Awareness(new Y.Doc());
  readonly messageHandlers: ((...given: unknown[]) => void)[] = [];
  readonly others: FakeProvider[] = [];
  sent = 0;
  wsconnected = false;
  readonly _awarenessUpdateHandler = () => {};
  readonly ws = { send: (message: Uint8Array) => this.pass(message) };

  private pass(message: Uint8Array): void {
    this.sent += 1;
    const decoder = createDecoder(message);
    expect(readVarUint(decoder)).toBe(AWARENESS);
    const update = readVarUint8Array(decoder);
    for (const { awareness, wsconnected } of this.others) {
      if (wsconnected) applyAwarenessUpdate(awareness, update, "server");
    }
  }

  connect(): void {
    this.wsconnected = true;
    this.emit("status", [{ status: "connected" }]);
  }

  /** What the provider and, for the others, the server do. */
  disconnect(): void {
    this.wsconnected = false;
    const all = [...this.awareness.getStates().keys()].filter((client) => client !== this.awareness.clientID);
    removeAwarenessStates(this.awareness, all, "gone");
    for (const { awareness } of this.others) removeAwarenessStates(awareness, [this.awareness.clientID], "server");
  }
}

const people: FakeProvider[] = [];

function somebody(name: string) {
  const provider = new FakeProvider();
  for (const other of people) {
    other.others.push(provider);
    provider.others.push(other);
  }
  people.push(provider);
  const present = followPresent(provider as unknown as WebsocketProvider);
  provider.awareness.setLocalStateField("person", { id: name, name, color: "#112233" });
  return { provider, names: () => present.get().map((each) => each.name) };
}

describe("who is in company", () => {
  afterEach(() => {
    for (const { awareness } of people.splice(0)) awareness.destroy();
  });

  it("is seen by all who come, and seen again after a lost connection, at once and by both", () => {
    const [ann, bob] = [somebody("Ann"), somebody("Bob")];
    ann.provider.connect();
    bob.provider.connect();
    expect(ann.names()).toEqual(["Ann", "Bob"]);
    expect(bob.names()).toEqual(["Bob", "Ann"]);
    for (let time = 0; time < 3; time += 1) {
      bob.provider.disconnect();
      expect(ann.names()).toEqual(["Ann"]);
      expect(bob.names()).toEqual(["Bob"]);
      bob.provider.connect();
      expect(ann.names()).toEqual(["Ann", "Bob"]);
      expect(bob.names()).toEqual(["Bob", "Ann"]);
    }
  });

  it("speaks for itself alone, and answers whether it is there", () => {
    const [ann, bob] = [somebody("Ann"), somebody("Bob")];
    ann.provider.connect();
    bob.provider.connect();
    const before = bob.provider.sent;
    for (let x = 0; x < 10; x += 1) ann.provider.awareness.setLocalStateField("cursor", { x, y: 0 });
    expect(bob.provider.sent).toBe(before);
    const encoder = createEncoder();
    bob.provider.messageHandlers[QUERY]?.(encoder);
    expect(length(encoder)).toBeGreaterThan(10);
  });
});
