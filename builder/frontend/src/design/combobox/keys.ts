/** What keys mean in a field with a list beneath it, after the combobox pattern of WAI-ARIA. Pure. */
export interface Press {
  readonly key: string;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  readonly altKey?: boolean;
  /** Whether the key is part of a letter that is still being made. */
  readonly isComposing?: boolean;
}

export interface Standing {
  /** Which option is chosen; of how many. */
  readonly at: number;
  readonly count: number;
  /** Whether nothing is typed. */
  readonly empty: boolean;
  /** Whether the list is always there: then Tab goes on to what follows, as in any field. */
  readonly stays?: boolean;
}

const PAGE = 8;

/** The option to which a key leads, what it does, or nothing where it is a key of the text. */
export function meaning(press: Press, { at, count, empty, stays }: Standing): number | "take" | "leave" | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return null;
  if (press.key === "Escape") return "leave";
  if (press.key === "Tab") return stays ? null : "leave";
  if (!count) return null;
  switch (press.key) {
    case "Enter":
      return "take";
    case "ArrowDown":
      return (at + 1) % count;
    case "ArrowUp":
      return (at - 1 + count) % count;
    case "PageDown":
      return Math.min(at + PAGE, count - 1);
    case "PageUp":
      return Math.max(at - PAGE, 0);
    // Where something is typed, these go to its ends.
    case "Home":
      return empty ? 0 : null;
    case "End":
      return empty ? count - 1 : null;
  }
  return null;
}
