/** A field that is typed into: whole numbers and numbers with steppers, lists as `3 × 3`. */

import { type KeyboardEvent, useEffect, useState } from "react";
import type { Param } from "../../catalog/catalog";
import { stepped, typed } from "../../catalog/check";
import type { Json } from "../../document/types";
import { betweenOf, numberText, valueText } from "../../format";
import { t } from "../../words/words";
import type { FieldProps } from "./field";

const STEPPED = new Set(["integer", "number"]);

/** How one sees that no number is typed but an expression; in lists `x` and `*` stand between numbers. */
const CALCULATED = /(^|[^\d.])[a-z_]|[=(*+]|\/\//i;
const NAMED = /(^|[^\d.])[a-wyz_]|[=(]/i;

export function TypedField(props: FieldProps) {
  const { param, id, disabled, invalid, described, various } = props;
  const { shown, sentence, type, step, end } = useTyped(props);
  const steps = STEPPED.has(param.type) && !disabled;

  function press(event: KeyboardEvent): void {
    if (event.key === "Enter") end();
    if (!steps || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    step(event.key === "ArrowUp", event.shiftKey);
  }

  return (
    <>
      <div className="ll-typed">
        <input
          id={id}
          className="ll-field"
          data-testid={`param-${param.name}`}
          inputMode={STEPPED.has(param.type) ? "decimal" : "text"}
          autoComplete="off"
          spellCheck={false}
          placeholder={various ? t("various") : param.nullable ? t("not set") : undefined}
          aria-invalid={invalid || sentence !== null}
          aria-describedby={[sentence && `${id}-sentence`, described].filter(Boolean).join(" ") || undefined}
          disabled={disabled}
          value={shown}
          onChange={(event) => type(event.target.value)}
          onKeyDown={press}
          onBlur={end}
        />
        {steps && <Steppers label={t(param.label)} step={step} />}
      </div>
      {sentence && (
        <p className="ll-sentence" id={`${id}-sentence`}>
          {sentence}
        </p>
      )}
    </>
  );
}

/** What is typed, which stands in the field until it is left, and what it means. */
function useTyped({ param, value, change, express }: FieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const read = draft === null ? null : typed(param, draft);
  const sentence = read && "sentence" in read ? read.sentence : null;

  // Someone else, or undo, may change the value while it is shown here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new value ends the draft.
  useEffect(() => {
    if (!sentence) setDraft(null);
  }, [JSON.stringify(value)]);

  function type(text: string): void {
    if (express && (STEPPED.has(param.type) ? CALCULATED : NAMED).test(text)) return express(text);
    setDraft(text);
    const now = typed(param, text);
    if ("value" in now) change(now.value);
  }

  function step(up: boolean, big: boolean): void {
    const from = typeof value === "number" ? value : Number(param.initial ?? param.min ?? 0) || 0;
    setDraft(null);
    change(stepped(param, from, up, big));
  }
  return { shown: draft ?? shownText(value, param), sentence, type, step, end: () => setDraft(null) };
}

function Steppers({ label, step }: { label: string; step: (up: boolean, big: boolean) => void }) {
  return (
    <span className="ll-steppers">
      <button
        type="button"
        tabIndex={-1}
        aria-label={t("{label}: more", { label })}
        onClick={(event) => step(true, event.shiftKey)}
      >
        ▴
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label={t("{label}: less", { label })}
        onClick={(event) => step(false, event.shiftKey)}
      >
        ▾
      </button>
    </span>
  );
}

function shownText(value: Json, param: Param): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return numberText(value);
  if (Array.isArray(value)) return value.map((each) => (each === null ? "?" : valueText(each))).join(betweenOf(param));
  return typeof value === "string" ? value : JSON.stringify(value);
}
