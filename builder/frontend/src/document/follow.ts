/** Keeps a plain document beside a Yjs document; what did not change stays the same object, so that React can skip it. */
import type * as Y from "yjs";
import { createStore, type Store } from "../project/store";
import { byCodeUnit } from "./order";
import { completed } from "./place";
import { ID, PARTS, readBlock, readDocument, readFrame, readNode, readNote, readPosition } from "./read";
import type { Document } from "./types";

/** The plain document, read again after each transaction where it changed. */
export function followDocument(doc: Y.Doc): Store<Document> {
  const store = createStore<Document>(readDocument(doc));
  const changed = new Map<string, Set<string>>();
  for (const part of PARTS) {
    doc.getMap(part).observeDeep((events) => {
      const keys = changed.get(part) ?? new Set<string>();
      changed.set(part, keys);
      for (const event of events) {
        const [first] = event.path;
        if (first !== undefined) keys.add(String(first));
        else for (const key of event.keys.keys()) keys.add(key);
      }
    });
  }
  doc.on("afterAllTransactions", () => {
    if (!changed.size) return;
    store.set(readAgain(doc, store.get(), changed));
    changed.clear();
  });
  return store;
}

function readAgain(doc: Y.Doc, before: Document, changed: ReadonlyMap<string, ReadonlySet<string>>): Document {
  const small = ["meta", "data", "training"].some((part) => changed.has(part)) ? readDocument(doc) : before;
  const after = {
    name: small.name,
    weights: small.weights,
    direction: small.direction,
    data: changed.has("data") ? small.data : before.data,
    training: changed.has("training") ? small.training : before.training,
    blocks: patched(before.blocks, doc.getMap("blocks"), changed.get("blocks"), readBlock),
    nodes: patched(before.nodes, doc.getMap("nodes"), changed.get("nodes"), readNode),
    layout: patched(before.layout, doc.getMap("layout"), changed.get("layout"), readPosition),
    notes: patched(before.notes, doc.getMap("notes"), changed.get("notes"), readNote),
    frames: patched(before.frames, doc.getMap("frames"), changed.get("frames"), readFrame),
    ...(small.hidden && { hidden: small.hidden }),
  };
  return { ...after, layout: completed(after) };
}

function patched<T>(
  before: ReadonlyMap<string, T>,
  map: Y.Map<unknown>,
  keys: ReadonlySet<string> | undefined,
  read: (value: unknown) => T | null,
): ReadonlyMap<string, T> {
  if (!keys?.size) return before;
  const after = new Map(before);
  for (const key of keys) {
    const value = ID.test(key) ? read(map.get(key)) : null;
    if (value === null) after.delete(key);
    else after.set(key, value);
  }
  return new Map([...after].sort(([a], [b]) => byCodeUnit(a, b)));
}
