/** The Train page's live view: one run as it goes on, with others laid over it. Nothing here reruns a page. */
import { useEffect, useLayoutEffect, useMemo, useState } from "react";
import { isDark } from "../design/theme";
import { type ComponentProps, press } from "../streamlit";
import { arrival } from "./arrival";
import { Chart } from "./Chart";
import type { Colours, Overlay } from "./figure";
import "./plot.css";
import { t } from "../words/words";
import { type Plotly, plotly } from "./plotly";
import { isOver, type RunState } from "./run";
import { Strip } from "./Strip";
import { Surface } from "./Surface";
import type { Sample } from "./surfaceImage";
import { useRuns } from "./useRuns";

export interface PlotData {
  readonly project: string;
  readonly run: string;
  readonly number: number;
  /** Runs laid over it, as thin lines. */
  readonly overlays: readonly { readonly run: string; readonly number: number }[];
  /** Rows of two-feature data for the decision surface. */
  readonly samples: readonly Sample[];
  readonly stoppable: boolean;
}

export function Plot({ data, component }: ComponentProps<PlotData>) {
  // Each rerun of the page brings equal data in new objects: only other runs are followed anew.
  const list = [data.run, ...data.overlays.map((other) => other.run)].join(" ");
  const ids = useMemo(() => list.split(" "), [list]);
  const { runs, queue, version } = useRuns(data.project, ids, (run) => press(component, "ended", run));
  // Large: fetched when there is about to be something to draw.
  const library = usePlotly([...runs.values()].some((one) => one.phase !== "waiting"));
  const colours = useColours(component.parentElement);
  const [stopping, setStopping] = useState("");
  useLayoutEffect(() => {
    if (data.run) arrival.set(null);
  }, [data.run]);
  const run = runs.get(data.run);
  if (!run) return <div className="plot-empty" />;
  const stop = () => {
    setStopping(run.id);
    press(component, "stop", run.id);
  };
  return (
    <div className="plot">
      <Strip run={run} number={data.number} queue={queue.get(run.id) ?? { place: null, wait: null }}>
        {data.stoppable && !isOver(run) && (
          <button type="button" className="plot-button" disabled={stopping === run.id} onClick={stop}>
            {stopping === run.id ? t("Stopping…") : t("Stop, keep the best")}
          </button>
        )}
      </Strip>
      <div className="plot-grid">
        {library &&
          [...run.curves.keys()].map((metric) => (
            <Chart
              key={metric}
              plotly={library}
              metric={metric}
              run={run}
              version={version}
              overlays={overlaid(runs, data, metric)}
              colours={colours}
            />
          ))}
        {run.surface && <Surface surface={run.surface} samples={data.samples} />}
      </div>
    </div>
  );
}

function overlaid(runs: ReadonlyMap<string, RunState>, data: PlotData, metric: string): Overlay[] {
  return data.overlays.flatMap((other) => {
    const curve = runs.get(other.run)?.curves.get(metric);
    return curve ? [{ label: t("run {number}", { number: other.number }), curve }] : [];
  });
}

function usePlotly(wanted: boolean): Plotly | null {
  const [library, setLibrary] = useState<Plotly | null>(null);
  useEffect(() => {
    if (wanted) void plotly().then(setLibrary);
  }, [wanted]);
  return library;
}

/** Plotly wants colours as values: they are read from the stylesheet of the theme that is shown. */
function useColours(parent: ShadowRoot | HTMLElement): Colours {
  const root = (parent instanceof ShadowRoot ? parent.host : parent) as Element;
  const dark = isDark(root);
  return useMemo(
    () =>
      dark
        ? {
            text: "#e8edf5",
            quiet: "#94a3b8",
            line: "#232b38",
            training: "#7cacf8",
            validation: "#f5a34c",
            best: "#34d399",
          }
        : {
            text: "#182230",
            quiet: "#5b6880",
            line: "#e8ecf2",
            training: "#1d4ed8",
            validation: "#b45309",
            best: "#0f7a56",
          },
    [dark],
  );
}
