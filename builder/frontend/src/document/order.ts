/** Keys that keep the wires of one port in order: text between texts, never a number that two people share. */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const FIRST = "a";

/** A key that sorts after `last` (by code unit), with two random digits: two people who append at once must not meet. */
export function keyAfter(last: string | null): string {
  const step = last === null ? FIRST : next(last);
  return step + randomDigit() + randomDigit();
}

function next(last: string): string {
  for (const [at, digit] of [...last].entries()) {
    const value = DIGITS.indexOf(digit);
    if (value >= 0 && value < DIGITS.length - 1) return last.slice(0, at) + DIGITS[value + 1];
  }
  return `${last}V`;
}

function randomDigit(): string {
  return DIGITS[1 + Math.floor(Math.random() * (DIGITS.length - 1))] ?? "V";
}

/** Compare by code unit, as Python does, not by the language of the browser. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
