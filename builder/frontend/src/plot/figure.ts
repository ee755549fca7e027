/** What Plotly is told: traces and layout of a curve. */

import { t } from "../words/words";
import type { Curve, Point, RunState } from "./run";

export interface Colours {
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly training: string;
  readonly validation: string;
  readonly best: string;
}

export interface Overlay {
  readonly label: string;
  readonly curve: Curve;
}

export const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false };

/** Batch, training and validation of the run come first and in this order: they are extended by number. */
export function traces(curve: Curve, overlays: readonly Overlay[], colours: Colours): object[] {
  const { training, validation } = colours;
  return [
    {
      ...trace(curve.batch, t("batch"), training, 1),
      opacity: 0.3,
      mode: "lines",
      hoverinfo: "skip",
      hovertemplate: null,
    },
    trace(curve.training, t("training"), training, 2),
    trace(curve.validation, t("validation"), validation, 2),
    ...overlays.flatMap((other) => [
      faint(trace(other.curve.training, t("{run} training", { run: other.label }), training, 1.5)),
      faint(trace(other.curve.validation, t("{run} validation", { run: other.label }), validation, 1.5)),
    ]),
  ];
}

function trace(points: readonly Point[], name: string, color: string, width: number) {
  return {
    type: "scatter",
    name,
    x: points.map((point) => point[0]),
    y: points.map((point) => point[1]),
    mode: "lines+markers",
    marker: { size: 3, color },
    line: { color, width, dash: "solid" },
    opacity: 1,
    hovertemplate: `${name} %{y:.4g}<extra></extra>`,
  };
}

function faint(other: ReturnType<typeof trace>): object {
  return { ...other, mode: "lines", opacity: 0.6, line: { ...other.line, dash: "dot" } };
}

export function layout(run: RunState, metric: string, colours: Colours): object {
  const axis = {
    color: colours.quiet,
    gridcolor: colours.line,
    zeroline: false,
    tickfont: { size: 11 },
    fixedrange: true,
  };
  const ahead = reach(run);
  return {
    height: 210,
    margin: { l: 46, r: 14, t: 8, b: 34 },
    showlegend: false,
    hovermode: "x unified",
    dragmode: false,
    uirevision: run.id,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { color: colours.quiet, family: "inherit" },
    hoverlabel: { font: { size: 11 } },
    xaxis: { ...axis, range: [0, ahead], showgrid: false, title: { text: "epoch", font: { size: 11 }, standoff: 4 } },
    yaxis: { ...axis, nticks: 5 },
    ...best(run, ahead, metric, colours),
  };
}

const FIRST_EPOCHS = 30;

/** Where the axis of epochs ends: at the last one, or, far from the end of a long run, at the next of 30, 60, 120 … */
export function reach(run: RunState): number {
  if (run.phase !== "running" && run.phase !== "waiting") return Math.max(run.epoch, 1);
  let end = FIRST_EPOCHS;
  while (end < run.epoch) end *= 2;
  return Math.max(1, Math.min(end, run.epochs));
}

function best(run: RunState, ahead: number, metric: string, colours: Colours): object {
  if (run.best === null) return { shapes: [], annotations: [] };
  const falls = /loss|error/.test(metric);
  const line = { color: colours.best, width: 1.5, dash: "dot" };
  return {
    shapes: [{ type: "line", x0: run.best, x1: run.best, y0: 0, y1: 1, yref: "paper", line }],
    annotations: [
      {
        x: run.best,
        // Where the curve has left by the time: a loss falls, everything else rises.
        y: falls ? 1 : 0,
        yref: "paper",
        yanchor: falls ? "top" : "bottom",
        xanchor: run.best > ahead / 2 ? "right" : "left",
        showarrow: false,
        text: t("best, epoch {number}", { number: run.best }),
        font: { size: 11, color: colours.best },
      },
    ],
  };
}

/** A measured number with the three digits that matter. */
export function short(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  return size >= 10_000 || size < 0.0005 ? value.toExponential(2) : value.toPrecision(size < 1 ? 3 : 4);
}
