/** How well a kind fits into a gap of the network: what would come into it, and what it would feed. Pure. */
import type { Entry, InputPort } from "../../catalog/catalog";
import type { Output } from "../../project/report";

/** Where something is missing. */
export interface Gap {
  /** What flows in: `shape` and `dtype` are unknown while nothing was checked. Nothing: nobody feeds it. */
  readonly gives?: { readonly output: Output | null };
  /** The port that waits for it, of a node of this entry. Nothing: it feeds nobody. */
  readonly takes?: { readonly port: InputPort; readonly entry: Entry };
}

/** The first port of a kind that can take an output, if any; those that need no wire are for something else. */
export function fittingPort(entry: Entry, output: Output | null): InputPort | undefined {
  return entry.inputs?.find(({ optional, rank: [least, most] }) => {
    return !optional && (!output || (least <= output.shape.length && output.shape.length <= most));
  });
}

/** How well a kind fits: 0 where it cannot stand there, more where its example looks like what it would get and give. */
export function fitOf(entry: Entry, { gives, takes }: Gap): number {
  const follows = gives ? following(entry, gives.output) : 1;
  const precedes = takes ? preceding(entry, takes.port, takes.entry) : 1;
  return follows * precedes;
}

function following(entry: Entry, output: Output | null): number {
  const port = fittingPort(entry, output);
  if (!port) return 0;
  const example = entry.example?.inputs[0];
  if (!output || !example) return port.many ? 1 : 2;
  const [given, shown] = [sortOf(output.dtype), sortOf(example.dtype)];
  if ((given === "text") !== (shown === "text")) return 0;
  if (given === "real" && shown === "whole") return 1;
  return 2 + (given === shown ? 1 : 0) + (example.shape.length + 1 === output.shape.length ? 2 : 0);
}

function preceding(entry: Entry, { rank: [least, most] }: InputPort, target: Entry): number {
  if (!entry.outputs?.length) return 0;
  if (!entry.inputs?.length) return 4;
  // What a kind gives is not written down; most give as many axes as they are shown with.
  const example = entry.example?.inputs[0];
  const wanted = target.example?.inputs[0];
  if (!example) return 1;
  if (sortOf(wanted?.dtype) === "text" && sortOf(example.dtype) !== "text") return 0;
  const rank = example.shape.length + 1;
  const usual = wanted?.shape.length === example.shape.length ? 2 : 0;
  return least <= rank && rank <= most ? 2 + usual : 1;
}

function sortOf(dtype = "float32"): "text" | "whole" | "real" {
  if (dtype === "string") return "text";
  return dtype.includes("int") ? "whole" : "real";
}
