/** Which inputs of a card have their names written at them. */
import type { Entry, InputPort } from "../catalog/catalog";

/** Those that are needed, where there are several. */
export function hasNamedInputs(entry: Entry | undefined): boolean {
  return neededOf(entry?.inputs ?? []) > 1;
}

/** How many of some ports must have a wire. */
export function neededOf(ports: readonly InputPort[]): number {
  return ports.filter(({ optional }) => !optional).length;
}
