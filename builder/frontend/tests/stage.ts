/** A stage for commands, without a browser: a document of its own, with undo. */

import { levelStore } from "../src/canvas/levels";
import type { Stage } from "../src/canvas/stage";
import { type View, viewOf } from "../src/canvas/view";
import type { Catalog } from "../src/catalog/catalog";
import { applyEdits } from "../src/document/edits";
import { followDocument } from "../src/document/follow";
import type { JsonObject } from "../src/document/types";
import { createUndo, OWN } from "../src/document/undo";
import type { Project } from "../src/project/project";
import { createStore } from "../src/project/store";
import { CATALOG } from "./catalog";
import { CHAIN, docOf } from "./documents";
import { INK } from "./ink";

let number = 0;

/** What `done` lists was asked of the browser. */
export function stage(editable = true, json: JsonObject = CHAIN, catalog = CATALOG) {
  const doc = docOf(json);
  const undo = createUndo(doc);
  const history = createStore(undo.history());
  undo.onChange(() => history.set(undo.history()));
  const done: string[] = [];
  const project = {
    document: followDocument(doc),
    history,
    report: createStore(null),
    undo: undo.undo,
    redo: undo.redo,
    edit: (edits: Parameters<Project["edit"]>[0]) => {
      undo.begin();
      applyEdits(doc, edits, catalog.takesMany, OWN);
    },
  } as unknown as Project;
  const view = viewOf(`test ${number++}`);
  const made = stageOf(project, view, { editable, catalog, done });
  const select = (...ids: string[]) =>
    view.selection.set({ nodes: new Set(ids), wires: new Set(), notes: new Set(), frames: new Set() });
  return { stage: made, done, select, document: () => project.document.get() };
}

interface Ways {
  readonly catalog: Catalog;
  readonly editable?: boolean;
  /** Gets what was asked of the browser. */
  readonly done?: string[];
}

/** The stage of a project whose browser does nothing but note what it was asked for. */
export function stageOf(project: Project, view: View, { catalog, editable = true, done = [] }: Ways): Stage {
  return {
    project,
    view,
    editable,
    catalog,
    level: levelStore(project, view).get,
    center: () => ({ x: 0, y: 0 }),
    fit: (only) => done.push(only ? `fit ${[...only.nodes]}` : "fit"),
    open: () => done.push("open"),
    show: (id) => done.push(`show ${id}`),
    zoom: (direction) => done.push(`zoom ${direction}`),
    spot: () => ({ at: { x: 0, y: 0 }, place: null }),
    focused: () => null,
    onPane: (point) => point,
    onCanvas: (point) => point,
    put: () => done.push("put"),
    code: () => done.push("code"),
    codeShown: false,
    ink: () => INK,
    source: "",
  };
}
