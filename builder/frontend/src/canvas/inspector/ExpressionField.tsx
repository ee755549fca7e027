/** A setting that follows the block's parameters: typed as a calculation, with what it comes to beside it. */
import { useEffect, useRef, useState } from "react";
import { INDEX } from "../../document/expressions";
import { PARAM } from "../../document/read";
import type { Json } from "../../document/types";
import { valueText } from "../../format";
import { expressionText, hasExpression, readExpression, unknownName, worth } from "./expressed";
import type { FieldProps } from "./field";
import { type Scope, useScope } from "./scope";

interface ExpressionFieldProps extends FieldProps {
  /** What was typed in the plain field before it turned out to be an expression. */
  readonly begun: string | null;
  /** Hears whether one is typing. */
  readonly hold: (typing: boolean) => void;
}

export function ExpressionField({ param, value, id, disabled, invalid, change, begun, hold }: ExpressionFieldProps) {
  const scope = useScope();
  const names = Object.keys(scope?.usual ?? {});
  const field = useRef<HTMLInputElement>(null);
  /** What was typed here last. */
  const sent = useRef("");
  const [draft, setDraft] = useState<string | null>(begun);
  const own = hasExpression(value) ? expressionText(value, param) : "";
  const text = draft ?? own;
  const read = readExpression(param, text, names);
  const sentence = "sentence" in read && text !== "" ? read.sentence : null;
  const shown = "value" in read ? read.value : value;

  // Someone else, or undo, may change the value while it is shown here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new value ends the draft.
  useEffect(() => {
    if (own && JSON.stringify(value) !== sent.current) setDraft(null);
  }, [own]);

  // What was begun in the plain field goes on here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only once, at the beginning.
  useEffect(() => {
    field.current?.setSelectionRange(text.length, text.length);
    if (begun) type(begun);
  }, []);

  function type(next: string): void {
    setDraft(next);
    const now = readExpression(param, next, names);
    if (!("value" in now)) return;
    sent.current = JSON.stringify(now.value);
    change(now.value);
  }

  function put(name: string): void {
    const before = text.trim();
    type(before === "" || /[-+*/(×,]\s*$/.test(before) ? `${before}${before ? " " : ""}${name}` : name);
  }

  function make(name: string): void {
    const now = worth(value, scope?.usual ?? {});
    scope?.add(name, { default: firstNumber(now ?? param.default ?? param.initial ?? 1), help: param.help });
    setDraft(null);
    const meant = unknownName(text, names) === name ? text : name;
    const asked = readExpression(param, meant, [...names, name]);
    change("value" in asked ? asked.value : { expr: name });
  }

  const fresh = unknownName(text, names) ?? (names.includes(param.name) ? null : param.name);
  return (
    <>
      <div className="ll-expression">
        <input
          ref={field}
          id={id}
          className="ll-field"
          data-testid={`param-${param.name}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={`2 * ${names.find((name) => name !== INDEX) ?? INDEX}`}
          aria-invalid={invalid || sentence !== null}
          aria-describedby={sentence ? `${id}-sentence` : undefined}
          disabled={disabled}
          // biome-ignore lint/a11y/noAutofocus: it stands in place of the field in which one was typing.
          autoFocus={draft !== null}
          value={text}
          onChange={({ target }) => type(target.value)}
          onKeyDown={({ key }) => key === "Enter" && !sentence && setDraft(null)}
          onFocus={() => hold(true)}
          onBlur={() => {
            if (!sentence && own) setDraft(null);
            hold(false);
          }}
        />
        <Worth value={shown} name={param.name} scope={scope} />
      </div>
      {sentence && (
        <p className="ll-sentence" id={`${id}-sentence`}>
          {sentence}
        </p>
      )}
      {!disabled && (
        <div className="ll-names">
          {names.map((name) => (
            <button
              key={name}
              type="button"
              className="ll-name-chip"
              data-testid={`name-${param.name}-${name}`}
              title={name === INDEX ? "The number of the repetition, from 0" : `A parameter of this block`}
              onClick={() => put(name)}
            >
              {name}
            </button>
          ))}
          {fresh && PARAM.test(fresh) && (
            <button
              type="button"
              className="ll-name-chip new"
              data-testid={`new-param-${param.name}`}
              title="Make it a parameter of this block: each use of the block can set it"
              onClick={() => make(fresh)}
            >
              + {fresh}
            </button>
          )}
        </div>
      )}
    </>
  );
}

/** `= 64`: what the check found, else what it comes to by the defaults. */
function Worth({ value, name, scope }: { value: Json; name: string; scope: Scope | null }) {
  if (!scope || !hasExpression(value)) return null;
  const found = scope.values[name] ?? worth(value, scope.usual);
  if (found === undefined || found === null) return null;
  return (
    <output className="ll-worth" data-testid={`worth-${name}`} title="What it comes to here">
      = {valueText(found)}
    </output>
  );
}

/** A parameter stands for one number of a list. */
function firstNumber(value: Json): Json {
  return Array.isArray(value) ? (value[0] ?? 1) : value;
}
