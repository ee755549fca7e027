/** Whether two values say the same, as far as what did not change stayed the same object. */

/** `before` where its items are those of `now`: who looks only whether the list is another one need not look again. */
export function kept<T>(before: readonly T[], now: readonly T[]): readonly T[] {
  return sameItems(before, now) ? before : now;
}

function sameItems(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.length === now.length && now.every((item, at) => item === before[at]);
}

/** Whether every field of `now` is that of `before`; a list is another one only if an item is. */
export function sameFields(before: Record<string, unknown>, now: Record<string, unknown>): boolean {
  for (const key in now) {
    const [old, fresh] = [before[key], now[key]];
    if (Object.is(old, fresh)) continue;
    if (!Array.isArray(old) || !Array.isArray(fresh) || !sameItems(old, fresh)) return false;
  }
  return true;
}
