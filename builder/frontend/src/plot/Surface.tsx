/** The decision surface of two-feature data: the colour of the class that wins at each place, paler where it is unsure. */
import { useEffect, useRef } from "react";
import { t } from "../words/words";
import type { Surface as SurfaceEvent } from "./run";
import { drawSurface, type Sample } from "./surfaceImage";

interface SurfaceProps {
  readonly surface: SurfaceEvent;
  readonly samples: readonly Sample[];
}

const SIDE_PX = 420;

export function Surface({ surface, samples }: SurfaceProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) drawSurface(canvas.current, surface, samples);
  }, [surface, samples]);
  return (
    <section className="plot-card" data-testid="decision-surface">
      <header className="plot-head">
        <h3>{t("What it answers where")}</h3>
        <span className="plot-facts">{t("epoch {number}", { number: surface.epoch })}</span>
      </header>
      <canvas className="plot-surface" ref={canvas} width={SIDE_PX} height={SIDE_PX} />
    </section>
  );
}
