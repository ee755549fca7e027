/** One project as this browser has it. Lives at module level, so that it survives page changes: document, connection, undo. */
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { catalogStore, fetchCatalog } from "../catalog/fetch";
import { applyEdits } from "../document/edits";
import { followDocument } from "../document/follow";
import type { Document, Edit } from "../document/types";
import { createUndo, type History, OWN } from "../document/undo";
import { socketAddress } from "./address";
import { followPresent } from "./company";
import { type Ended, followEnd, isFinal } from "./ended";
import { type LiveMessage, live } from "./live";
import { type Person, type Present, type Shown, show } from "./presence";
import type { Report } from "./report";
import { reported } from "./reporting";
import { followSaved, type Saved } from "./saved";
import { createStore, type Store } from "./store";

export interface Project {
  readonly id: string;
  readonly document: Store<Document>;
  readonly report: Store<Report | null>;
  readonly engine: Store<"warming" | "ready">;
  readonly saved: Store<Saved>;
  /** Why the server could not keep what it has, in a sentence; empty while all is well. */
  readonly trouble: Store<string>;
  /** Why the server ended the connection for good; `null` while all is well. */
  readonly ended: Store<Ended | null>;
  readonly present: Store<readonly Present[]>;
  /** The window of the person whom one follows over the canvas. */
  readonly following: Store<number | null>;
  readonly history: Store<History>;
  /** Apply edits as one step of undo; edits of one `gesture` in quick succession are one step. */
  edit(edits: readonly Edit[], gesture?: string): void;
  undo(): void;
  redo(): void;
  /** Whether edits are allowed; a view that was only lent is not edited. */
  allow(edits: boolean): void;
  /** Run once the server has every edit; at once when it has, and after a while in any case. */
  whenSaved(then: () => void): void;
  introduce(person: Person): void;
  /** Tell the others where one is and what one does. */
  show(field: Shown, value: unknown): void;
  /** Connect again after the end. */
  reconnect(): void;
  /** Keep the connection open until the returned function is called. */
  hold(): () => void;
}

const LINGER_MS = 15_000;
const PATIENCE_MS = 3000;

const opened = new Map<string, Project>();

/** The project `id`: the same object for every component and page. */
export function projectOf(id: string): Project {
  const found = opened.get(id);
  if (found) return found;
  const made = openProject(id);
  opened.set(id, made);
  return made;
}

function openProject(id: string): Project {
  fetchCatalog();
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(socketAddress("sync"), encodeURIComponent(id), doc, {
    connect: false,
    // Tabs of one browser would otherwise join behind the server's back.
    disableBc: true,
    shouldReconnect: ({ code }) => !isFinal(code),
  });
  const { awareness } = provider;
  const { listen, ...heard } = hearing(id);
  const saved = followSaved(doc, provider);
  return {
    id,
    document: followDocument(doc),
    saved,
    ended: followEnd(provider),
    present: followPresent(provider),
    following: createStore<number | null>(null),
    ...heard,
    ...editing(doc),
    whenSaved: (then) => whenSaved(saved, then),
    introduce: (person) => awareness.setLocalStateField("person", { ...person }),
    show: (field, value) => show(awareness, field, value),
    reconnect: () => provider.connect(),
    hold: holder(provider, listen),
  };
}

/** What the server says about the project. */
function hearing(id: string) {
  const report = createStore<Report | null>(null);
  const engine = createStore<"warming" | "ready">("warming");
  const trouble = createStore("");
  const hear = (message: LiveMessage) => {
    if (message.type === "report") report.set(reported(report.get(), message));
    if (message.type === "engine") engine.set(message.state === "ready" ? "ready" : "warming");
    if (message.type === "saved") trouble.set(message.saved === false ? String(message.sentence) : "");
  };
  return { report, engine, trouble, listen: () => live(id).subscribe(hear) };
}

/** Edits of one's own, and their undo. */
function editing(doc: Y.Doc): Pick<Project, "edit" | "undo" | "redo" | "allow" | "history"> {
  const undo = createUndo(doc);
  const history = createStore<History>(undo.history());
  undo.onChange(() => history.set(undo.history()));
  let allowed = true;
  return {
    history,
    edit(edits, gesture) {
      const catalog = catalogStore.get();
      if (!allowed || !catalog || !edits.length) return;
      undo.begin(gesture);
      applyEdits(doc, edits, catalog.takesMany, OWN);
    },
    undo: () => void (allowed && undo.undo()),
    redo: () => void (allowed && undo.redo()),
    allow(edits) {
      allowed = edits;
    },
  };
}

function whenSaved(saved: Store<Saved>, then: () => void): void {
  if (saved.get() === "saved") return then();
  const finish = () => {
    stop();
    clearTimeout(timer);
    then();
  };
  const stop = saved.subscribe(() => saved.get() === "saved" && finish());
  const timer = setTimeout(finish, PATIENCE_MS);
}

/** Keeps the connection open while someone holds it. */
function holder(provider: WebsocketProvider, listen: () => () => void) {
  let held = 0;
  let stop: (() => void) | null = null;

  function letGo(): void {
    if (held) return;
    stop?.();
    stop = null;
    provider.disconnect();
  }

  return () => {
    held += 1;
    stop ??= listen();
    provider.connect();
    return () => {
      held -= 1;
      setTimeout(letGo, LINGER_MS);
    };
  };
}
