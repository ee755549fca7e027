/** The small drawings on cards and buttons, of one size and one line. */
export type IconName = "chain" | "unchain" | "lock" | "bypass" | "frame" | "rightward";

const PATHS: Readonly<Record<IconName, string>> = {
  chain: "M6.5 9.5l3-3M7 5.2l1.6-1.6a2.7 2.7 0 0 1 3.8 3.8L10.8 9M9 10.8l-1.6 1.6a2.7 2.7 0 0 1-3.8-3.8L5.2 7",
  unchain: "M7 5.2l1.6-1.6a2.7 2.7 0 0 1 3.8 3.8L10.8 9M9 10.8l-1.6 1.6a2.7 2.7 0 0 1-3.8-3.8L5.2 7M3 3l10 10",
  lock: "M4.2 7.2h7.6v5.8H4.2zM5.8 7.2V5.4a2.2 2.2 0 0 1 4.4 0v1.8",
  bypass: "M1.8 11.5h2.4c3 0 1.2-6 3.8-6s.8 6 3.8 6h2.4M12.4 9.7l1.8 1.8-1.8 1.8",
  rightward: "M2.2 6h4v4h-4zM6.2 8h3.6M9.8 6h4v4h-4zM8.4 6.6L9.8 8l-1.4 1.4",
  frame: "M2.5 4.8h11v8.2h-11zM2.5 4.8V3h5v1.8",
};

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="ll-icon" width="15" height="15" viewBox="0 0 16 16" aria-hidden>
      <path d={PATHS[name]} />
    </svg>
  );
}
