/** Numbers, shapes and settings as people read them. */
import { type Catalog, type Entry, FAMILY_OF_TYPE, type Param, settingOf } from "./catalog/catalog";
import { isExpression } from "./document/expressions";
import { isObject, type Json, type JsonObject } from "./document/types";
import { counted, fixed, locale, t } from "./words/words";

/** `8 × 8 × 32`, without the batch; an open length is `?`, no axes are `one number`. */
export function shapeText(shape: readonly (number | null)[]): string {
  const axes = shape.slice(1);
  if (!axes.length) return t("one number");
  return axes.map((length) => (length === null ? "?" : length.toLocaleString(locale()))).join(" × ");
}

/** `8 height × 8 width × 32 channels`. */
export function namedShape(shape: readonly (number | null)[], axes: readonly string[]): string {
  if (shape.length <= 1) return t("one number");
  return shape
    .slice(1)
    .map((length, at) =>
      `${length === null ? t("any") : length.toLocaleString(locale())} ${t(axes[at + 1] ?? "")}`.trim(),
    )
    .join(" × ");
}

const STEPS = [
  [1e12, "T"],
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

/** `320`, `9.2 k`, `1.4 M`: three digits say enough on a card. */
export function countText(count: number): string {
  for (const [size, unit] of STEPS) if (count >= size) return `${digits(count / size)} ${unit}`;
  return String(count);
}

/** `8 kB`, `1.4 MB`. */
export function bytesText(bytes: number): string {
  for (const [size, unit] of STEPS) if (bytes >= size) return `${digits(bytes / size)} ${unit}B`;
  return counted(bytes, "{count} byte", "{count} bytes");
}

/** `9,898`. */
export function exactText(count: number): string {
  return numbers(locale(), 3).format(count);
}

function digits(value: number): string {
  return numbers(locale(), value < 10 ? 1 : 0).format(value);
}

const known = new Map<string, Intl.NumberFormat>();

/** How numbers are written, with so many places; to make one costs more than to draw a card. */
function numbers(language: string, places: number): Intl.NumberFormat {
  const key = `${language} ${places}`;
  const found = known.get(key) ?? new Intl.NumberFormat(language, { maximumFractionDigits: places });
  known.set(key, found);
  return found;
}

/** A setting's value in few words: `3 × 3`, `same`, `yes`, `Adam`. */
export function valueText(value: Json, param?: Param, catalog?: Catalog): string {
  if (value === null) return t("none");
  if (isExpression(value)) return value.expr;
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  if (typeof value === "number") return numberText(value);
  if (typeof value === "string") return nameOf(value, param, catalog);
  if (Array.isArray(value)) {
    const each = value.map((item) => valueText(item, param, catalog));
    const plain = value.every((item) => typeof item === "number" || item === null || isExpression(item));
    return each.join(plain ? betweenOf(param) : ", ");
  }
  if (inputOf(value) !== null) return t("the input itself");
  const kind = isObject(value) ? value.kind : null;
  return typeof kind === "string" ? nameOf(kind, param, catalog) : JSON.stringify(value);
}

/** The Input that an Output is to give again, where its target is no column. */
export function inputOf(target: Json): string | null {
  return isObject(target) && typeof target.input === "string" ? target.input : null;
}

/** What stands between the numbers of a list: sizes are multiplied, a range goes from one to the other. */
export function betweenOf(param?: Pick<Param, "type" | "length">): string {
  if (param?.type === "range" || (param?.type === "numbers" && param.length === 2)) return " – ";
  return param?.type === "numbers" || param?.type === "axes" ? ", " : " × ";
}

function nameOf(kind: string, param?: Param, catalog?: Catalog): string {
  const family = param && FAMILY_OF_TYPE[param.type];
  if (!family || param?.type === "activation") return kind;
  return t(catalog?.find(family, kind)?.title ?? kind);
}

/** A number without the noise of binary fractions. */
export function numberText(value: number): string {
  if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e7))
    return value.toExponential().replace("e+", "e");
  return String(Number(value.toPrecision(8)));
}

/** The line beneath a card's title, from the catalogue's templates: parts whose setting is unset are left out. */
export function summaryText(entry: Entry | undefined, params: JsonObject, catalog?: Catalog): string {
  return (entry?.summary ?? [])
    .map((part) => filled(worded(part, entry, params), entry, params, catalog))
    .filter(Boolean)
    .join(" · ");
}

/** What is counted alone: `{units} units`; one of them is `{units} unit`. */
const COUNTED = /^\{(\w+)\} (?:unit|filter|head|bin|band|word|group)s$/;

function worded(part: string, entry: Entry | undefined, params: JsonObject): string {
  const name = COUNTED.exec(part)?.[1];
  return t(name && settingOf(entry, params, name) === 1 ? part.slice(0, -1) : part);
}

/** `{name}` is a setting's value; `{name?text}` is the text, where the setting is not as usual. */
function filled(part: string, entry: Entry | undefined, params: JsonObject, catalog?: Catalog): string {
  const chosen = part.replace(/\{(\w+)\?((?:[^{}]|\{\w+\})*)\}/g, (_, name: string, text: string) =>
    isUsual(entry, params, name) ? "" : text,
  );
  let unset = chosen === "";
  const text = chosen.replace(/\{(\w+)\}/g, (_, name: string) => {
    const param = entry?.params?.find((each) => each.name === name);
    const value = settingOf(entry, params, name);
    unset ||= value === null || value === "" || (Array.isArray(value) && !value.length);
    unset ||= param?.type === "activation" && value === "linear";
    return valueText(value, param, catalog);
  });
  return unset ? "" : text;
}

function isUsual(entry: Entry | undefined, params: JsonObject, name: string): boolean {
  const usual = entry?.params?.find((param) => param.name === name)?.default ?? null;
  return JSON.stringify(settingOf(entry, params, name)) === JSON.stringify(usual);
}

/** A share in percent, `93.4 %`, with no place that would say nothing. */
export function shareText(share: number): string {
  return share >= 0.9995 || share < 0.0005 ? `${Math.round(100 * share)} %` : `${fixed(100 * share, 1)} %`;
}

/** How far something has come: whole percents that are done; nothing before the first. */
export function progressText(share: number | null): string {
  return share ? `${Math.floor(100 * share)} %` : "";
}
