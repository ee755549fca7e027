/** Keeps presence true over a connection: a browser speaks for itself alone, answers whether it is there, and comes back. */
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from "lib0/encoding";
import { type Awareness, encodeAwarenessUpdate } from "y-protocols/awareness";
import { messageAwareness, messageQueryAwareness, type WebsocketProvider } from "y-websocket";
import { type Present, readPresent } from "./presence";
import { createStore, type Store } from "./store";

interface Changed {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

/** Who is there, kept up to date. */
export function followPresent(provider: WebsocketProvider): Store<readonly Present[]> {
  const { awareness } = provider;
  const present = createStore<readonly Present[]>([]);
  speakForOneself(provider);
  provider.on("status", ({ status }) => {
    // Whoever was shown as gone has to say something new to be seen again.
    if (status === "connected") sayAgain(awareness);
  });
  let known: ReadonlySet<number> = new Set([awareness.clientID]);
  awareness.on("change", () => {
    const before = known;
    known = new Set(awareness.getStates().keys());
    present.set(readPresent(awareness));
    // Who comes in, or comes back, hears nothing of those who are there unless they say it again.
    if ([...known].some((client) => !before.has(client))) sayAgain(awareness);
  });
  return present;
}

/** The provider would pass on to the server what it heard of others from the server: with thirty people, a storm. */
function speakForOneself(provider: WebsocketProvider): void {
  const { awareness } = provider;
  const own = () => {
    const encoder = createEncoder();
    writeVarUint(encoder, messageAwareness);
    writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [awareness.clientID]));
    return toUint8Array(encoder);
  };
  awareness.off("update", provider._awarenessUpdateHandler);
  awareness.on("update", ({ added, updated, removed }: Changed) => {
    const mine = [...added, ...updated, ...removed].includes(awareness.clientID);
    if (mine && provider.wsconnected) provider.ws?.send(own());
  });
  provider.messageHandlers[messageQueryAwareness] = (encoder) => {
    writeVarUint(encoder, messageAwareness);
    writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [awareness.clientID]));
  };
}

function sayAgain(awareness: Awareness): void {
  awareness.setLocalState(awareness.getLocalState());
}
