/** Documents for tests. */
import * as Y from "yjs";
import { applyEdits } from "../src/document/edits";
import { readDocument } from "../src/document/read";
import type { Document, Edit, JsonObject } from "../src/document/types";
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

export function edit(doc: Y.Doc, ...edits: Edit[]): Document {
  applyEdits(doc, edits, CATALOG.takesMany);
  return readDocument(doc);
}

export const chain = (): Document => readDocument(docOf());
