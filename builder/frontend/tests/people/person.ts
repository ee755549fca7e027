/** Somebody at a canvas without a browser: a real document with undo, and the real commands. */
import * as Y from "yjs";
import type { Stage } from "../../src/canvas/stage";
import { viewOf } from "../../src/canvas/view";
import type { Catalog } from "../../src/catalog/catalog";
import { applyEdits } from "../../src/document/edits";
import { followDocument } from "../../src/document/follow";
import { PARTS } from "../../src/document/read";
import { createUndo, OWN } from "../../src/document/undo";
import type { Project } from "../../src/project/project";
import { createStore } from "../../src/project/store";
import { stageOf } from "../stage";

export const REMOTE = Symbol("what others did");

export interface SomeBody {
  readonly doc: Y.Doc;
  readonly stage: Stage;
  /** What was changed here and has not been sent. */
  readonly updates: Uint8Array[];
  /** What was copied last, as text. */
  clipboard: string | null;
}

export function person(number: number, state: Uint8Array, catalog: Catalog): SomeBody {
  const doc = new Y.Doc();
  doc.clientID = number + 1;
  Y.applyUpdate(doc, state, REMOTE);
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array, origin: unknown) => void (origin !== REMOTE && updates.push(update)));
  const view = viewOf(`person ${number}`);
  const project = projectOf(doc, catalog);
  const stage = stageOf(project, view, { catalog });
  return { doc, stage, updates, clipboard: null };
}

function projectOf(doc: Y.Doc, catalog: Catalog): Project {
  const undo = createUndo(doc);
  const history = createStore(undo.history());
  undo.onChange(() => history.set(undo.history()));
  return {
    document: followDocument(doc),
    report: createStore(null),
    present: createStore([]),
    history,
    undo: undo.undo,
    redo: undo.redo,
    edit(edits: Parameters<Project["edit"]>[0], gesture?: string) {
      if (!edits.length) return;
      undo.begin(gesture);
      applyEdits(doc, edits, catalog.takesMany, OWN);
    },
    show: () => {},
  } as unknown as Project;
}

/** All that lies in the document, by the names of its root maps. */
export function contents(doc: Y.Doc): Record<string, unknown> {
  return Object.fromEntries(PARTS.map((part) => [part, doc.getMap(part).toJSON()]));
}
