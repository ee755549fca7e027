/** Reads what a person types into a field, or says in one sentence what is asked for. The check has the last word. */
import type { Json } from "../document/types";
import { betweenOf } from "../format";
import type { Param } from "./catalog";

export type Typed = { readonly value: Json } | { readonly sentence: string };

const WIDEST = 2 ** 31 - 1;

/** Read typed text as a value of the parameter's type. */
export function typed(param: Param, text: string): Typed {
  const trimmed = text.trim();
  if (trimmed === "" && param.nullable) return { value: null };
  const read = READERS[param.type];
  return read ? read(param, trimmed) : { value: text };
}

const READERS: Readonly<Record<string, (param: Param, text: string) => Typed>> = {
  integer: (param, text) => oneOf(param, number(text), Number.isInteger, "a whole number"),
  number: (param, text) => oneOf(param, number(text), Number.isFinite, "a number"),
  integers: (param, text) => listOf(param, text, Number.isInteger, "whole numbers"),
  numbers: (param, text) => listOf(param, text, Number.isFinite, "numbers"),
  axes: (param, text) => single(listOf({ ...param, length: null }, text, Number.isInteger, "axes")),
  range: (param, text) =>
    single(listOf({ ...param, length: null }, text, Number.isFinite, "numbers, lowest and highest")),
  pairs: readPairs,
  shape: readShape,
};

function number(text: string): number {
  return text === "" ? Number.NaN : Number(text.replace("−", "-").replace(",", "."));
}

function oneOf(param: Param, value: number, fits: (value: number) => boolean, what: string): Typed {
  if (!fits(value) || !within(param, value)) return { sentence: `${param.label} must be ${what}${between(param)}.` };
  return { value };
}

function listOf(param: Param, text: string, fits: (value: number) => boolean, what: string): Typed {
  const found = pieces(text).map(number);
  const values = param.length && found.length === 1 ? Array<number>(param.length).fill(found[0] as number) : found;
  const right = values.length > 0 && values.every((value) => fits(value) && within(param, value));
  if (right && (!param.length || values.length === param.length)) return { value: values };
  const many = param.length ? `${param.length} ${what}` : what;
  return { sentence: `${param.label} must be ${many}${between(param)}, such as ${example(param)}.` };
}

/** One value stands for itself, several for a list. */
function single(read: Typed): Typed {
  return "value" in read && Array.isArray(read.value) && read.value.length === 1
    ? { value: read.value[0] ?? null }
    : read;
}

/** Before and after for each axis; one number for an axis means both, one number in all means everywhere. */
function readPairs(param: Param, text: string): Typed {
  const axes = param.length ?? 1;
  const read = listOf({ ...param, length: null }, text, Number.isInteger, `${axes} pairs of whole numbers`);
  if (!("value" in read) || !Array.isArray(read.value)) return read;
  const [count, values] = [read.value.length, read.value];
  if (count !== 1 && count !== axes && count !== 2 * axes)
    return { sentence: `${param.label} must be ${2 * axes} whole numbers: before and after for each axis.` };
  const side = (axis: number, end: number) => values[count === 1 ? 0 : count === axes ? axis : 2 * axis + end] ?? 0;
  return { value: Array.from({ length: axes }, (_, axis) => [side(axis, 0), side(axis, 1)]) };
}

function readShape(param: Param, text: string): Typed {
  const open = param.min === -1 ? -1 : null;
  const lengths = pieces(text).map((piece) => (/^(\?|none|any|-1|−1)$/i.test(piece) ? open : number(piece)));
  const right = lengths.every((length) => length === open || (Number.isInteger(length) && Number(length) > 0));
  if (right) return { value: lengths };
  const rest = open === -1 ? "−1 for what is left" : "? for an open length";
  return { sentence: `${param.label} must be lengths such as 28 × 28 × 1, with ${rest}.` };
}

function pieces(text: string): string[] {
  return text.split(/[\s×x*,;–()[\]]+/i).filter((piece) => piece && piece !== "-");
}

function within({ min, max }: Param, value: number): boolean {
  return value >= (min ?? -WIDEST) && value <= (max ?? WIDEST);
}

function between({ min, max }: Param): string {
  if (typeof min === "number" && typeof max === "number") return ` from ${min} to ${max.toLocaleString("en")}`;
  if (typeof min === "number") return ` of at least ${min}`;
  return typeof max === "number" ? ` of at most ${max.toLocaleString("en")}` : "";
}

function example({ type, length, min }: Param): string {
  return Array(length ?? 2)
    .fill(Math.max(min ?? 1, 1))
    .join(betweenOf({ type, length }));
}

/** The value one step up or down, inside the range: whole numbers by one, others by a tenth of their size. */
export function stepped(param: Param, value: number, up: boolean, big: boolean): number {
  const size = param.type === "integer" ? 1 : stepOf(param, value);
  const next = value + (up ? 1 : -1) * size * (big ? 10 : 1);
  const bound = Math.min(Math.max(next, param.min ?? -WIDEST), param.max ?? WIDEST);
  return Number(bound.toPrecision(10));
}

function stepOf({ min, max }: Param, value: number): number {
  if (typeof min === "number" && typeof max === "number" && max - min <= 1) return 0.05;
  return value === 0 ? 0.1 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1) * 5;
}
