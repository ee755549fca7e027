/** How much of the input one place of a layer's output is made of, as a picture and in words. */
import { exactText } from "../../format";
import type { Report } from "../../project/report";
import { t } from "../../words/words";

const SIDE = 44;

export function Sees({ field, input }: { field: readonly number[]; input: readonly number[] | null }) {
  const size = field.map((length) => exactText(length)).join(" × ");
  const whole = input !== null && field.every((length, at) => length >= (input[at] ?? 0));
  return (
    <div className="ll-sees">
      {input && <Picture field={field} input={input} />}
      <p>
        {whole
          ? t("One of its places sees the whole input ({size} and more).", { size: input.map(exactText).join(" × ") })
          : t("One of its places sees {size} of the input.", { size })}
      </p>
    </div>
  );
}

function Picture({ field, input }: { field: readonly number[]; input: readonly number[] }) {
  const [height = 1, width = 1] = input.length === 1 ? [1, ...input] : input.slice(-2);
  const [tall = 1, wide = 1] = field.length === 1 ? [1, ...field] : field.slice(-2);
  const scale = SIDE / Math.max(height, width);
  const box = { width: Math.max(width * scale, 6), height: Math.max(height * scale, 6) };
  const seen = { width: Math.min(wide / width, 1) * box.width, height: Math.min(tall / height, 1) * box.height };
  return (
    <svg width={box.width + 2} height={box.height + 2} aria-hidden className="ll-sees-picture">
      <rect x={1} y={1} {...box} rx={2} />
      <rect
        x={1 + (box.width - seen.width) / 2}
        y={1 + (box.height - seen.height) / 2}
        width={Math.max(seen.width, 2)}
        height={Math.max(seen.height, 2)}
        rx={1}
        className="seen"
      />
    </svg>
  );
}

/** The sizes of the only input that has as many spatial axes; nothing where several could be meant. */
export function inputSizes(report: Report, inputs: readonly string[], axes: number): readonly number[] | null {
  const sizes = inputs.flatMap((id) => {
    const spatial = report.nodes[id]?.outputs[0]?.shape.slice(1, -1) ?? [];
    return spatial.length === axes && spatial.every((size) => size !== null) ? [spatial as number[]] : [];
  });
  return sizes.length === 1 ? (sizes[0] ?? null) : null;
}
