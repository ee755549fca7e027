/** Expressions of a block's parameters: whole and decimal numbers, names, `+ - * //`, unary `-`, `( )`. Read by us, never run. */

import { t } from "../words/words";
import { isObject, type Json } from "./types";

export interface Expression {
  readonly expr: string;
}

export type Tree =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "minus"; readonly of: Tree }
  | { readonly kind: Operator; readonly left: Tree; readonly right: Tree };

export type Parsed = { readonly tree: Tree } | { readonly sentence: string };

/** The number of a repetition, from 0; a name in every block. */
export const INDEX = "i";

type Operator = "+" | "-" | "*" | "//";

const LONGEST = 200;
const DEEPEST = 32;
const LARGEST = 1e12;
const TOKEN = /\s*(?:(\d+(?:\.\d+)?|\.\d+)|([A-Za-z_]\w*)|(\/\/|[-+*()−]))/y;
const LEVELS: readonly (readonly Operator[])[] = [
  ["+", "-"],
  ["*", "//"],
];

class Misread extends Error {}

/** Whether a value is an expression. */
export function isExpression(value: unknown): value is Expression {
  return isObject(value) && typeof value.expr === "string";
}

/** Read an expression, or say in one sentence why it is none. */
export function parse(text: string): Parsed {
  if (text.length > LONGEST)
    return { sentence: t("An expression has at most {most} letters; this one has more.", { most: LONGEST }) };
  try {
    const tokens = tokensOf(text);
    const tree = sum(tokens, 0);
    if (tokens.length) throw new Misread(t("“{token}” is one too many.", { token: tokens[0] ?? "" }));
    return { tree };
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    return { sentence: error.message };
  }
}

function tokensOf(text: string): string[] {
  const found: string[] = [];
  const token = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (token.lastIndex < end) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (!match)
      throw new Misread(
        t("“{token}” means nothing here: use numbers, names, + − * // and ( ).", {
          token: text.slice(at).trim()[0] ?? "",
        }),
      );
    found.push(match[0].trim().replace("−", "-"));
  }
  return found;
}

function sum(tokens: string[], level: number, depth = 0): Tree {
  if (depth > DEEPEST) throw new Misread(t("This is nested too deeply."));
  const operators = LEVELS[level];
  if (!operators) return single(tokens, depth);
  let tree = sum(tokens, level + 1, depth);
  for (;;) {
    const kind = operators.find((each) => each === tokens[0]);
    if (!kind) return tree;
    tokens.shift();
    tree = { kind, left: tree, right: sum(tokens, level + 1, depth) };
  }
}

function single(tokens: string[], depth: number): Tree {
  const token = tokens.shift();
  if (token === undefined) throw new Misread(t("Something is missing at the end."));
  if (token === "-") {
    if (depth >= DEEPEST) throw new Misread(t("This is nested too deeply."));
    return { kind: "minus", of: single(tokens, depth + 1) };
  }
  if (token === "(") {
    const tree = sum(tokens, 0, depth + 1);
    if (tokens.shift() !== ")") throw new Misread(t("A bracket is not closed."));
    return tree;
  }
  if (/^[\d.]/.test(token)) return { kind: "number", value: Number(token) };
  if (/^\w/.test(token)) return { kind: "name", name: token };
  throw new Misread(t("Something is missing before “{token}”.", { token }));
}

/** The names in a tree, each once. */
export function namesIn(tree: Tree): readonly string[] {
  switch (tree.kind) {
    case "number":
      return [];
    case "name":
      return [tree.name];
    case "minus":
      return namesIn(tree.of);
    default:
      return [...new Set([...namesIn(tree.left), ...namesIn(tree.right)])];
  }
}

/** The value of a tree; nothing where a name has no number, or the result is none. */
export function evaluate(tree: Tree, scope: Readonly<Record<string, Json>> = {}): number | null {
  const value = numberOf(tree, scope);
  return value !== null && Number.isFinite(value) && Math.abs(value) <= LARGEST ? value : null;
}

function numberOf(tree: Tree, scope: Readonly<Record<string, Json>>): number | null {
  if (tree.kind === "number") return tree.value;
  if (tree.kind === "name") {
    const value = Object.hasOwn(scope, tree.name) ? scope[tree.name] : null;
    return typeof value === "number" ? value : null;
  }
  if (tree.kind === "minus") {
    const value = numberOf(tree.of, scope);
    return value === null ? null : 0 - value;
  }
  const [left, right] = [numberOf(tree.left, scope), numberOf(tree.right, scope)];
  return left === null || right === null ? null : OPERATE[tree.kind](left, right);
}

const OPERATE: Readonly<Record<Operator, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "//": (left, right) => Math.floor(left / right),
};

/** Put a value for each name that `values` knows; what has no name left is its number. */
export function substituted({ expr }: Expression, values: Readonly<Record<string, Json>>): Json {
  const bare = expr.trim();
  const own = Object.hasOwn(values, bare) ? values[bare] : undefined;
  if (own !== undefined) return own;
  const text = expr.replace(
    /[A-Za-z_]\w*/g,
    (name) => written(Object.hasOwn(values, name) ? values[name] : null) ?? name,
  );
  const parsed = parse(text);
  const value = "tree" in parsed && !namesIn(parsed.tree).length ? evaluate(parsed.tree) : null;
  return value ?? { expr: text };
}

/** A value as a part of an expression; nothing where it cannot be one. */
function written(value: Json | undefined): string | null {
  if (typeof value === "number") return value < 0 ? `(${value})` : String(value);
  if (!isExpression(value)) return null;
  return /^\w+$/.test(value.expr.trim()) ? value.expr.trim() : `(${value.expr})`;
}

/** A value with each expression in it, however deep, put through `change`. */
export function mapExpressions(value: Json, change: (expression: Expression) => Json): Json {
  if (isExpression(value)) return change(value);
  if (Array.isArray(value)) return value.map((each: Json) => mapExpressions(each, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapExpressions(each, change)]));
}

/** The names that the expressions in a value use. */
export function namesUsed(value: Json): ReadonlySet<string> {
  const names = new Set<string>();
  mapExpressions(value, (expression) => {
    const parsed = parse(expression.expr);
    for (const name of "tree" in parsed ? namesIn(parsed.tree) : []) names.add(name);
    return expression as unknown as Json;
  });
  return names;
}
