/** What one sample of the data becomes at every node: asked of the server, and its form. */

import { asked } from "../../project/asked";
import { t } from "../../words/words";

export const PARTS = ["training", "validation", "test"] as const;
export type Part = (typeof PARTS)[number];

/** Which sample is looked at: of a part, counted round and round. */
export interface Asked {
  readonly part: Part;
  readonly number: number;
}

/** Values at one place: a picture of them, or the first of them as numbers. */
export interface Shown {
  readonly kind: "picture" | "maps" | "grid" | "values" | "attention";
  readonly picture?: string;
  readonly values?: readonly (number | null)[];
  /** How many channels, features, heads or numbers there are. */
  readonly of?: number;
  readonly min?: number | null;
  readonly mean?: number | null;
  readonly max?: number | null;
  /** The share that is exactly zero. */
  readonly zeros?: number | null;
  /** How many are no numbers, or infinite. */
  readonly strange?: number;
}

export interface NodeTrace {
  readonly outputs: readonly Shown[];
  readonly attention?: Shown;
}

/** What an Output says, as Try it shows it. */
export interface Said {
  readonly label?: string;
  readonly classes?: readonly string[];
  readonly probabilities?: readonly number[];
  readonly value?: unknown;
  readonly picture?: string;
}

export interface Trace {
  readonly row: number;
  readonly number: number;
  readonly count: number;
  readonly part: Part;
  /** Whether the weights are those of a run, or still those to start with. */
  readonly trained: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly truth: Readonly<Record<string, unknown>>;
  readonly answers: Readonly<Record<string, Said>>;
  /** By the path that a report gives nodes. */
  readonly nodes: Readonly<Record<string, NodeTrace>>;
}

/** What is known of the sample that is looked at; while the next one is on its way, the last one stays. */
export interface Tracing {
  readonly trace: Trace | null;
  readonly waiting: boolean;
  /** Why there is none. */
  readonly sentence: string;
}

export const NOT_TRACING: Tracing = { trace: null, waiting: false, sentence: "" };

/** Ask for a sample; raises an `Error` whose message is a sentence for people. */
export function traced(project: string, question: Asked, signal: AbortSignal): Promise<Trace> {
  const path = `api/projects/${encodeURIComponent(project)}/trace`;
  return asked<Trace>(path, question, signal, t("The sample could not be looked at. Try again."));
}
