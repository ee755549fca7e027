/** Which settings a layer keeps when another kind takes its place: those that mean the same there, where their value fits. */
import type { Entry, Param } from "../../catalog/catalog";
import { isExpression } from "../../document/expressions";
import { type Json, type JsonObject, sameJson } from "../../document/types";

export interface Kept {
  readonly params: JsonObject;
  /** The settings that nothing of the new kind stands for. */
  readonly lost: readonly Param[];
}

/** How many features come out is called so or so. */
const FEATURES = new Set(["units", "filters"]);
const NUMERIC = new Set(["integer", "number", "integers", "numbers"]);

/** The settings that a node of kind `from` keeps as one of kind `to`. */
export function keptSettings(from: Entry | undefined, to: Entry, params: JsonObject): Kept {
  const known = from?.params ?? [];
  const taken = new Set<string>();
  const kept = (to.params ?? []).flatMap((param): [string, Json][] => {
    const twin = known.find((each) => meansTheSame(each, param));
    const value = twin && params[twin.name];
    const fitting = value === undefined ? undefined : fitted(param, value);
    if (!twin || fitting === undefined) return [];
    taken.add(twin.name);
    return [[param.name, fitting]];
  });
  const lost = known.filter(({ name, default: usual }) => {
    const value = params[name];
    return value !== undefined && !taken.has(name) && !sameJson(value, usual ?? null);
  });
  return { params: Object.fromEntries(kept), lost };
}

function meansTheSame(one: Param, other: Param): boolean {
  const alike = one.name === other.name && one.label === other.label;
  const feature = FEATURES.has(one.name) && FEATURES.has(other.name);
  const lists = new Set([one.type, other.type]);
  const sizes = lists.size === 2 && lists.has("integer") && lists.has("integers");
  return (alike || feature) && (one.type === other.type || (alike && sizes));
}

/** The value as this setting takes it; nothing where it does not. */
export function fitted(param: Param, value: Json): Json | undefined {
  if (isExpression(value)) return NUMERIC.has(param.type) ? value : undefined;
  if (value === null) return param.nullable ? null : undefined;
  const { type, choices } = param;
  if (choices?.length && typeof value === "string") return choices.includes(value) ? value : undefined;
  if (type === "integer" || type === "number") return single(param, value);
  return type === "integers" ? list(param, value) : value;
}

function single(param: Param, value: Json): Json | undefined {
  const [first, ...rest] = Array.isArray(value) ? (value as readonly Json[]) : [value];
  const alike = rest.every((each) => sameJson(each, first ?? null));
  return alike && first !== undefined && (isExpression(first) || isWithin(param, first)) ? first : undefined;
}

/** Sizes of another number of axes stay where they are the same along each. */
function list(param: Param, value: Json): Json | undefined {
  const values = Array.isArray(value) ? (value as readonly Json[]) : [value];
  if (!values.every((each) => isExpression(each) || isWithin(param, each))) return undefined;
  const { length } = param;
  if (!length || values.length === length) return values;
  const one = single(param, value);
  return one === undefined ? undefined : Array<Json>(length).fill(one);
}

function isWithin({ min, max }: Param, value: Json): boolean {
  return typeof value === "number" && value >= (min ?? -Infinity) && value <= (max ?? Infinity);
}
