/** A block as an entry of the catalogue: its ports are the nodes inside that stand for them, its settings its parameters. */
import { INSTANCE, portsOf } from "../document/blocks";
import { isExpression } from "../document/expressions";
import type { Document, Json, PlacedNode } from "../document/types";
import { counted, t } from "../words/words";
import type { Catalog, Entry, Param } from "./catalog";

const MOST_IN_SUMMARY = 3;
const RANK = [1, 8] as const;

const made = new WeakMap<Document, Map<string, Entry>>();

/** What a node is an example of: its kind, or the block that it stands for. */
export function entryOf({ kind, uses }: PlacedNode, whole: Document, catalog: Catalog): Entry | undefined {
  if (kind !== INSTANCE) return catalog.layer(kind);
  return uses !== null && whole.blocks.has(uses) ? blockEntry(uses, whole, catalog) : undefined;
}

/** What people call a node. */
export function titleOf(node: PlacedNode, whole: Document, catalog: Catalog): string {
  return (
    node.name ||
    entryOf(node, whole, catalog)?.title ||
    (node.kind === INSTANCE ? t("A block that is gone") : node.kind)
  );
}

/** The entry of a block. */
export function blockEntry(block: string, whole: Document, catalog: Catalog): Entry {
  const here = made.get(whole) ?? new Map<string, Entry>();
  made.set(whole, here);
  const entry = here.get(block) ?? lasting(makeEntry(block, whole, catalog));
  here.set(block, entry);
  return entry;
}

const last = new Map<string, { readonly entry: Entry; readonly text: string }>();

/** The entry that was made of this block before, if it says the same: cards that show it need not be drawn again. */
function lasting(entry: Entry): Entry {
  const text = JSON.stringify(entry);
  const known = last.get(entry.uses ?? "");
  if (known?.text === text) return known.entry;
  last.set(entry.uses ?? "", { entry, text });
  return entry;
}

function makeEntry(block: string, whole: Document, catalog: Catalog): Entry {
  const { name = "", help = "", params = {} } = whole.blocks.get(block) ?? {};
  const { inputs, outputs } = portsOf(whole.nodes, block);
  const names = Object.keys(params);
  const layers =
    [...whole.nodes.values()].filter((node) => node.block === block).length - inputs.length - outputs.length;
  return {
    kind: INSTANCE,
    uses: block,
    title: name || t("Block"),
    sentence: help || t("A block: a network of its own, used like a layer."),
    purpose: help || counted(layers, "{count} layer", "{count} layers"),
    group: "blocks",
    params: names.map((param) => paramOf(block, param, whole, catalog)),
    inputs: inputs.map(({ id, node }) => ({ name: id, title: node.name || t("input"), rank: RANK })),
    outputs: outputs.map(({ id, node }) => ({ name: node.name || id })),
    summary: names.slice(0, MOST_IN_SUMMARY).map((param) => `${wordsOf(param).toLowerCase()} {${param}}`),
  };
}

/** A block's parameter as a setting: of the type of the setting in which it stands alone, else of its default. */
export function paramOf(block: string, name: string, whole: Document, catalog: Catalog): Param {
  const { default: usual = null, help = "" } = whole.blocks.get(block)?.params[name] ?? {};
  const own = { name, label: wordsOf(name), required: false, section: "main" as const, default: usual };
  const use = standsIn(block, name, whole, catalog, new Set());
  if (!use) return { ...own, type: typeOf(usual), help };
  const { initial, length, ...like } = use;
  return { ...like, ...own, help: help || like.help, ...(length ? { length } : {}) };
}

/** The setting in which a parameter stands alone, looked for inside blocks too. */
function standsIn(
  block: string,
  name: string,
  whole: Document,
  catalog: Catalog,
  seen: Set<string>,
): Param | undefined {
  if (seen.has(block)) return undefined;
  seen.add(block);
  const alone = (value: Json) => isExpression(value) && value.expr.trim() === name;
  for (const node of whole.nodes.values()) {
    if (node.block !== block) continue;
    for (const [param, value] of Object.entries(node.params)) {
      const found = settingOfNode(node, param, whole, catalog, seen);
      if (found && alone(value)) return found;
      if (found && Array.isArray(value) && value.some(alone))
        return { ...found, type: ELEMENT[found.type] ?? "integer", length: null };
    }
  }
  return undefined;
}

const ELEMENT: Readonly<Record<string, string>> = { numbers: "number", range: "number" };

function settingOfNode(node: PlacedNode, param: string, whole: Document, catalog: Catalog, seen: Set<string>) {
  if (node.kind === INSTANCE) return node.uses === null ? undefined : standsIn(node.uses, param, whole, catalog, seen);
  return catalog.layer(node.kind)?.params?.find((each) => each.name === param);
}

function typeOf(value: Json): string {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  if (Array.isArray(value)) return value.every(Number.isInteger) ? "integers" : "numbers";
  return typeof value === "string" ? "text" : "number";
}

function wordsOf(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
