/** Applies edits to a Yjs document: each list is one transaction, so one step of undo. */
import * as Y from "yjs";
import { reference } from "./graph";
import { lastPlace, ordered, placesOf } from "./paramOrder";
import { placeLoose, placeNew } from "./place";
import { HIDDEN } from "./read";
import type { BlockParam, Edit, JsonObject, TakesMany } from "./types";
import { areaJson, blockMap, newWireKey, nodeMap, wireKeys, writeDocument } from "./write";

/** Apply `edits` in order. What names a node that is gone changes nothing: someone else was faster. */
export function applyEdits(doc: Y.Doc, edits: readonly Edit[], takesMany: TakesMany, origin: unknown = null): void {
  doc.transact(() => {
    placeLoose(doc);
    applyAll(doc, edits, takesMany);
    placeNew(doc);
  }, origin);
}

/** Nodes that are removed in a row go together: their wires are looked for everywhere. */
function applyAll(doc: Y.Doc, edits: readonly Edit[], takesMany: TakesMany): void {
  const gone = new Set<string>();
  for (const edit of edits) {
    if (edit.edit === "remove_node") gone.add(edit.node);
    else {
      removeNodes(doc, gone);
      gone.clear();
      applyEdit(doc, edit, takesMany);
    }
  }
  removeNodes(doc, gone);
}

function applyEdit(doc: Y.Doc, edit: Exclude<Edit, { edit: "remove_node" }>, takesMany: TakesMany): void {
  const nodes = doc.getMap("nodes");
  switch (edit.edit) {
    case "add_node":
      if (nodes.has(edit.id)) return;
      nodes.set(edit.id, nodeMap(edit.node, takesMany));
      if (edit.position) doc.getMap("layout").set(edit.id, { ...edit.position });
      return;
    case "set_param":
      return set(inner(nodes.get(edit.node), "params"), edit.param, edit.value);
    case "unset_param":
      inner(nodes.get(edit.node), "params")?.delete(edit.param);
      return;
    case "rename_node":
      return rename(nodes.get(edit.node), edit.name);
    case "connect":
      return connect(nodes.get(edit.node), edit, takesMany);
    case "disconnect":
      return disconnect(nodes.get(edit.node), edit.port, edit.index);
    case "move":
      if (nodes.has(edit.node)) doc.getMap("layout").set(edit.node, { ...edit.position });
      return;
    case "set":
      return set(doc.getMap(edit.part), edit.key, edit.value);
    case "set_field":
      return setField(nodes.get(edit.node), edit.field, edit.value);
    case "set_block":
      return setBlock(doc, edit.id, edit.block);
    case "set_block_param":
      return setBlockParam(inner(doc.getMap("blocks").get(edit.block), "params"), edit.param, edit.value);
    case "set_note":
      return put(doc.getMap("notes"), edit.id, edit.note && areaJson(edit.note));
    case "set_frame":
      return put(doc.getMap("frames"), edit.id, edit.frame && { ...areaJson(edit.frame), hue: edit.frame.hue });
    case "hide":
      return hide(edit.node === null ? doc.getMap("meta") : nodes.get(edit.node), `${HIDDEN}${edit.rule}`, edit.hidden);
    case "replace":
      writeDocument(doc, edit.document, takesMany);
      return placeLoose(doc);
    default:
      throw new Error(`“${String((edit satisfies never as Edit).edit)}” is not an edit.`);
  }
}

function removeNodes(doc: Y.Doc, ids: ReadonlySet<string>): void {
  if (!ids.size) return;
  const nodes = doc.getMap("nodes");
  for (const id of ids) {
    nodes.delete(id);
    doc.getMap("layout").delete(id);
  }
  for (const node of nodes.values()) {
    const inputs = inner(node, "inputs");
    for (const [key, source] of [...(inputs?.entries() ?? [])]) {
      if (typeof source === "string" && ids.has(reference(source).node)) inputs?.delete(key);
    }
  }
}

function connect(node: unknown, edit: Extract<Edit, { edit: "connect" }>, takesMany: TakesMany): void {
  const inputs = inner(node, "inputs", true);
  if (!inputs || !(node instanceof Y.Map)) return;
  const many = takesMany(String(node.get("kind")), edit.port);
  inputs.set(wireKeys(inputs, edit.port)[edit.index] ?? newWireKey(inputs, edit.port, many), edit.source);
}

function disconnect(node: unknown, port: string, index: number): void {
  const inputs = inner(node, "inputs");
  const key = inputs ? wireKeys(inputs, port)[index] : undefined;
  if (key !== undefined) inputs?.delete(key);
}

function rename(node: unknown, name: string): void {
  if (!(node instanceof Y.Map)) return;
  if (name !== "") set(node, "name", name);
  else node.delete("name");
}

function setField(node: unknown, field: string, value: unknown): void {
  if (!(node instanceof Y.Map)) return;
  if (value) set(node, field, value);
  else if (field !== "kind") node.delete(field);
}

function hide(map: unknown, key: string, hidden: boolean): void {
  if (!(map instanceof Y.Map)) return;
  if (hidden) set(map, key, true);
  else map.delete(key);
}

/** Define a block, keeping what of it stays, or remove it with all that stands in it. */
function setBlock(doc: Y.Doc, id: string, block: Extract<Edit, { edit: "set_block" }>["block"]): void {
  const blocks = doc.getMap("blocks");
  if (!block) return removeBlock(doc, id);
  const known = blocks.get(id);
  if (!(known instanceof Y.Map)) return void blocks.set(id, blockMap(block as unknown as JsonObject));
  set(known, "name", block.name);
  set(known, "help", block.help);
  const params = inner(known, "params");
  if (!params) return;
  for (const name of [...params.keys()]) if (!Object.hasOwn(block.params, name)) params.delete(name);
  const places = ordered(Object.keys(block.params), placesOf(params));
  for (const [name, param] of Object.entries(block.params)) set(params, name, placed(param, places.get(name)));
}

/** Set a parameter where it stands; a new one comes last. */
function setBlockParam(params: Y.Map<unknown> | null, name: string, param: BlockParam | null): void {
  if (!params || !param) return void params?.delete(name);
  const places = placesOf(params);
  set(params, name, placed(param, places.get(name) ?? lastPlace(places)));
}

/** A parameter as it lies in Yjs; one that came without a place keeps none. */
function placed({ default: usual, help }: BlockParam, order = ""): JsonObject {
  return { default: usual, help, ...(order ? { order } : {}) };
}

function removeBlock(doc: Y.Doc, id: string): void {
  doc.getMap("blocks").delete(id);
  const inside = [...doc.getMap("nodes")].filter(([, node]) => node instanceof Y.Map && node.get("block") === id);
  removeNodes(doc, new Set(inside.map(([key]) => key)));
  for (const part of ["notes", "frames"]) {
    const areas = doc.getMap<{ readonly block?: unknown } | null>(part);
    for (const [key, area] of [...areas.entries()]) if (area?.block === id) areas.delete(key);
  }
}

function put(map: Y.Map<unknown> | null, key: string, value: object | null): void {
  if (value) set(map, key, { ...value });
  else map?.delete(key);
}

function set(map: Y.Map<unknown> | null | undefined, key: string, value: unknown): void {
  if (map && !same(map.get(key), value)) map.set(key, value);
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (a !== undefined && JSON.stringify(a) === JSON.stringify(b));
}

/** The map that a node keeps under `key`, made where it is missing and `make` asks for it. */
function inner(node: unknown, key: "params" | "inputs", make = key === "params"): Y.Map<unknown> | null {
  if (!(node instanceof Y.Map)) return null;
  const found = node.get(key);
  if (found instanceof Y.Map) return found;
  if (!make) return null;
  const made = new Y.Map<unknown>();
  node.set(key, made);
  return made;
}
