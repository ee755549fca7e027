/** One of a few values: segments where they fit into a row, else a list. Yes and no are two segments. */

import type { Json } from "../../document/types";
import { valueText } from "../../format";
import { t } from "../../words/words";
import type { FieldProps } from "./field";

const MOST_SEGMENTS = 3;
const LONGEST_ROW = 26;

export function ChoiceField(props: FieldProps) {
  const choices = [...(props.param.choices ?? []), ...(props.param.nullable ? [null] : [])];
  const letters = choices.map((choice) => valueText(choice)).join("").length;
  if (choices.length <= MOST_SEGMENTS && letters <= LONGEST_ROW) return <Segments {...props} choices={choices} />;
  return <Select {...props} choices={choices} />;
}

export function BooleanField(props: FieldProps) {
  return <Segments {...props} choices={props.param.nullable ? [true, false, null] : [true, false]} />;
}

interface ChoicesProps extends FieldProps {
  readonly choices: readonly Json[];
}

function Segments({ param, value, id, disabled, described, various, change, choices }: ChoicesProps) {
  return (
    <div
      className="ll-segments"
      role="radiogroup"
      aria-label={t(param.label)}
      aria-describedby={described}
      id={id}
      data-testid={`param-${param.name}`}
    >
      {choices.map((choice) => (
        // biome-ignore lint/a11y/useSemanticElements: a segment is drawn by us and behaves as a radio.
        <button
          key={String(choice)}
          type="button"
          role="radio"
          aria-checked={!various && value === choice}
          data-testid={`param-${param.name}-${valueText(choice)}`}
          disabled={disabled}
          onClick={() => change(choice)}
        >
          {valueText(choice)}
        </button>
      ))}
    </div>
  );
}

function Select({ param, value, id, disabled, invalid, described, various, change, choices }: ChoicesProps) {
  const known = !various && choices.some((choice) => choice === value);
  return (
    <select
      id={id}
      className="ll-field"
      data-testid={`param-${param.name}`}
      aria-invalid={invalid}
      aria-describedby={described}
      disabled={disabled}
      value={known ? choices.indexOf(value) : ""}
      onChange={(event) => change(choices[Number(event.target.value)] ?? null)}
    >
      {!known && <option value="">{various ? t("various") : value === null ? t("choose…") : valueText(value)}</option>}
      {choices.map((choice, at) => (
        <option key={String(choice)} value={at}>
          {valueText(choice)}
        </option>
      ))}
    </select>
  );
}
