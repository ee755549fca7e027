/** Whether the server has every edit: it answers a sync request only after all that was sent before it. */
import { createEncoder, toUint8Array, writeVarUint } from "lib0/encoding";
import { writeSyncStep1 } from "y-protocols/sync";
import type { WebsocketProvider } from "y-websocket";
import type * as Y from "yjs";
import { createStore, type Store } from "./store";

export type Saved = "loading" | "saving" | "saved" | "offline";

const SYNC = 0;
const QUIET_MS = 120;
const RESYNC_MS = 20_000;

/** Follow a provider's state; every edit made here is confirmed by a round trip, and so is the whole now and then. */
export function followSaved(doc: Y.Doc, provider: WebsocketProvider): Store<Saved> {
  const saved = createStore<Saved>("loading");
  let loaded = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Answers on their way: one to an earlier edit says nothing of the newest.
  let asked = 0;

  function ask(): void {
    timer = undefined;
    if (!provider.wsconnected || !provider.ws) return;
    asked += 1;
    // Unsetting `synced` makes the provider say so again when the answer comes.
    provider.synced = false;
    const encoder = createEncoder();
    writeVarUint(encoder, SYNC);
    writeSyncStep1(encoder, doc);
    provider.ws.send(toUint8Array(encoder));
  }

  provider.on("sync", (synced: boolean) => {
    loaded ||= synced;
    if (!synced) return;
    asked -= 1;
    if (asked > 0) provider.synced = false;
    else if (timer === undefined) saved.set("saved");
  });
  provider.on("status", ({ status }: { status: string }) => {
    // The provider itself asks once when it connects.
    if (status === "connected") asked = 1;
    else saved.set(loaded ? "offline" : "loading");
  });
  doc.on("update", (_update: Uint8Array, origin: unknown) => {
    if (origin === provider) return;
    if (provider.wsconnected) saved.set("saving");
    clearTimeout(timer);
    timer = setTimeout(ask, QUIET_MS);
  });
  setInterval(() => timer === undefined && ask(), RESYNC_MS);
  return saved;
}
