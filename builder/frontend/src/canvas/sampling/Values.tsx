/** Values inside the network as a small drawing: a picture of pixels, or a bar for each number. */

import { number, t } from "../../words/words";
import type { Shown } from "./trace";

const WIDTH = 64;
const HEIGHT = 40;

export function Values({ shown, className }: { shown: Shown; className: string }) {
  if (shown.picture) return <img className={`${className} ll-pixels`} src={shown.picture} alt={described(shown)} />;
  return <Bars values={shown.values ?? []} className={className} label={described(shown)} />;
}

function Bars({ values, className, label }: { values: readonly (number | null)[]; className: string; label: string }) {
  const known = values.map((value) => value ?? 0);
  const high = Math.max(0, ...known);
  const low = Math.min(0, ...known);
  const scale = HEIGHT / (high - low || 1);
  const wide = WIDTH / Math.max(known.length, 1);
  return (
    <svg
      className={className}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {known.map((value, at) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a place among the values is what it is
          key={at}
          x={at * wide}
          y={(high - Math.max(value, 0)) * scale}
          width={Math.max(wide * 0.86, 0.4)}
          height={Math.max(Math.abs(value) * scale, 0.4)}
        />
      ))}
      <line x1={0} x2={WIDTH} y1={high * scale} y2={high * scale} />
    </svg>
  );
}

/** `32 feature maps, from −0.4 to 1.2`. */
export function described({ kind, of = 0, min, max }: Shown): string {
  const what = {
    picture: t("A picture"),
    maps: t("{count} feature maps", { count: of }),
    grid: t("{count} features, step by step", { count: of }),
    values: t("{count} numbers", { count: of }),
    attention: t("What {count} heads look at", { count: of }),
  }[kind];
  if (min === null || min === undefined || max === null || max === undefined) return what;
  return t("{what}, from {min} to {max}", { what, min: number(min), max: number(max) });
}
