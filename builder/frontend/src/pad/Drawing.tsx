/** A square to draw on, by mouse, pen or finger, with what the network sees of it beside. */
import { type PointerEvent, useRef, useState } from "react";
import { t } from "../words/words";
import { type Grid, type Making, picture, type Stroke } from "./strokes";

const SIDE = 280;

interface DrawingProps {
  readonly making: Making;
  /** Gets the picture as rows × columns × 1, or null when the pad is empty. */
  onChange(picture: number[][][] | null): void;
}

export function Drawing({ making, onChange }: DrawingProps) {
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const drawing = useRef(false);
  const grid = picture(strokes, making);

  const change = (next: readonly Stroke[]) => {
    setStrokes(next);
    onChange(next.length === 0 ? null : picture(next, making).map((row) => row.map((value) => [value])));
  };
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    drawing.current = true;
    event.currentTarget.setPointerCapture(event.pointerId);
    change([...strokes, [place(event)]]);
  };
  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (!drawing.current) return;
    const last = strokes.at(-1) ?? [];
    change([...strokes.slice(0, -1), [...last, place(event)]]);
  };
  const end = () => {
    drawing.current = false;
  };

  return (
    <div className="pad-drawing">
      <svg
        className="pad-surface"
        data-testid="pad"
        role="img"
        aria-label={t("Pad to draw a digit on")}
        viewBox={`0 0 ${SIDE} ${SIDE}`}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {strokes.map((stroke, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: strokes are only ever appended, their number is their name.
          <polyline key={i} points={line(stroke)} />
        ))}
      </svg>
      <div className="pad-tools">
        <button type="button" className="pad-button" onClick={() => change(strokes.slice(0, -1))}>
          {t("Undo stroke")}
        </button>
        <button type="button" className="pad-button" onClick={() => change([])}>
          {t("Clear")}
        </button>
        <Seen grid={grid} ink={making.ink} />
      </div>
    </div>
  );
}

/** A single point is drawn as a dot. */
function line(stroke: Stroke): string {
  const [first] = stroke;
  return (stroke.length === 1 && first ? [first, [first[0] + 0.1, first[1]]] : stroke)
    .map((p) => p.join(","))
    .join(" ");
}

function place(event: PointerEvent<SVGSVGElement>): [number, number] {
  const box = event.currentTarget.getBoundingClientRect();
  return [((event.clientX - box.left) / box.width) * SIDE, ((event.clientY - box.top) / box.height) * SIDE];
}

function Seen({ grid, ink }: { grid: Grid; ink: number }) {
  const cells = grid.flatMap((row, y) => row.map((value, x) => ({ value, x, y })));
  return (
    <figure className="pad-seen">
      <svg viewBox={`0 0 ${grid.length} ${grid.length}`} aria-hidden="true">
        {cells.map(({ value, x, y }) => (
          <rect key={grid.length * y + x} x={x} y={y} width="1.02" height="1.02" style={{ opacity: value / ink }} />
        ))}
      </svg>
      <figcaption>{t("as the network sees it")}</figcaption>
    </figure>
  );
}
