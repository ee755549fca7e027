/** No text that a person reads is written past the catalogue: it stands in `t`, `counted` or `message`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";

const SOURCE = join(import.meta.dirname, "../src");
const READ = new Set([
  "aria-label",
  "title",
  "placeholder",
  "alt",
  "aria-description",
  "aria-roledescription",
  "label",
]);
/** Names that are the same in every language, and code. */
const NAMES = new Set(["Layerloom", "Input", "Output", "fx", "mean(a, axis=-1, keepdims=True)", "dtype"]);

interface Part {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isPart = (value: unknown): value is Part => typeof value === "object" && value !== null && "type" in value;
const reads = (text: string) => /[A-Za-z]{2}/.test(text) && !NAMES.has(text.trim().replace(/[.,:]$/, ""));

/** What stands between the tags of an element is read too, where it is worked out. */
const INSIDE = "inside";

/** The texts in a file that reach a person as they stand. */
function bare(part: Part, attribute: string | null = null): string[] {
  if (part.type === "JSXText") return reads(String(part.value)) ? [String(part.value).trim()] : [];
  if (part.type === "JSXAttribute") {
    const name = String((part.name as Part).name);
    return READ.has(name) && isPart(part.value) ? bare(part.value, name) : children(part);
  }
  if (part.type === "JSXElement" || part.type === "JSXFragment")
    return [
      ...(isPart(part.openingElement) ? children(part.openingElement) : []),
      ...(part.children as Part[]).flatMap((each) =>
        each.type === "JSXExpressionContainer" ? bare(each.expression as Part, INSIDE) : bare(each),
      ),
    ];
  if (part.type === "CallExpression") return attribute && attribute !== INSIDE ? [] : children(part);
  if (attribute && part.type === "Literal" && typeof part.value === "string")
    return reads(part.value) ? [part.value] : [];
  if (attribute && part.type === "TemplateElement") {
    const text = String((part.value as { cooked: string }).cooked);
    return reads(text) ? [text] : [];
  }
  if (attribute && part.type === "ConditionalExpression")
    return [part.consequent, part.alternate].flatMap((each) => (isPart(each) ? bare(each, attribute) : []));
  if (attribute && part.type === "BinaryExpression" && part.operator !== "+") return [];
  return children(part, attribute);
}

function children(part: Part, attribute: string | null = null): string[] {
  return Object.values(part)
    .flat()
    .flatMap((each) => (isPart(each) ? bare(each, attribute) : []));
}

const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));

describe("texts", () => {
  it("finds what is written past the catalogue", () => {
    const { program } = parseSync(
      "x.tsx",
      '<b title="Undo it" key="x">Go on {t("Yes")}<i aria-label={"Row"} />{a ? "Here" : b}</b>',
    );
    expect(bare(program as unknown as Part)).toEqual(["Undo it", "Go on", "Row", "Here"]);
  });

  it.each(files)("of %s are messages", (name) => {
    const { program } = parseSync(name, readFileSync(join(SOURCE, name), "utf8"));
    expect(bare(program as unknown as Part)).toEqual([]);
  });
});
