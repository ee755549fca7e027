/** Reads what a person types into a field, or says in one sentence what is asked for. The check has the last word. */
import type { Json } from "../document/types";
import { betweenOf } from "../format";
import { message, t } from "../words/words";
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

/** What a list is to hold: without a length, and with one. */
type Wanted = readonly [any: string, some: string];

const WHOLE: Wanted = [message("whole numbers"), message("{count} whole numbers")];
const NUMBERS: Wanted = [message("numbers"), message("{count} numbers")];
const AXES: Wanted = [message("axes"), message("{count} axes")];
const PAIRS: Wanted = [message("pairs of whole numbers"), message("{count} pairs of whole numbers")];
const RANGE: Wanted = [message("numbers, lowest and highest"), message("{count} numbers, lowest and highest")];

const READERS: Readonly<Record<string, (param: Param, text: string) => Typed>> = {
  integer: (param, text) => oneOf(param, number(text), Number.isInteger, t("a whole number")),
  number: (param, text) => oneOf(param, number(text), Number.isFinite, t("a number")),
  integers: (param, text) => listOf(param, text, Number.isInteger, WHOLE),
  numbers: (param, text) => listOf(param, text, Number.isFinite, NUMBERS),
  axes: (param, text) => single(listOf({ ...param, length: null }, text, Number.isInteger, AXES)),
  range: (param, text) => single(listOf({ ...param, length: null }, text, Number.isFinite, RANGE)),
  pairs: readPairs,
  shape: readShape,
};

function number(text: string): number {
  return text === "" ? Number.NaN : Number(text.replace("−", "-").replace(",", "."));
}

function oneOf(param: Param, value: number, fits: (value: number) => boolean, what: string): Typed {
  if (!fits(value) || !within(param, value)) return { sentence: bounded(param, what) };
  return { value };
}

function listOf(param: Param, text: string, fits: (value: number) => boolean, [any, some]: Wanted): Typed {
  const found = pieces(text).map(number);
  const values = param.length && found.length === 1 ? Array<number>(param.length).fill(found[0] as number) : found;
  const right = values.length > 0 && values.every((value) => fits(value) && within(param, value));
  if (right && (!param.length || values.length === param.length)) return { value: values };
  const many = param.length ? t(some, { count: param.length }) : t(any);
  return { sentence: bounded(param, many, example(param)) };
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
  const read = listOf({ ...param, length: null }, text, Number.isInteger, PAIRS);
  if (!("value" in read) || !Array.isArray(read.value)) return read;
  const [count, values] = [read.value.length, read.value];
  if (count !== 1 && count !== axes && count !== 2 * axes)
    return {
      sentence: t("{label} must be {count} whole numbers: before and after for each axis.", {
        label: t(param.label),
        count: 2 * axes,
      }),
    };
  const side = (axis: number, end: number) => values[count === 1 ? 0 : count === axes ? axis : 2 * axis + end] ?? 0;
  return { value: Array.from({ length: axes }, (_, axis) => [side(axis, 0), side(axis, 1)]) };
}

function readShape(param: Param, text: string): Typed {
  const open = param.min === -1 ? -1 : null;
  const lengths = pieces(text).map((piece) => (/^(\?|none|any|-1|−1)$/i.test(piece) ? open : number(piece)));
  const right = lengths.every((length) => length === open || (Number.isInteger(length) && Number(length) > 0));
  if (right) return { value: lengths };
  const sentence =
    open === -1
      ? message("{label} must be lengths such as 28 × 28 × 1, with −1 for what is left.")
      : message("{label} must be lengths such as 28 × 28 × 1, with ? for an open length.");
  return { sentence: t(sentence, { label: t(param.label) }) };
}

function pieces(text: string): string[] {
  return text.split(/[\s×x*,;–()[\]]+/i).filter((piece) => piece && piece !== "-");
}

function within({ min, max }: Param, value: number): boolean {
  return value >= (min ?? -WIDEST) && value <= (max ?? WIDEST);
}

/** What a value must be, within its bounds, with an example where one helps. */
function bounded({ label, min, max }: Param, what: string, example = ""): string {
  const [low, high] = [typeof min === "number", typeof max === "number"];
  const [plain, shown] = BOUNDS[`${low ? "low" : ""}${high ? "high" : ""}`] ?? BOUNDS[""];
  return t(example ? shown : plain, { label: t(label), what, min: min ?? 0, max: max ?? 0, example });
}

const BOUNDS: Readonly<Record<string, Wanted>> & { readonly "": Wanted } = {
  "": [message("{label} must be {what}."), message("{label} must be {what}, such as {example}.")],
  low: [
    message("{label} must be {what} of at least {min}."),
    message("{label} must be {what} of at least {min}, such as {example}."),
  ],
  high: [
    message("{label} must be {what} of at most {max}."),
    message("{label} must be {what} of at most {max}, such as {example}."),
  ],
  lowhigh: [
    message("{label} must be {what} from {min} to {max}."),
    message("{label} must be {what} from {min} to {max}, such as {example}."),
  ],
};

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
