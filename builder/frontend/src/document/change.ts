/** What differs between two states of a document. */
import type { Document, PlacedNode } from "./types";

/** Keys of what came, went and is not as it was. */
export interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

export interface Change {
  readonly nodes: Difference;
  /** Nodes that only stand elsewhere. */
  readonly moved: readonly string[];
  readonly notes: Difference;
  readonly frames: Difference;
  readonly blocks: Difference;
  readonly name: boolean;
  readonly data: boolean;
  readonly training: boolean;
}

/** What must be done to `before` so that it becomes `after`. */
export function changeOf(before: Document, after: Document): Change {
  const nodes = difference(before.nodes, after.nodes);
  const layout = difference(before.layout, after.layout);
  const known = new Set([...nodes.added, ...nodes.removed, ...nodes.changed]);
  return {
    nodes,
    moved: layout.changed.filter((id) => !known.has(id)),
    notes: difference(before.notes, after.notes),
    frames: difference(before.frames, after.frames),
    blocks: difference(before.blocks, after.blocks, differInOrder),
    name: before.name !== after.name,
    data: differ(before.data, after.data),
    training: differ(before.training, after.training),
  };
}

function difference<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>, other = differ): Difference {
  if (before === after) return { added: [], removed: [], changed: [] };
  return {
    added: [...after.keys()].filter((key) => !before.has(key)),
    removed: [...before.keys()].filter((key) => !after.has(key)),
    changed: [...after].filter(([key, value]) => before.has(key) && other(before.get(key), value)).map(([key]) => key),
  };
}

/** Whether two values say something else; in which order the settings of a node were written says nothing. */
function differ(one: unknown, other: unknown): boolean {
  // What did not change is the same object most of the time.
  if (one === other) return false;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return true;
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  if (keys.length !== others.length || Array.isArray(one) !== Array.isArray(other)) return true;
  return keys.some((key) => !Object.hasOwn(other, key) || differ(one[key as never], other[key as never]));
}

/** The order of a block's parameters is a person's. */
function differInOrder(one: unknown, other: unknown): boolean {
  return one !== other && JSON.stringify(one) !== JSON.stringify(other);
}

/** Which fields of a node are not as they were. */
export function fieldsOf(before: PlacedNode, after: PlacedNode): readonly (keyof PlacedNode)[] {
  return (Object.keys(after) as (keyof PlacedNode)[]).filter((field) => differ(before[field], after[field]));
}

/** The settings that are not as they were. */
export function settingsOf(before: PlacedNode, after: PlacedNode): readonly string[] {
  const names = new Set([...Object.keys(before.params), ...Object.keys(after.params)]);
  return [...names].filter((name) => differ(before.params[name], after.params[name]));
}
