/** What a run's events amount to: curves, progress and state, folded one event at a time. */
import { type Carried, t, told } from "../words/words";

export type Point = [x: number, y: number];

export interface Curve {
  batch: Point[];
  training: Point[];
  validation: Point[];
}

export interface Surface {
  epoch: number;
  x: [number, number];
  y: [number, number];
  size: number;
  classes: string[];
  values: string;
}

export type Phase = "waiting" | "running" | "finished" | "failed" | "lost";

export interface RunState {
  id: string;
  phase: Phase;
  epochs: number;
  /** Batches of the whole run. */
  steps: number;
  epoch: number;
  step: number;
  rate: number | null;
  left: number | null;
  device: string;
  best: number | null;
  sentence: string;
  reason: string;
  curves: Map<string, Curve>;
  surface: Surface | null;
  /** What was found while it went on, in sentences. */
  findings: string[];
  /** Whether any of its events arrived. */
  seen: boolean;
  /** Whether its end was told. */
  over: boolean;
}

export type RunEvent = { readonly event?: string } & Record<string, unknown>;

/** Batch points kept for a curve; twice as many are thinned to every second one. */
export const BATCH_POINTS = 1500;

export function newRun(id: string): RunState {
  return {
    id,
    phase: "waiting",
    epochs: 0,
    steps: 1,
    epoch: 0,
    step: 0,
    rate: null,
    left: null,
    device: "",
    best: null,
    sentence: "",
    reason: "",
    curves: new Map(),
    surface: null,
    findings: [],
    seen: false,
    over: false,
  };
}

/** Take one event into the state, in place. Unknown events are left alone. */
export function fold(run: RunState, event: RunEvent): void {
  TAKEN[String(event.event)]?.(run, event);
}

const TAKEN: Record<string, (run: RunState, event: RunEvent) => void> = {
  started,
  batch,
  epoch,
  finished,
  failed,
  surface(run, event) {
    run.surface = event as unknown as Surface;
  },
  finding(run, event) {
    run.findings.push(told(event as Carried & { sentence?: string }, "sentence"));
  },
};

function started(run: RunState, event: RunEvent): void {
  run.phase = "running";
  run.epochs = Number(event.epochs ?? 0);
  run.steps = Math.max(1, Number(event.steps ?? 1));
  run.device = deviceWords(event.device);
  run.curves = new Map();
  run.best = null;
}

function batch(run: RunState, event: RunEvent): void {
  run.step = Number(event.step ?? 0);
  run.epoch = Number(event.epoch ?? 0);
  run.rate = numberOrNull(event.rate);
  run.left = numberOrNull(event.left);
  for (const [name, value] of values(event)) {
    const points = curve(run, name).batch;
    points.push([(run.step / run.steps) * run.epochs, value]);
    if (points.length > 2 * BATCH_POINTS) points.splice(0, points.length, ...points.filter((_, i) => i % 2 === 1));
  }
}

function epoch(run: RunState, event: RunEvent): void {
  run.epoch = Number(event.epoch ?? 0);
  for (const [name, value] of values(event)) {
    const validation = name.startsWith("val_");
    const points = curve(run, validation ? name.slice(4) : name)[validation ? "validation" : "training"];
    points.push([run.epoch, value]);
  }
  if (event.best) run.best = run.epoch;
}

function finished(run: RunState, event: RunEvent): void {
  run.phase = "finished";
  run.reason = String(event.reason ?? "done");
  run.sentence = told(event as Carried & { sentence?: string }, "sentence");
  run.best = numberOrNull(event.best_epoch) ?? run.best;
  run.left = 0;
}

function failed(run: RunState, event: RunEvent): void {
  run.phase = "failed";
  run.sentence = told(event as Carried & { sentence?: string }, "sentence");
}

function curve(run: RunState, name: string): Curve {
  const known = run.curves.get(name);
  if (known) return known;
  const fresh: Curve = { batch: [], training: [], validation: [] };
  run.curves.set(name, fresh);
  return fresh;
}

function* values(event: RunEvent): Generator<[string, number]> {
  for (const [name, value] of Object.entries((event.values ?? {}) as Record<string, unknown>))
    if (typeof value === "number" && Number.isFinite(value)) yield [name, value];
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function deviceWords(device: unknown): string {
  if (typeof device === "string") return device;
  const name = (device as { name?: unknown } | null)?.name;
  return typeof name === "string" ? name : "";
}

/** Whether nothing more comes of a run. */
export function isOver(run: RunState): boolean {
  return run.phase === "finished" || run.phase === "failed" || run.phase === "lost";
}

/** The share of a run that is done, 0 to 1. */
export function progress(run: RunState): number {
  if (run.phase === "finished") return 1;
  return Math.min(1, run.step / run.steps);
}

/** A metric's name for people: `sparse_categorical_accuracy` is *Accuracy*. */
export function metricTitle(name: string): string {
  const plain = name.replace(/^(sparse|binary)?_?(categorical_)?accuracy$/, "accuracy").replaceAll("_", " ");
  const words = plain === "mean io u" ? t("mean IoU") : t(plain);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A duration for people: `2 min 5 s`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
