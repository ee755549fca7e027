/** What floats over the canvas. */
import type { Reference, Wire } from "../../document/graph";
import type { Position } from "../../document/types";
import type { Asked } from "../keyboard/asking";
import type { Target } from "../stage";

/** Where a new node is to be wired: what comes out of a node, a port that waits, or between both ends of a wire. */
export type LooseEnd =
  | { readonly end: "output"; readonly source: Reference }
  | { readonly end: "input"; readonly node: string; readonly port: string }
  | { readonly end: "wire"; readonly wire: Wire };

/** Where a search opens, from the corner of the pane, and where on the canvas what it finds is put. */
export interface Spot {
  readonly at: Position;
  /** Nothing: beside what is selected. */
  readonly place: Position | null;
}

export type Open =
  | { readonly what: "keys" }
  | { readonly what: "palette"; readonly scope: "all" | "nodes" }
  | ({ readonly what: "search"; readonly from: LooseEnd | null } & Spot)
  | { readonly what: "augment" | "prepare"; readonly input: string }
  | { readonly what: "question"; readonly asked: Asked }
  | { readonly what: "menu"; readonly at: Position; readonly target: Target };
