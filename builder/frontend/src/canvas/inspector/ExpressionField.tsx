/** A setting that follows the block's parameters: typed as a calculation, with what it comes to beside it. */
import { useEffect, useRef, useState } from "react";
import { INDEX } from "../../document/expressions";
import { PARAM } from "../../document/read";
import type { Json } from "../../document/types";
import { valueText } from "../../format";
import { t } from "../../words/words";
import { expressionText, hasExpression, readExpression, unknownName, worth } from "./expressed";
import type { FieldProps } from "./field";
import { type Scope, useScope } from "./scope";

interface ExpressionFieldProps extends FieldProps {
  /** What was typed in the plain field before it turned out to be an expression. */
  readonly begun: string | null;
  /** Hears whether one is typing. */
  readonly hold: (typing: boolean) => void;
}

export function ExpressionField(props: ExpressionFieldProps) {
  const { param, id, disabled, invalid, hold } = props;
  const typing = useTyping(props);
  const { text, sentence, names } = typing;
  return (
    <>
      <div className="ll-expression">
        <input
          ref={typing.field}
          id={id}
          className="ll-field"
          data-testid={`param-${param.name}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={`2 * ${names[0]}`}
          aria-invalid={invalid || sentence !== null}
          aria-describedby={sentence ? `${id}-sentence` : undefined}
          disabled={disabled}
          // biome-ignore lint/a11y/noAutofocus: it stands in place of the field in which one was typing.
          autoFocus={props.begun !== null}
          value={text}
          onChange={({ target }) => typing.type(target.value)}
          onKeyDown={({ key }) => key === "Enter" && typing.finish()}
          onFocus={() => hold(true)}
          onBlur={() => {
            typing.finish();
            hold(false);
          }}
        />
        <Worth value={typing.shown} name={param.name} />
      </div>
      {sentence && (
        <p className="ll-sentence" id={`${id}-sentence`}>
          {sentence}
        </p>
      )}
      {!disabled && <Names {...props} {...typing} />}
    </>
  );
}

/** What is typed, what it means, and what the document has. */
function useTyping({ param, value, change, begun }: ExpressionFieldProps) {
  const names = Object.keys(useScope()?.usual ?? { [INDEX]: 0 });
  const field = useRef<HTMLInputElement>(null);
  /** What was typed here last. */
  const sent = useRef("");
  const [draft, setDraft] = useState<string | null>(begun);
  const own = hasExpression(value) ? expressionText(value, param) : "";
  const text = draft ?? own;
  const read = readExpression(param, text, names);
  const sentence = "sentence" in read && text !== "" ? read.sentence : null;

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

  function type(next: string, known = names): void {
    setDraft(next);
    const now = readExpression(param, next, known);
    if (!("value" in now)) return;
    sent.current = JSON.stringify(now.value);
    change(now.value);
  }

  const finish = () => void (!sentence && own && setDraft(null));
  return { names, field, text, sentence, shown: "value" in read ? read.value : value, type, finish };
}

type NamesProps = ExpressionFieldProps & ReturnType<typeof useTyping>;

/** The names that can be used, and one that the block could have. */
function Names({ param, value, names, text, type }: NamesProps) {
  const scope = useScope();
  const fresh = unknownName(text, names) ?? (names.includes(param.name) ? null : param.name);

  function put(name: string): void {
    const before = text.trim();
    type(/[-+*/(×,]$/.test(before) ? `${before} ${name}` : name);
  }

  function make(name: string): void {
    const now = worth(value, scope?.usual ?? {}) ?? param.default ?? param.initial ?? 1;
    scope?.add(name, { default: one(now), help: param.help });
    type(unknownName(text, names) === name ? text : name, [...names, name]);
  }

  return (
    <div className="ll-names">
      {names.map((name) => (
        <button
          key={name}
          type="button"
          className="ll-name-chip"
          data-testid={`name-${param.name}-${name}`}
          title={name === INDEX ? t("The number of the repetition, from 0") : t("A parameter of this block")}
          onClick={() => put(name)}
        >
          {name}
        </button>
      ))}
      {scope && fresh && PARAM.test(fresh) && (
        <button
          type="button"
          className="ll-name-chip new"
          data-testid={`new-param-${param.name}`}
          title={t("Make it a parameter of this block: each use of the block can set it")}
          onClick={() => make(fresh)}
        >
          + {fresh}
        </button>
      )}
    </div>
  );
}

/** `= 64`: what the check found, else what it comes to by the defaults. */
function Worth({ value, name }: { value: Json; name: string }) {
  const scope = useScope();
  const found = scope && hasExpression(value) ? (scope.values[name] ?? usualWorth(value, scope)) : null;
  if (found === null) return null;
  return (
    <output className="ll-worth" data-testid={`worth-${name}`} title={t("What it comes to here")}>
      = {valueText(found)}
    </output>
  );
}

const usualWorth = (value: Json, { usual }: Scope): Json => worth(value, usual) ?? null;

/** A parameter stands for one number of a list. */
function one(value: Json): Json {
  return Array.isArray(value) ? (value[0] ?? 1) : value;
}
