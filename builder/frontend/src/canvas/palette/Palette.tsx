/** The layers to drag onto the canvas: those that suit the data first, all others by group, and a search. */
import { type KeyboardEvent, type ReactNode, type RefObject, useMemo, useState } from "react";
import type { Entry, Group } from "../../catalog/catalog";
import { useStore } from "../../project/store";
import { useBench } from "../context";
import { PaletteItem } from "./PaletteItem";
import { searchLayers, suitedLayers } from "./search";

export interface PaletteProps {
  readonly search: RefObject<HTMLInputElement | null>;
  /** Put a layer beside what is selected. */
  readonly add: (entry: Entry) => void;
}

export function Palette({ search, add }: PaletteProps) {
  const { catalog, data, editable, view } = useBench();
  const all = useStore(view.allLayers);
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState(0);
  const found = useMemo(() => searchLayers(catalog.layers(), words), [catalog, words]);
  const suited = useMemo(() => suitedLayers(catalog.layers(), data.schema?.kind ?? null), [catalog, data.schema?.kind]);
  const searching = words.trim() !== "";

  function type(text: string): void {
    setWords(text);
    setChosen(0);
  }

  function press(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step) setChosen((at) => Math.min(Math.max(at + step, 0), found.length - 1));
    else if (event.key === "Enter" && searching && found[chosen]) {
      add(found[chosen]);
      search.current?.select();
    } else if (event.key === "/") search.current?.select();
    else if (event.key === "Escape") words ? type("") : search.current?.blur();
    else return;
    event.preventDefault();
  }

  return (
    <aside className="ll-palette" aria-label="Layers">
      <div className="ll-search">
        <input
          ref={search}
          className="ll-field"
          type="search"
          placeholder="Find a layer"
          aria-label="Find a layer; Enter adds it"
          data-testid="palette-search"
          disabled={!editable}
          value={words}
          onChange={(event) => type(event.target.value)}
          onKeyDown={press}
        />
        <span className="ll-key" aria-hidden>
          {searching ? "↵" : "/"}
        </span>
      </div>
      {!searching && <Shelves all={all} show={view.allLayers.set} count={catalog.layers().length} />}
      <div className="ll-palette-list">
        {searching ? (
          <Results found={found} chosen={chosen} add={add} words={words} />
        ) : all ? (
          <AllLayers add={add} />
        ) : (
          suited.map((entry) => <PaletteItem key={entry.kind} entry={entry} add={add} purpose />)
        )}
      </div>
    </aside>
  );
}

const SUITED_TITLE: Record<string, string> = { images: "For pictures", table: "For tables", series: "For series" };

interface ShelvesProps {
  readonly all: boolean;
  readonly show: (all: boolean) => void;
  readonly count: number;
}

function Shelves({ all, show, count }: ShelvesProps) {
  const { data } = useBench();
  return (
    <div className="ll-segments ll-shelves" role="radiogroup" aria-label="Which layers">
      <Shelf chosen={!all} pick={() => show(false)} testid="palette-suited">
        {SUITED_TITLE[data.schema?.kind ?? ""] ?? "To begin with"}
      </Shelf>
      <Shelf chosen={all} pick={() => show(true)} testid="palette-all">
        All layers <span className="ll-count">{count}</span>
      </Shelf>
    </div>
  );
}

interface ShelfProps {
  readonly chosen: boolean;
  readonly pick: () => void;
  readonly testid: string;
  readonly children: ReactNode;
}

function Shelf({ chosen, pick, testid, children }: ShelfProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a segment is drawn by us and behaves as a radio.
    <button type="button" role="radio" aria-checked={chosen} data-testid={testid} onClick={pick}>
      {children}
    </button>
  );
}

function AllLayers({ add }: { add: (entry: Entry) => void }) {
  const { catalog, view } = useBench();
  const closed = useStore(view.closedGroups);

  function toggle({ id }: Group): void {
    const next = new Set(closed);
    if (!next.delete(id)) next.add(id);
    view.closedGroups.set(next);
  }

  return catalog.groups.map((group) => {
    const entries = catalog.layers().filter((entry) => entry.group === group.id);
    if (!entries.length) return null;
    return (
      <section key={group.id}>
        <button
          type="button"
          className="ll-group"
          aria-expanded={!closed.has(group.id)}
          data-testid={`group-${group.id}`}
          onClick={() => toggle(group)}
        >
          {group.title}
          <span className="ll-count">{entries.length}</span>
        </button>
        {!closed.has(group.id) && entries.map((entry) => <PaletteItem key={entry.kind} entry={entry} add={add} />)}
      </section>
    );
  });
}

interface ResultsProps {
  readonly found: readonly Entry[];
  readonly chosen: number;
  readonly words: string;
  readonly add: (entry: Entry) => void;
}

function Results({ found, chosen, words, add }: ResultsProps) {
  if (!found.length)
    return <p className="ll-nothing">No layer is called “{words}” or does that. Try a word for what it should do.</p>;
  return found.map((entry, at) => (
    <PaletteItem key={entry.kind} entry={entry} add={add} purpose chosen={at === chosen} />
  ));
}
