/** What Python gives the canvas. */
import type { Person } from "../project/presence";

export interface Feature {
  readonly name: string;
  readonly type: string;
  readonly shape?: readonly number[];
  readonly classes?: readonly string[];
  readonly role?: "feature" | "target" | "either";
}

export interface Schema {
  readonly id: string;
  readonly title: string;
  readonly kind: "table" | "images" | "series" | "sounds" | "texts" | "videos";
  readonly target?: string | null;
  readonly features: readonly Feature[];
}

/** What a network that waits for data takes, and the data sets that fit it. */
export interface Next {
  readonly takes: string;
  readonly fits: readonly { readonly id: string; readonly title: string; readonly sentence: string }[];
}

export interface CanvasData {
  readonly project: string;
  readonly schema?: Schema | null;
  readonly role?: "edit" | "look";
  readonly person?: Person;
  /** There while a network waits for data. */
  readonly next?: Next | null;
  /** Whether this is the first visit: the canvas offers to begin with something else. */
  readonly doors?: boolean;
  /** Whether the code panel stands beside the canvas. */
  readonly code?: boolean;
}
