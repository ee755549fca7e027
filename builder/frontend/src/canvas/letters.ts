/** The names that a formula has for what is wired in, in the order of the wires. */
import type { Entry } from "../catalog/catalog";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** The name of the wire with this number; none after the last letter. */
export const letterOf = (index: number): string => LETTERS[index] ?? "";

/** Whether a kind calculates by a formula, so that its wires have letters. */
export function hasFormula(entry: Entry | undefined): boolean {
  return entry?.params?.some(({ type }) => type === "expression") ?? false;
}
