/** Which of the samples on show are selected. */

export interface Selection {
  readonly rows: ReadonlySet<number>;
  /** From where a range is drawn. */
  readonly from: number | null;
}

export const NOTHING: Selection = { rows: new Set(), from: null };

/** What is selected once `row` was pressed; with `range` all from the one before to it, in the order of `shown`. */
export function pressed(now: Selection, row: number, shown: readonly number[], range: boolean): Selection {
  const rows = new Set(now.rows);
  const first = now.from === null ? -1 : shown.indexOf(now.from);
  const last = shown.indexOf(row);
  if (range && first >= 0 && last >= 0) {
    for (const each of shown.slice(Math.min(first, last), Math.max(first, last) + 1)) rows.add(each);
  } else if (!rows.delete(row)) rows.add(row);
  return { rows, from: row };
}

/** Which class the keys 1 to 9 mean: the number of its place, from 0; null for any other key. */
export function numbered(key: string): number | null {
  return /^[1-9]$/.test(key) ? Number(key) - 1 : null;
}
