/** What several nodes have in common: settings of one name, type and label, and where their values differ. Pure. */
import { entryOf } from "../../catalog/blocks";
import { type Catalog, type Entry, type Param, settingOf } from "../../catalog/catalog";
import type { Level } from "../../document/level";
import { type Json, type JsonObject, type PlacedNode, sameJson } from "../../document/types";
import { keeperOf, withOwner } from "../linking/links";

export interface Common {
  /** Its settings are those that all have, narrowed to what all accept. */
  readonly entry: Entry;
  /** The values in which all agree, where one of them says it. */
  readonly values: JsonObject;
  readonly various: ReadonlySet<string>;
}

export function commonOf(level: Level, ids: readonly string[], catalog: Catalog): Common {
  const nodes = ids.flatMap((id) => withOwner(level.nodes, id, catalog) ?? []);
  const entries = nodes.flatMap((node) => entryOf(node, level.whole, catalog) ?? []);
  const known = entries.length === nodes.length;
  const params = known ? commonParams(entries) : [];
  const values: Record<string, Json> = {};
  const various = new Set<string>();
  for (const { name } of params) {
    const found = nodes.map((node, at) => settingOf(entries[at], node.params, name));
    const [first = null] = found;
    if (found.some((value) => !sameJson(value, first))) various.add(name);
    else if (nodes.some((node) => node.params[name] !== undefined)) values[name] = first;
  }
  return { entry: { kind: "", title: "", sentence: "", params }, values, various };
}

/** The nodes that keep a setting of these: those who share one keep it together. */
export function keepersOf(
  { nodes }: Level,
  ids: readonly string[],
  param: string,
  catalog: Catalog,
): readonly string[] {
  return [...new Set(ids.map((id) => keeperOf(nodes, id, param, catalog)))];
}

function commonParams([first, ...others]: readonly Entry[]): readonly Param[] {
  return (first?.params ?? []).flatMap((param): Param[] => {
    const twins = others.map(({ params = [] }) => params.find((each) => alike(each, param)));
    return twins.every((twin) => twin !== undefined) ? [narrowed([param, ...twins])] : [];
  });
}

function alike(one: Param, other: Param): boolean {
  return one.name === other.name && one.type === other.type && one.label === other.label && one.length === other.length;
}

/** The setting as all accept it. A default that differs is none. */
function narrowed(params: readonly [Param, ...Param[]]): Param {
  const [first] = params;
  const bounds = (pick: (param: Param) => number | null | undefined) =>
    params.map(pick).filter((bound) => typeof bound === "number");
  const [least, most] = [bounds(({ min }) => min), bounds(({ max }) => max)];
  const choices = first.choices?.filter((choice) =>
    params.every((param) => param.choices?.some((each) => sameJson(each, choice))),
  );
  const one = params.every((param) => sameJson(param.default ?? null, first.default ?? null));
  const { default: usual, ...rest } = first;
  return {
    ...rest,
    ...(one && usual !== undefined ? { default: usual } : {}),
    required: !one || params.some(({ required }) => required === true),
    nullable: params.every(({ nullable }) => nullable === true),
    ...(least.length ? { min: Math.max(...least) } : {}),
    ...(most.length ? { max: Math.min(...most) } : {}),
    ...(choices ? { choices } : {}),
  };
}

/** How many there are of each kind or block, in the order in which they come. */
export function kindsOf(level: Level, ids: readonly string[], catalog: Catalog) {
  const found = new Map<string, { entry: Entry | undefined; node: PlacedNode; ids: string[] }>();
  for (const id of ids) {
    const node = level.nodes.get(id);
    if (!node) continue;
    const key = node.uses ?? node.kind;
    const group = found.get(key) ?? { entry: entryOf(node, level.whole, catalog), node, ids: [] };
    group.ids.push(id);
    found.set(key, group);
  }
  return [...found.values()];
}
