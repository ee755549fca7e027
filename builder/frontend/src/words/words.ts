/** Texts for people in their language. The key of a message is its English text; `assets/messages` has the others. */
import { httpAddress } from "../project/address";

/** What may stand in a place `{name}` of a message. */
export type Value = string | number | Message;

export type Values = Readonly<Record<string, Value>>;

/** A message as Python sends it. */
export interface Message {
  readonly text: string;
  readonly values?: Values;
}

/** An object whose sentences came with their messages: `{"sentence", "said": {"sentence": {"text", "values"}}}`. */
export interface Carried {
  readonly said?: Readonly<Record<string, Message>>;
}

/** The language of the person, and where its messages are; English needs none. */
export interface Words {
  readonly language: string;
  readonly address?: string | null;
}

const ENGLISH = "en";
const PSEUDO = "xx";

let language = ENGLISH;
let messages: Readonly<Record<string, string>> = {};

/** The language that texts are in now. */
export const spoken = (): string => language;

/** The same for `Intl`. */
export const locale = (): string => (language === PSEUDO ? ENGLISH : language);

/** Speak a language from now on. */
export function speak(wanted: string, known: Readonly<Record<string, string>> = {}): void {
  language = wanted;
  messages = known;
}

const fetched = new Map<string, Promise<Readonly<Record<string, string>>>>();

/** Speak the language of `words` once its messages are here; where they cannot be had, the language stays. */
export async function learn({ language: wanted, address }: Words): Promise<void> {
  try {
    const known = address ? await fetchOnce(address) : {};
    speak(wanted, known);
  } catch {
    fetched.clear();
  }
  document.documentElement.lang = locale();
}

function fetchOnce(address: string): Promise<Readonly<Record<string, string>>> {
  const asked = fetched.get(address) ?? fetch(httpAddress(address)).then((answer) => answer.json());
  fetched.set(address, asked);
  return asked;
}

/** Name a text that `t` says later: in a table, say, which is made before the language is known. */
export const message = (text: string): string => text;

/** A text in the person's language, its places `{name}` filled. */
export function t(text: string, values: Values = {}): string {
  const known = messages[text] ?? text;
  const said = known.replace(/\{(\w+)\}/g, (place, name: string) =>
    name in values ? written(values[name] as Value) : place,
  );
  return language === PSEUDO ? `⟦${said}⟧` : said;
}

/** The message `one` or `many`, as the count asks for; both may hold `{count}`. */
export function counted(count: number, one: string, many: string, values: Values = {}): string {
  return t(count === 1 ? one : many, { count, ...values });
}

/** The sentence under `key` of what Python sent. */
export function told<Key extends string>(from: Carried & { readonly [key in Key]?: string | null }, key: Key): string {
  const said = from.said?.[key];
  return said ? t(said.text, said.values) : t(from[key] ?? "");
}

/** A number as the language writes it: `1,797`, `0.0125`, `1e-5`. */
export function number(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return value.toLocaleString(locale());
  if (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e15)
    return value.toLocaleString(locale(), { maximumSignificantDigits: 8 });
  const [mantissa = "", power] = Number(value.toPrecision(8)).toExponential().split("e");
  return `${Number(mantissa).toLocaleString(locale(), { maximumSignificantDigits: 8 })}e${Number(power)}`;
}

/** A number with as many places as are asked for. */
export function fixed(value: number, places: number): string {
  return value.toLocaleString(locale(), { minimumFractionDigits: places, maximumFractionDigits: places });
}

function written(value: Value): string {
  if (typeof value === "object") return t(value.text, value.values);
  return typeof value === "number" ? number(value) : value;
}
