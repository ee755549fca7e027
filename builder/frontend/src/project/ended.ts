/** The end of a connection for which there is a reason: the project is gone, the right to it ended, an edit was refused. */
import type { WebsocketProvider } from "y-websocket";
import { createStore, type Store } from "./store";

export interface Ended {
  readonly kind: "gone" | "refused";
  /** What the server said. */
  readonly reason: string;
}

/** Trying again by itself would not help: malformed, not from a page of ours, not there, over a limit, too many windows. */
const FINAL = new Set([4400, 4403, 4404, 4413, 4429]);
const GONE = 4404;
/** Someone may bring the project back. */
const LOOK_AGAIN_MS = 15_000;

/** Whether the server wants to hear no more after closing a socket with this code. */
export const isFinal = (code: number): boolean => FINAL.has(code);

/** Why the connection ended for good; `null` while it did not. */
export function followEnd(provider: WebsocketProvider): Store<Ended | null> {
  const ended = createStore<Ended | null>(null);
  let wanted = false;
  provider.on("closed", ({ code, reason }) => {
    ended.set({ kind: code === GONE ? "gone" : "refused", reason });
    wanted = code === GONE;
  });
  provider.on("sync", (synced: boolean) => {
    if (!synced) return;
    wanted = false;
    ended.set(null);
  });
  setInterval(() => wanted && !provider.wsconnected && provider.connect(), LOOK_AGAIN_MS);
  return ended;
}
