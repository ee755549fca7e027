/** Documents for tests. */
import * as Y from "yjs";
import { applyEdits } from "../src/document/edits";
import { type Level, levelOf } from "../src/document/level";
import { readDocument } from "../src/document/read";
import type { Edit, JsonObject } from "../src/document/types";
import { CATALOG } from "./catalog";

/** image → conv → dense → digit, one below the other. */
export const CHAIN: JsonObject = {
  name: "Chain",
  data: {},
  training: { epochs: 20 },
  nodes: {
    image: { kind: "Input", params: {}, inputs: {} },
    conv: { kind: "Conv2D", params: { kernel_size: [3, 3] }, inputs: { inputs: ["image"] } },
    dense: { kind: "Dense", params: { units: 10 }, inputs: { inputs: ["conv"] } },
    digit: { kind: "Output", params: {}, inputs: { inputs: ["dense"] } },
  },
  layout: { image: { x: 0, y: 0 }, conv: { x: 0, y: 92 }, dense: { x: 0, y: 184 }, digit: { x: 0, y: 276 } },
  notes: {},
};

/** A Yjs document with this content. */
export function docOf(json: JsonObject = CHAIN): Y.Doc {
  const doc = new Y.Doc();
  edit(doc, { edit: "replace", document: json });
  return doc;
}

/** Apply edits, and give the top level of what comes of it. */
export function edit(doc: Y.Doc, ...edits: Edit[]): Level {
  applyEdits(doc, edits, CATALOG.takesMany);
  return levelOf(readDocument(doc), null);
}

export const chain = (): Level => levelOf(readDocument(docOf()), null);
