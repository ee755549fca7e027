/** Nodes that share one layer and its weights: who owns it, and how they are linked and set free again. Pure. */
import type { Catalog } from "../../catalog/catalog";
import { type Document, type Edit, isObject, type JsonObject, type PlacedNode } from "../../document/types";
import { remembered } from "../../remembered";

type Nodes = Document["nodes"];

/** The node whose layer `id` uses: its own, or the one at the end of `shares`; itself where that leads nowhere. */
export function ownerOf(nodes: Nodes, id: string): string {
  const seen = new Set<string>();
  let owner = id;
  while (!seen.has(owner)) {
    seen.add(owner);
    const next = nodes.get(owner)?.shares;
    if (!next || !nodes.has(next)) return owner;
    owner = next;
  }
  return id;
}

/** The nodes that use the layer of `owner`, without itself. */
export function sharersOf(nodes: Nodes, owner: string): readonly string[] {
  return [...nodes.keys()].filter((id) => id !== owner && nodes.get(id)?.shares && ownerOf(nodes, id) === owner);
}

/** Each owner of a shared layer with its sharers. */
export const groupsOf = remembered((nodes: Nodes): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>();
  for (const [id, { shares }] of nodes) {
    if (!shares) continue;
    const owner = ownerOf(nodes, id);
    if (owner !== id) groups.set(owner, [...(groups.get(owner) ?? []), id]);
  }
  return groups;
});

const HUES = [262, 152, 28, 322, 187, 58, 212, 345];

/** The colour of each group, as the hue of its owner's mark; groups that were made one after the other differ. */
export const linkHues = remembered((nodes: Nodes): ReadonlyMap<string, number> => {
  const hues = new Map<string, number>();
  for (const [at, [owner, sharers]] of [...groupsOf(nodes)].entries()) {
    for (const id of [owner, ...sharers]) hues.set(id, HUES[at % HUES.length] ?? 0);
  }
  return hues;
});

/** The node as it is used: frozen or not and set as its owner is, but for those of how the layer is called, which are its own. */
export function withOwner(nodes: Nodes, id: string, catalog: Catalog): PlacedNode | undefined {
  const node = nodes.get(id);
  const owner = node?.shares ? nodes.get(ownerOf(nodes, id)) : undefined;
  if (!node || !owner || owner === node || owner.kind !== node.kind) return node;
  const known = used.get(node);
  if (known?.owner === owner) return known.node;
  const calls = callParams(catalog, node.kind);
  const params = { ...pick(owner.params, (name) => !calls.has(name)), ...pick(node.params, (name) => calls.has(name)) };
  const found = { ...node, params, uses: owner.uses, frozen: owner.frozen };
  used.set(node, { owner, node: found });
  return found;
}

/** Nodes as they were last used: the same object for the same node and owner. */
const used = new WeakMap<PlacedNode, { readonly owner: PlacedNode; readonly node: PlacedNode }>();

/** The node that keeps the setting `param` of `id`. */
export function keeperOf(nodes: Nodes, id: string, param: string, catalog: Catalog): string {
  const node = nodes.get(id);
  return node && !callParams(catalog, node.kind).has(param) ? ownerOf(nodes, id) : id;
}

/** Whether these nodes can use one layer: two or more of one kind that has weights to share, not all sharing already. */
export function linkable(nodes: Nodes, ids: readonly string[], catalog: Catalog): boolean {
  const [first, ...rest] = ids.map((id) => nodes.get(id));
  if (!first || !rest.length || !isLayer(catalog, first)) return false;
  const alike = rest.every((node) => node?.kind === first.kind && node.uses === first.uses);
  return alike && new Set(ids.map((id) => ownerOf(nodes, id))).size > 1;
}

/** Let all of `ids`, and who shares with them, use the layer of the one that stands first. */
export function link({ nodes, layout }: Document, ids: readonly string[]): Edit[] {
  const place = (id: string) => layout.get(id) ?? { x: 0, y: 0 };
  const [first] = [...ids].sort((a, b) => place(a).y - place(b).y || place(a).x - place(b).x);
  if (first === undefined) return [];
  const owner = ownerOf(nodes, first);
  const owners = new Set(ids.map((id) => ownerOf(nodes, id)));
  const joining = [...owners].flatMap((each) => [each, ...sharersOf(nodes, each)]).filter((id) => id !== owner);
  return joining.flatMap((node): Edit[] => [
    { edit: "set_field", node, field: "shares", value: owner },
    { edit: "set_field", node, field: "frozen", value: null },
  ]);
}

/** Whether one of `ids` shares its layer with another node. */
export function linked(nodes: Nodes, ids: readonly string[]): boolean {
  return ids.some((id) => ownerOf(nodes, id) !== id || sharersOf(nodes, id).length > 0);
}

/** Give each of `ids` a layer of its own again, with the settings it has now; an owner sets all its sharers free. */
export function unlink(nodes: Nodes, ids: readonly string[], catalog: Catalog): Edit[] {
  const sharing = ids.filter((id) => ownerOf(nodes, id) !== id);
  const freed = sharing.length ? sharing : ids.flatMap((id) => sharersOf(nodes, id));
  return freed.flatMap((id) => [
    { edit: "set_field", node: id, field: "shares", value: null } as const,
    ...settingsFor(nodes, id, catalog),
  ]);
}

/** What must be said before `gone` are removed: the first sharer that stays inherits the layer. */
export function handOver(nodes: Nodes, gone: ReadonlySet<string>, catalog: Catalog): Edit[] {
  return [...groupsOf(nodes)].flatMap(([owner, sharers]): Edit[] => {
    const [heir, ...rest] = gone.has(owner) ? sharers.filter((id) => !gone.has(id)) : [];
    if (heir === undefined) return [];
    return [
      { edit: "set_field", node: heir, field: "shares", value: null },
      ...settingsFor(nodes, heir, catalog),
      ...rest.map((node): Edit => ({ edit: "set_field", node, field: "shares", value: heir })),
    ];
  });
}

/** The edits that make the settings a node is used with its own. */
function settingsFor(nodes: Nodes, id: string, catalog: Catalog): Edit[] {
  const own = nodes.get(id)?.params ?? {};
  const { params: used = {}, frozen = false } = withOwner(nodes, id, catalog) ?? {};
  return [
    { edit: "set_field", node: id, field: "frozen", value: frozen },
    ...Object.keys(own)
      .filter((param) => !(param in used))
      .map((param): Edit => ({ edit: "unset_param", node: id, param })),
    ...Object.entries(used).map(([param, value]): Edit => ({ edit: "set_param", node: id, param, value })),
  ];
}

/** Copies of nodes become sharers of their originals where these are layers; their own settings go. */
export function sharing(
  document: Document,
  edits: readonly Edit[],
  originals: readonly string[],
  catalog: Catalog,
): Edit[] {
  const left = [...originals];
  return edits.map((each): Edit => {
    if (each.edit !== "add_node") return each;
    const original = left.shift() ?? "";
    const node = document.nodes.get(original);
    if (!node || !isLayer(catalog, node)) return each;
    const calls = callParams(catalog, node.kind);
    const params = isObject(each.node.params) ? pick(each.node.params, (name) => calls.has(name)) : {};
    return { ...each, node: { ...each.node, params, shares: ownerOf(document.nodes, original), frozen: false } };
  });
}

/** Whether a node is a layer, or a block of layers, and not a way in or out. */
export function isLayer(catalog: Catalog, { kind, uses }: PlacedNode): boolean {
  return uses !== null || catalog.layer(kind)?.layer !== false;
}

/** Whether there are weights that could be kept as they are. */
export function freezable(catalog: Catalog, { kind, uses, frozen }: PlacedNode): boolean {
  return frozen || uses !== null || catalog.layer(kind)?.trainable === true;
}

function callParams(catalog: Catalog, kind: string): ReadonlySet<string> {
  return new Set((catalog.layer(kind)?.params ?? []).filter(({ call }) => call === true).map(({ name }) => name));
}

function pick(params: JsonObject, wanted: (name: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(params).filter(([name]) => wanted(name)));
}
