/** Keys that keep wires and parameters in order: text between texts, never a number that two people share. */

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

/** A key between two others, where there is one; `""` is before all keys, `null` after all. */
export function keyBetween(low: string, high: string | null): string | null {
  let key = "";
  let below = high === null;
  for (let at = 0; at <= Math.max(low.length, high?.length ?? 0); at += 1) {
    const from = at < low.length ? DIGITS.indexOf(low[at] ?? "") : 0;
    const to = below ? DIGITS.length : DIGITS.indexOf(high?.[at] || "end");
    if (to < from) return null;
    if (to - from > 1) return key + DIGITS[from + Math.ceil((to - from) / 2)];
    key += DIGITS[from];
    below ||= to > from;
  }
  return null;
}

/** So many keys in ascending order, as Python writes them where they are few. */
export function firstKeys(count: number): string[] {
  const width = Math.max(1, Math.ceil(Math.log(count) / Math.log(DIGITS.length)));
  return Array.from({ length: count }, (_, number) => {
    let digits = "";
    for (let rest = number; digits.length < width; rest = Math.floor(rest / DIGITS.length))
      digits = DIGITS[rest % DIGITS.length] + digits;
    return FIRST + digits;
  });
}

/** Compare by code unit, as Python does, not by the language of the browser. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
