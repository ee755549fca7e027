/** Where the ports of a card are before it was ever drawn, so that what is out of sight need not be drawn to be measured. */
import { type NodeHandle, Position } from "@xyflow/react";
import type { Entry, InputPort } from "../catalog/catalog";
import { outputsFor } from "../catalog/ports";
import { CARD, type Direction } from "../document/card";
import type { PlacedNode } from "../document/types";
import { inHandle, outHandle } from "./connect";

const DOT = { width: 10, height: 10 };
const BAR = { width: 26, height: 10 };

/** The ports for what comes in; a wire may stand at one that the catalogue does not know: it must stay visible. */
export function inputsOf(entry: Entry | undefined, node: PlacedNode): readonly InputPort[] {
  const known = entry?.inputs ?? [];
  const strange = Object.keys(node.inputs).filter((name) => !known.some((port) => port.name === name));
  return [...known, ...strange.map((name) => ({ name, many: true, optional: true, rank: [1, 8] as const }))];
}

/** How far across a port for what comes in is, in percent of the card: the one that is needed stands in the middle. */
export function inputPlace(at: number, ports: readonly InputPort[]): number {
  const extra = ports.filter(({ optional }) => optional).length;
  if (ports.length - extra !== 1 || ports[0]?.optional) return spread(at, ports.length);
  return at === 0 ? 50 : 50 + (at / (extra + 1)) * 50;
}

/** How far across each of some ports in a row is, in percent. */
export const spread = (at: number, count: number) => ((at + 1) / (count + 1)) * 100;

/** All ports of a card as React Flow measures them. */
export function handlesOf(entry: Entry | undefined, node: PlacedNode, direction: Direction): NodeHandle[] {
  const inputs = inputsOf(entry, node);
  const outputs = outputsFor(entry, node.params);
  const [into, out] = direction === "down" ? [Position.Top, Position.Bottom] : [Position.Left, Position.Right];
  return [
    ...inputs.map(({ name, many }, at): NodeHandle => {
      const place = placed(0, inputPlace(at, inputs), many ? BAR : DOT, direction);
      return { id: inHandle(name), type: "target", position: into, ...place };
    }),
    ...outputs.map((_, at): NodeHandle => {
      const place = placed(1, spread(at, outputs.length), DOT, direction);
      return { id: outHandle(at), type: "source", position: out, ...place };
    }),
  ];
}

/** The box of a port with its middle `along` the wires, 0 where they come in and 1 where they go out, and `across` in percent. */
function placed(along: number, across: number, size: typeof DOT, direction: Direction) {
  const [width, height] = direction === "down" ? [size.width, size.height] : [size.height, size.width];
  const [right, down] = direction === "down" ? [across / 100, along] : [along, across / 100];
  return { x: right * CARD.width - width / 2, y: down * CARD.height - height / 2, width, height };
}
