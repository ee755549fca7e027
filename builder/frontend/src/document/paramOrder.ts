/** The order of a block's parameters. Yjs keeps none, so each has a key that sorts; those without come first, by name. */
import type * as Y from "yjs";
import { byCodeUnit, firstKeys, keyBetween } from "./order";
import { isObject } from "./types";

type Keys = ReadonlyMap<string, string>;

/** The key under which each parameter stands. */
export function placesOf(params: Y.Map<unknown>): Keys {
  return new Map([...params.entries()].map(([name, param]) => [name, orderIn(param)]));
}

function orderIn(param: unknown): string {
  return isObject(param) && typeof param.order === "string" ? param.order : "";
}

/** The names of parameters in their order. */
export function inOrder(keys: Keys): string[] {
  return [...keys.keys()].sort((a, b) => compare(keys, a, b));
}

function compare(keys: Keys, a: string, b: string): number {
  return byCodeUnit(keys.get(a) ?? "", keys.get(b) ?? "") || byCodeUnit(a, b);
}

/** The key for one more parameter, after all others. */
export function lastPlace(keys: Keys): string {
  return keyBetween([...keys.values()].sort(byCodeUnit).at(-1) ?? "", null) ?? "z";
}

/** The keys by which `names` stand in this order: as many as can be stay as they are, so that two people can move at once. */
export function ordered(names: readonly string[], keys: Keys): Keys {
  const standing = new Set(longestRun(names, keys));
  const found = new Map<string, string>();
  let last = "";
  for (const [at, name] of names.entries()) {
    const next = names.slice(at).find((each) => standing.has(each));
    const key = next === name ? keys.get(name) : keyBetween(last, next === undefined ? null : (keys.get(next) ?? ""));
    last = key ?? "";
    found.set(name, last);
  }
  const right = inOrder(found).every((name, at) => name === names[at]);
  return right ? found : new Map(firstKeys(names.length).map((key, at) => [names[at] ?? "", key]));
}

/** The most of `names` that stand in this order already. */
function longestRun(names: readonly string[], keys: Keys): readonly string[] {
  const runs: (readonly string[])[] = [];
  const longest = (found: readonly (readonly string[])[]) =>
    found.reduce((best, run) => (run.length > best.length ? run : best), [] as readonly string[]);
  for (const name of names) {
    if (!keys.has(name)) continue;
    const before = runs.filter((run) => compare(keys, run.at(-1) ?? "", name) < 0);
    runs.push([...longest(before), name]);
  }
  return longest(runs);
}
