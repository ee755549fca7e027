/** The rows of the outline as a tree: one stop of Tab, walked through with the arrow keys; only what is seen is drawn. */
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from "react";
import { useStore } from "../../project/store";
import { t } from "../../words/words";
import { useActions } from "../actions";
import { useBench } from "../context";
import { noteId } from "../flow";
import { frameId } from "../frames/flowFrames";
import { inspectionOf, reveal } from "../keyboard/focus";
import { selectionOf } from "../keyboard/stops";
import { samePlace } from "../place";
import type { View } from "../view";
import { isMeant } from "./facts";
import { Line } from "./Line";
import { keyOf, type Row, rowsOf } from "./rows";

const ROW = 30;
/** Rows drawn above and below what is seen. */
const MORE = 12;

export function Tree({ words }: { words: string }) {
  const { view } = useBench();
  const { rows, turn } = useRows(words);
  const tree = useRef<HTMLDivElement>(null);
  const name = useId();
  const { first, last, scrolled } = useSeen(tree, rows.length);
  const { here, step, inspect } = useWalking(tree, rows);
  const active = rows[here];

  function press(event: KeyboardEvent): void {
    const known = active && !isHeld(event) ? meaning(event, active, rows, here) : null;
    if (known === null || !active) return;
    event.preventDefault();
    if (known === "turn") turn(active);
    else if (known === "inspect") inspect(active);
    else step(known);
  }

  return (
    <div
      ref={tree}
      className="ll-tree"
      role="tree"
      tabIndex={0}
      aria-label={t("Layers in the order of the flow")}
      aria-activedescendant={active && here >= first && here < last ? `${name}-${here}` : undefined}
      data-testid="outline-tree"
      onKeyDown={press}
      onScroll={scrolled}
    >
      <div style={{ height: first * ROW }} />
      {rows.slice(first, last).map((row, index) => (
        <Line
          key={row.key}
          id={`${name}-${first + index}`}
          row={row}
          active={row.key === active?.key}
          selected={isSelected(view, row)}
          turn={() => turn(row)}
          choose={() => step(first + index)}
        />
      ))}
      <div style={{ height: Math.max(0, rows.length - last) * ROW }} />
      {rows.length === 0 && (
        <p className="ll-nothing">{words ? t("Nothing is called so.") : t("The canvas is empty.")}</p>
      )}
    </div>
  );
}

const isHeld = ({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent) => altKey || ctrlKey || metaKey || shiftKey;

/** Which row one is at, kept in view, and the ways on from it. */
function useWalking(tree: RefObject<HTMLDivElement | null>, rows: readonly Row[]) {
  const { view } = useBench();
  const selected = useStore(view.selection);
  const place = useStore(view.place);
  const chosen = chosenKey(view, rows);
  const [at, setAt] = useState<string | null>(chosen);
  const go = useGo(tree);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is selected elsewhere is gone to here.
  useEffect(() => {
    if (chosen !== null) setAt(chosen);
  }, [chosen, selected, place]);
  const before = useRef(0);
  const found = rows.findIndex(({ key }) => key === at);
  // Where a row has gone, the one in its place is next.
  const here = found >= 0 ? found : Math.max(0, Math.min(before.current, rows.length - 1));
  before.current = here;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that is gone to comes into view.
  useEffect(() => scrollTo(tree.current, here), [here, at]);

  function step(to: number): void {
    const row = rows[Math.min(Math.max(to, 0), rows.length - 1)];
    if (!row) return;
    setAt(row.key);
    go(row);
  }

  function inspect(row: Row): void {
    go(row);
    inspectionOf(view).set("settings");
  }
  return { here, step, inspect };
}

/** The rows, and what opens or closes one. What was searched for is found in every block. */
function useRows(words: string) {
  const { project, catalog } = useBench();
  const document = useStore(project.document);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => {
    const all = rowsOf(document, turned);
    return words.trim() ? all.filter((row) => isMeant(row, words, catalog)) : all;
  }, [document, turned, words, catalog]);
  const turn = ({ key, open }: Row) => {
    if (open === null) return;
    const next = new Set(turned);
    if (!next.delete(key)) next.add(key);
    setTurned(next);
  };
  return { rows, turn };
}

/** What a key means to the tree: the number of the row to go to, or what is done with the one that is active. */
function meaning(
  { key }: KeyboardEvent,
  row: Row,
  rows: readonly Row[],
  here: number,
): number | "turn" | "inspect" | null {
  switch (key) {
    case "ArrowDown":
      return here + 1;
    case "ArrowUp":
      return here - 1;
    case "Home":
      return 0;
    case "End":
      return rows.length - 1;
    case "PageDown":
      return here + 10;
    case "PageUp":
      return here - 10;
    case "ArrowRight":
      return row.open === false ? "turn" : row.open ? here + 1 : here;
    case "ArrowLeft":
      return row.open ? "turn" : parentOf(row, rows, here);
    case "Enter":
      return "inspect";
    case " ":
      return here;
    default:
      return null;
  }
}

function parentOf({ depth }: Row, rows: readonly Row[], here: number): number {
  for (let at = here - 1; at >= 0; at -= 1) if ((rows[at]?.depth ?? 0) < depth) return at;
  return here;
}

/** Selects on the canvas what a row stands for, on its own level, and shows it there. */
function useGo(tree: RefObject<HTMLElement | null>): (row: Row) => void {
  const { view } = useBench();
  const { stage } = useActions();
  return (row) => {
    if (!samePlace(row.place, view.place.get())) view.place.set(row.place);
    view.selection.set(selectionOf(row));
    const flowId = { nodes: row.id, notes: noteId(row.id), frames: frameId(row.id) }[row.part];
    // The cards of another level must stand before one of them can be shown.
    setTimeout(() => reveal(stage, tree.current, flowId));
  };
}

function chosenKey(view: View, rows: readonly Row[]): string | null {
  const selection = view.selection.get();
  for (const part of ["nodes", "notes", "frames"] as const) {
    for (const id of selection[part]) {
      const key = keyOf(view.place.get(), { part, id });
      if (rows.some((row) => row.key === key)) return key;
    }
  }
  return null;
}

function isSelected(view: View, { part, id, place }: Row): boolean {
  return view.selection.get()[part].has(id) && samePlace(place, view.place.get());
}

/** Which rows are in view. */
function useSeen(tree: RefObject<HTMLDivElement | null>, count: number) {
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  useEffect(() => {
    const element = tree.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setHeight(element.clientHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, [tree]);
  const first = Math.max(0, Math.floor(top / ROW) - MORE);
  const last = Math.min(count, Math.ceil((top + height) / ROW) + MORE);
  return { first: Math.min(first, last), last, scrolled: () => setTop(tree.current?.scrollTop ?? 0) };
}

function scrollTo(tree: HTMLElement | null, row: number): void {
  if (!tree) return;
  if (row * ROW < tree.scrollTop) tree.scrollTop = row * ROW;
  else if ((row + 1) * ROW > tree.scrollTop + tree.clientHeight) tree.scrollTop = (row + 1) * ROW - tree.clientHeight;
}
