/** One live chart: the curve of a metric, training and validation in their two fixed colours, extended in place. */
import { useEffect, useRef } from "react";
import { CONFIG, type Colours, layout, type Overlay, reach, short, traces } from "./figure";
import { Numbers, summary } from "./Numbers";
import type { Plotly } from "./plotly";
import { type Curve, metricTitle, type Point, type RunState } from "./run";

interface ChartProps {
  readonly plotly: Plotly;
  readonly metric: string;
  readonly run: RunState;
  /** Grows with every event, since the run's state is changed in place. */
  readonly version: number;
  readonly overlays: readonly Overlay[];
  readonly colours: Colours;
}

interface Drawn {
  readonly batch: number;
  readonly training: number;
  readonly validation: number;
  readonly signature: string;
  /** Ends when Plotly has drawn it. */
  readonly done: Promise<unknown>;
}

const EMPTY: Curve = { batch: [], training: [], validation: [] };

export function Chart({ plotly, metric, run, version, overlays, colours }: ChartProps) {
  const area = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const curve = run.curves.get(metric) ?? EMPTY;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for what changed inside `run`.
  useEffect(() => {
    if (area.current)
      drawn.current = draw(plotly, area.current, { metric, run, curve, overlays, colours }, drawn.current);
  }, [plotly, metric, run, curve, version, overlays, colours]);

  useEffect(() => {
    const element = area.current;
    return () => {
      // A drawing still under way would go on in an element that has lost its figure.
      const purge = () => element && plotly.purge(element);
      void Promise.resolve(drawn.current?.done).then(purge, purge);
    };
  }, [plotly]);

  const said = { title: metricTitle(metric), curve, best: run.best };
  return (
    <section className="plot-card" data-testid={`curve-${metric}`}>
      <header className="plot-head">
        <h3>{said.title}</h3>
        <div className="plot-numbers">
          <Newest words="training" className="plot-training" point={curve.training.at(-1) ?? curve.batch.at(-1)} />
          <Newest words="validation" className="plot-validation" point={curve.validation.at(-1)} />
        </div>
      </header>
      <div className="plot-area" ref={area} role="img" aria-label={summary(said)} />
      <Numbers {...said} />
    </section>
  );
}

function Newest({ words, className, point }: { words: string; className: string; point: Point | undefined }) {
  return point ? (
    <b className={className}>
      {words} {short(point[1])}
    </b>
  ) : null;
}

interface Picture {
  readonly metric: string;
  readonly run: RunState;
  readonly curve: Curve;
  readonly overlays: readonly Overlay[];
  readonly colours: Colours;
}

/** Send to Plotly what is new since `before`, or everything when more than points changed. */
function draw(plotly: Plotly, element: HTMLElement, picture: Picture, before: Drawn | null): Drawn {
  const { run, curve, overlays, colours } = picture;
  const sizes = overlays.map((other) => [other.label, other.curve.training.length, other.curve.validation.length]);
  const signature = JSON.stringify([run.id, reach(run), run.best, run.phase, colours, sizes]);
  const fits = before && before.signature === signature && curve.batch.length >= before.batch;
  const done = fits
    ? extend(plotly, element, curve, before)
    : plotly.react(element, traces(curve, overlays, colours), layout(run, picture.metric, colours), CONFIG);
  return {
    done,
    batch: curve.batch.length,
    training: curve.training.length,
    validation: curve.validation.length,
    signature,
  };
}

function extend(plotly: Plotly, element: HTMLElement, curve: Curve, before: Drawn): Promise<unknown> {
  const fresh = [
    curve.batch.slice(before.batch),
    curve.training.slice(before.training),
    curve.validation.slice(before.validation),
  ].map((points, trace) => ({ points, trace }));
  const changed = fresh.filter(({ points }) => points.length > 0);
  if (changed.length === 0) return before.done;
  const x = changed.map(({ points }) => points.map((point) => point[0]));
  const y = changed.map(({ points }) => points.map((point) => point[1]));
  return plotly.extendTraces(
    element,
    { x, y },
    changed.map(({ trace }) => trace),
  );
}
