import * as Y from "yjs";
import type { Catalog } from "../catalog/catalog";
import { applyEdits } from "../document/edits";
import { readDocument } from "../document/read";
import type { Document, Edit } from "../document/types";
import { toJson } from "../document/write";
import type { Fix } from "../project/report";

/** The document that a fix would make of this one. */
export function previewOf(document: Document, fix: Fix, catalog: Catalog): Document {
  return documentAfter(document, fix.edits, catalog);
}

/** The document that follows from edits of this one. */
export function documentAfter(document: Document, edits: readonly Edit[], catalog: Catalog): Document {
  const doc = new Y.Doc();
  applyEdits(doc, [{ edit: "replace", document: toJson(document) }, ...edits], catalog.takesMany);
  return readDocument(doc);
}
