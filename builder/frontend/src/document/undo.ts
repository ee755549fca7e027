/** Undo and redo of one person's own edits, over everything in the document. */
import * as Y from "yjs";
import { PARTS } from "./read";

/** The origin of edits made here; only these are undone. */
export const OWN = Symbol("own edits");

/** Edits of the same `gesture` within this time are one step. */
const GESTURE_MS = 1200;

/** How a gesture begins that ends with a name: it is one step, however long one thinks of it. */
export const NAMING = "naming ";

export interface History {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface Undo {
  undo(): void;
  redo(): void;
  history(): History;
  /** Begin a step, or go on with the last one when it was the same `gesture` (typing in one field). */
  begin(gesture?: string): void;
  onChange(listener: () => void): void;
}

/** The undo stack of a document. */
export function createUndo(doc: Y.Doc): Undo {
  const scope = PARTS.map((part) => doc.getMap(part));
  const stack = new Y.UndoManager(scope, { trackedOrigins: new Set([OWN]), captureTimeout: Number.MAX_SAFE_INTEGER });
  let last: string | undefined;
  let at = 0;
  return {
    undo() {
      last = undefined;
      stack.undo();
    },
    redo() {
      last = undefined;
      stack.redo();
    },
    history: () => ({ canUndo: stack.undoStack.length > 0, canRedo: stack.redoStack.length > 0 }),
    begin(gesture) {
      const late = Date.now() - at > GESTURE_MS && !gesture?.startsWith(NAMING);
      if (gesture === undefined || gesture !== last || late) stack.stopCapturing();
      last = gesture;
      at = Date.now();
    },
    onChange(listener) {
      for (const event of ["stack-item-added", "stack-item-popped", "stack-cleared"] as const)
        stack.on(event, listener);
    },
  };
}
