/** What floats over the canvas. */
import type { Reference } from "../../document/graph";
import type { Position } from "../../document/types";
import type { Target } from "../stage";

/** A loose end of a wire that is being drawn: what comes out of a node, or a port that waits. */
export type LooseEnd =
  | { readonly end: "output"; readonly source: Reference }
  | { readonly end: "input"; readonly node: string; readonly port: string };

/** Where a search opens on the screen, from the corner of the pane, and where on the canvas what it finds is put. */
export interface Spot {
  readonly at: Position;
  /** Nothing: beside what is selected. */
  readonly place: Position | null;
}

export type Open =
  | { readonly what: "keys" }
  | { readonly what: "palette"; readonly scope: "all" | "nodes" }
  | ({ readonly what: "search"; readonly from: LooseEnd | null } & Spot)
  | { readonly what: "menu"; readonly at: Position; readonly target: Target };
