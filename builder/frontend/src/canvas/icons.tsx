/** The small drawings on cards and buttons, of one size and one line. */
export type IconName =
  | "search"
  | "list"
  | "before"
  | "after"
  | "outward"
  | "inward"
  | "scissors"
  | "up"
  | "left"
  | "right"
  | "close"
  | "eye"
  | "down"
  | "pencil"
  | "bin"
  | "chain"
  | "unchain"
  | "lock"
  | "bypass"
  | "frame"
  | "rightward"
  | "undo"
  | "redo";

const PATHS: Readonly<Record<IconName, string>> = {
  search: "M7 2.8a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0 0 1 0-8.4M10.2 10.2l3.2 3.2",
  chain: "M6.5 9.5l3-3M7 5.2l1.6-1.6a2.7 2.7 0 0 1 3.8 3.8L10.8 9M9 10.8l-1.6 1.6a2.7 2.7 0 0 1-3.8-3.8L5.2 7",
  unchain: "M7 5.2l1.6-1.6a2.7 2.7 0 0 1 3.8 3.8L10.8 9M9 10.8l-1.6 1.6a2.7 2.7 0 0 1-3.8-3.8L5.2 7M3 3l10 10",
  lock: "M4.2 7.2h7.6v5.8H4.2zM5.8 7.2V5.4a2.2 2.2 0 0 1 4.4 0v1.8",
  bypass: "M1.8 11.5h2.4c3 0 1.2-6 3.8-6s.8 6 3.8 6h2.4M12.4 9.7l1.8 1.8-1.8 1.8",
  undo: "M5.5 3L2.5 6l3 3M2.5 6h7a3.5 3.5 0 0 1 0 7h-3",
  redo: "M10.5 3l3 3-3 3M13.5 6h-7a3.5 3.5 0 0 0 0 7h3",
  rightward: "M2.2 6h4v4h-4zM6.2 8h3.6M9.8 6h4v4h-4zM8.4 6.6L9.8 8l-1.4 1.4",
  list: "M2.5 3.8h1M5.5 3.8h8M4.5 8h1M7.5 8h6M4.5 12.2h1M7.5 12.2h6",
  before: "M8 1.8v5M5.5 4.3h5M3 9.8h10v4H3z",
  after: "M3 2.2h10v4H3zM8 9.2v5M5.5 11.7h5",
  outward: "M2.5 5h5v6h-5zM7.5 8h6M11 5.5 13.5 8 11 10.5",
  inward: "M8.5 5h5v6h-5zM2 8h6M5.5 5.5 8 8l-2.5 2.5",
  scissors:
    "M4 13.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM12 13.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM5 10 10.5 2.2M11 10 5.5 2.2",
  left: "M10 3.5L5.5 8l4.5 4.5",
  right: "M6 3.5L10.5 8 6 12.5",
  eye: "M1.8 8s2.4-4.2 6.2-4.2S14.2 8 14.2 8s-2.4 4.2-6.2 4.2S1.8 8 1.8 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6",
  close: "M4 4l8 8M12 4l-8 8",
  up: "M8 13.5v-11M4 6.5l4-4 4 4",
  down: "M8 2.5v11M4 9.5l4 4 4-4",
  pencil: "M3 13l.8-3.2L10.9 2.7l2.4 2.4-7.1 7.1z",
  bin: "M3 4.5h10M6 4.5V2.8h4v1.7M4.4 4.5l.7 8.7h5.8l.7-8.7",
  frame: "M2.5 4.8h11v8.2h-11zM2.5 4.8V3h5v1.8",
};

/** What is drawn, in a square of 16. */
export const iconPath = (name: IconName): string => PATHS[name];

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="ll-icon" width="15" height="15" viewBox="0 0 16 16" aria-hidden>
      <path d={PATHS[name]} />
    </svg>
  );
}
