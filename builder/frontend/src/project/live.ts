/** The one `/live` socket of a project: reports, engine and run events come in, watches go out. */
import { socketAddress } from "./address";

export type LiveMessage = { readonly type: string } & Record<string, unknown>;
type Listener = (message: LiveMessage) => void;

export interface Live {
  /** Hear every message; returns what stops it. The socket is open while someone listens. */
  subscribe(listener: Listener): () => void;
  /** Ask for a run's events from its beginning; asked again by itself after a reconnect. */
  watch(run: string): void;
  unwatch(run: string): void;
}

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 5000;
const LINGER_MS = 10_000;

const opened = new Map<string, Live>();

/** The live connection of a project: the same object for everyone who asks. */
export function live(project: string): Live {
  const found = opened.get(project);
  if (found) return found;
  const made = openLive(socketAddress(`live/${encodeURIComponent(project)}`));
  opened.set(project, made);
  return made;
}

/** Open a live connection to `address`; it reconnects by itself, more slowly each time. */
export function openLive(address: string): Live {
  const listeners = new Set<Listener>();
  const watched = new Map<string, number>();
  let socket: WebSocket | null = null;
  let wait = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    timer = undefined;
    const opening = new WebSocket(address);
    socket = opening;
    opening.onopen = () => {
      for (const run of watched.keys()) ask(run);
    };
    opening.onmessage = ({ data }) => {
      // A server that only accepts and closes again is not asked every moment.
      wait = FIRST_WAIT_MS;
      const message = parse(data);
      if (message) for (const listener of [...listeners]) listener(message);
    };
    opening.onclose = () => {
      if (socket !== opening) return;
      socket = null;
      if (!listeners.size) return;
      timer = setTimeout(connect, wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
  }

  function ask(run: string): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: "watch", run, offset: 0 }));
  }

  function close(): void {
    if (listeners.size) return;
    clearTimeout(timer);
    timer = undefined;
    const closing = socket;
    socket = null;
    closing?.close();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (!socket && timer === undefined) connect();
      return () => {
        listeners.delete(listener);
        // A page change leaves for a moment and comes back: keep the socket a little.
        if (!listeners.size) setTimeout(close, LINGER_MS);
      };
    },
    watch(run) {
      watched.set(run, (watched.get(run) ?? 0) + 1);
      ask(run);
    },
    unwatch(run) {
      const left = (watched.get(run) ?? 0) - 1;
      if (left > 0) watched.set(run, left);
      else watched.delete(run);
    },
  };
}

function parse(data: unknown): LiveMessage | null {
  if (typeof data !== "string") return null;
  const message: unknown = JSON.parse(data);
  return typeof message === "object" && message !== null && "type" in message ? (message as LiveMessage) : null;
}
