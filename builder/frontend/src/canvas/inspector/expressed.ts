/** Settings that hold expressions: as text in a field, and back. */
import type { Param } from "../../catalog/catalog";
import type { Typed } from "../../catalog/check";
import { evaluate, isExpression, mapExpressions, namesIn, namesUsed, parse } from "../../document/expressions";
import type { Json, JsonObject } from "../../document/types";
import { betweenOf, numberText } from "../../format";
import { t } from "../../words/words";

const LISTS = new Set(["integers", "numbers", "axes", "range", "shape"]);
const NUMBERS = new Set(["integer", "number", ...LISTS]);

/** Whether an expression stands anywhere in a value. */
export function hasExpression(value: Json): boolean {
  let found = false;
  mapExpressions(value, (expression) => {
    found = true;
    return expression as unknown as Json;
  });
  return found;
}

/** Whether expressions can be typed for this setting: itself one, or a list of numbers; else, at most, one name. */
export const isNumeric = ({ type }: Param) => NUMBERS.has(type);

/** A value as the text of its field. */
export function expressionText(value: Json, param: Param): string {
  if (isExpression(value)) return value.expr;
  if (typeof value === "number") return numberText(value);
  if (Array.isArray(value)) return value.map((each: Json) => expressionText(each, param)).join(betweenOf(param));
  return value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
}

/** Read what is typed as an expression, or a list of them; `names` are those that mean something here. */
export function readExpression(param: Param, text: string, names: readonly string[]): Typed {
  const typed = text.trim().replace(/^=\s*/, "");
  if (typed === "")
    return {
      sentence: t("{param}: type a name, or a calculation such as 2 * {value}.", {
        param: t(param.label),
        value: names[0] ?? "i",
      }),
    };
  if (!isNumeric(param)) return single(typed, names, true);
  if (!LISTS.has(param.type)) return single(typed, names, false);
  const pieces = typed.split(/[×,;]/).map((piece) => piece.trim());
  const [first] = pieces;
  if (pieces.length === 1 && first !== undefined && names.includes(first) && !param.length)
    return { value: { expr: first } };
  const read = pieces.map((piece) => single(piece, names, false));
  const wrong = read.find((each) => "sentence" in each);
  if (wrong) return wrong;
  const values = read.map((each) => ("value" in each ? each.value : null));
  const { length } = param;
  if (length && values.length === 1) return { value: Array<Json>(length).fill(values[0] ?? null) };
  if (length && values.length !== length)
    return {
      sentence: t("{param} must be {length} numbers or expressions, with × between them.", {
        param: t(param.label),
        length,
      }),
    };
  return { value: values };
}

function single(text: string, names: readonly string[], bare: boolean): Typed {
  const parsed = parse(text);
  if ("sentence" in parsed) return parsed;
  const used = namesIn(parsed.tree);
  const unknown = used.find((name) => !names.includes(name));
  if (unknown !== undefined) return { sentence: t("There is no parameter “{unknown}” here.", { unknown }) };
  if (bare && parsed.tree.kind !== "name") return { sentence: t("Only the name of one parameter can stand here.") };
  return { value: used.length ? { expr: text } : evaluate(parsed.tree) };
}

/** The first name in a text that means nothing here, and could become a parameter. */
export function unknownName(text: string, names: readonly string[]): string | null {
  const pieces = text.replace(/^\s*=/, "").split(/[×,;]/);
  for (const expr of pieces) for (const name of namesUsed({ expr })) if (!names.includes(name)) return name;
  return null;
}

/** What a value comes to with these values of the names; nothing where that cannot be said. */
export function worth(value: Json, usual: JsonObject): Json | undefined {
  let open = false;
  const found = mapExpressions(value, ({ expr }) => {
    const own = usual[expr.trim()];
    if (own !== undefined && own !== null) return own;
    const parsed = parse(expr);
    const number = "tree" in parsed ? evaluate(parsed.tree, usual) : null;
    open ||= number === null;
    return number;
  });
  return open ? undefined : found;
}
