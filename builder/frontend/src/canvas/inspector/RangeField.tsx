/** How strong something is: one number, or the lowest and the highest, with sliders beside what is typed. */
import type { Json } from "../../document/types";
import { message, t } from "../../words/words";
import type { FieldProps } from "./field";
import { TypedField } from "./TypedField";

const STEPS = 100;
const LOWEST = message("{label}: lowest");
const HIGHEST = message("{label}: highest");

export function RangeField(props: FieldProps) {
  const { param, value, change } = props;
  const { low, high } = boundsOf(props);
  const values = Array.isArray(value) ? value : [value];
  const known = values.every((each): each is number => typeof each === "number");
  if (!known || high - low > 2) return <TypedField {...props} />;
  const moved = (at: number, to: number): Json => (values.length === 1 ? to : ordered(values.with(at, to), at));
  return (
    <div className="ll-range">
      <span>
        {values.map((each, at) => (
          <input
            // biome-ignore lint/suspicious/noArrayIndexKey: the lowest and the highest are told by their place
            key={at}
            type="range"
            min={low}
            max={high}
            step={(high - low) / STEPS}
            value={each}
            disabled={props.disabled}
            data-testid={`slide-${param.name}${at || ""}`}
            aria-label={values.length === 1 ? t(param.label) : t(at ? HIGHEST : LOWEST, { label: t(param.label) })}
            onChange={({ target }) => change(moved(at, Number(Number(target.value).toPrecision(4))))}
          />
        ))}
      </span>
      <TypedField {...props} />
    </div>
  );
}

/** One number means as far to both sides: it is slid from nothing on. */
function boundsOf({ param: { min, max }, value }: FieldProps): { readonly low: number; readonly high: number } {
  const low = min ?? Number.NEGATIVE_INFINITY;
  return { low: Array.isArray(value) ? low : Math.max(0, low), high: max ?? Number.POSITIVE_INFINITY };
}

/** The lowest pushes the highest before it, and the other way round. */
function ordered(values: readonly number[], at: number): readonly number[] {
  const moved = values[at] ?? 0;
  return values.map((each, place) => (place > at ? Math.max(each, moved) : place < at ? Math.min(each, moved) : each));
}
