/** The layers to drag onto the canvas: those that suit the data first, all others by group, and a search. */
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { Entry, Group } from "../../catalog/catalog";
import { fetchLibrary } from "../../catalog/library";
import { useStore } from "../../project/store";
import { message, t } from "../../words/words";
import type { Source } from "../blocks/adding";
import { useBench } from "../context";
import { focusStop } from "../keyboard/focus";
import { entrance } from "../keyboard/stops";
import { BlockItem } from "./BlockItem";
import { BlockShelf, useAllBlocks } from "./BlockShelf";
import { PaletteItem } from "./PaletteItem";
import { layersFor, ranked, suitedLayers } from "./search";

export interface PaletteProps {
  /** Put a layer, or a block, beside what is selected. */
  readonly add: (entry: Entry) => void;
  readonly addBlock: (source: Source) => void;
}

export function Palette({ add, addBlock }: PaletteProps) {
  const search = useRef<HTMLInputElement>(null);
  const { data, editable, view, level } = useBench();
  const shelf = useStore(view.shelf);
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState(0);
  const layers = useLayers();
  const blocks = useAllBlocks();
  const found = useMemo(() => ranked(layers, words), [layers, words]);
  const foundBlocks = useMemo(() => (words.trim() ? ranked(blocks, words) : []), [blocks, words]);
  const suited = useMemo(() => suitedLayers(layers, data.schema?.kind ?? null), [layers, data.schema?.kind]);
  const searching = words.trim() !== "";
  useEffect(fetchLibrary, []);

  function type(text: string): void {
    setWords(text);
    setChosen(0);
  }

  function press(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step) setChosen((at) => Math.min(Math.max(at + step, 0), found.length + foundBlocks.length - 1));
    else if (event.key === "Enter" && searching && found[chosen]) {
      add(found[chosen]);
      search.current?.select();
    } else if (event.key === "Enter" && searching && foundBlocks[chosen - found.length]) {
      addBlock((foundBlocks[chosen - found.length] as (typeof foundBlocks)[number]).source);
      search.current?.select();
    } else if (event.key === "Escape") words ? type("") : back();
    else return;
    event.preventDefault();
  }

  /** Out of the search: to what is selected, or the first layer. */
  function back(): void {
    const stop = entrance(level.get(), view.selection.get());
    if (stop) focusStop(view, stop);
    else search.current?.blur();
  }

  return (
    <aside className="ll-palette" aria-label={t("Layers")}>
      <div className="ll-search">
        <input
          ref={search}
          className="ll-field"
          type="search"
          placeholder={t("Filter layers")}
          aria-label={t("Find a layer; Enter adds it")}
          data-testid="palette-search"
          disabled={!editable}
          value={words}
          onChange={(event) => type(event.target.value)}
          onKeyDown={press}
        />
        {searching && (
          <span className="ll-key" aria-hidden>
            ↵
          </span>
        )}
      </div>
      {!searching && <Shelves />}
      <div className="ll-palette-list">
        {searching ? (
          <Results found={found} blocks={foundBlocks} chosen={chosen} add={add} addBlock={addBlock} words={words} />
        ) : shelf === "blocks" ? (
          <BlockShelf add={addBlock} />
        ) : shelf === "all" ? (
          <AllLayers layers={layers} add={add} />
        ) : (
          suited.map((entry) => <PaletteItem key={entry.kind} entry={entry} add={add} purpose />)
        )}
      </div>
    </aside>
  );
}

const BASICS = message("Basics");

const SUITED_TITLE: Record<string, string> = {
  images: message("Pictures"),
  table: message("Tables"),
  series: message("Series"),
};

function Shelves() {
  const { data, view } = useBench();
  const shelf = useStore(view.shelf);
  return (
    <div className="ll-segments ll-shelves" role="radiogroup" aria-label={t("What to choose from")}>
      <Shelf chosen={shelf === "suited"} pick={() => view.shelf.set("suited")} testid="palette-suited">
        {t(SUITED_TITLE[data.schema?.kind ?? ""] ?? BASICS)}
      </Shelf>
      <Shelf chosen={shelf === "blocks"} pick={() => view.shelf.set("blocks")} testid="palette-blocks">
        {t("Blocks")}
      </Shelf>
      <Shelf chosen={shelf === "all"} pick={() => view.shelf.set("all")} testid="palette-all">
        {t("All")}
      </Shelf>
    </div>
  );
}

/** The layers that can stand where one is: the network's own ends at the top, a block's inside it. */
function useLayers(): readonly Entry[] {
  const { catalog, view } = useBench();
  const { block } = useStore(view.place);
  return useMemo(() => layersFor(catalog.layers(), block !== null), [catalog, block]);
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

function AllLayers({ layers, add }: { layers: readonly Entry[]; add: (entry: Entry) => void }) {
  const { catalog, view } = useBench();
  const closed = useStore(view.closedGroups);

  function toggle({ id }: Group): void {
    const next = new Set(closed);
    if (!next.delete(id)) next.add(id);
    view.closedGroups.set(next);
  }

  return catalog.groups.map((group) => {
    const entries = layers.filter((entry) => entry.group === group.id);
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
          {t(group.title)}
          <span className="ll-count">{entries.length}</span>
        </button>
        {!closed.has(group.id) && entries.map((entry) => <PaletteItem key={entry.kind} entry={entry} add={add} />)}
      </section>
    );
  });
}

interface ResultsProps {
  readonly found: readonly Entry[];
  readonly blocks: ReturnType<typeof useAllBlocks>;
  readonly chosen: number;
  readonly words: string;
  readonly add: (entry: Entry) => void;
  readonly addBlock: (source: Source) => void;
}

function Results({ found, blocks, chosen, words, add, addBlock }: ResultsProps) {
  if (!found.length && !blocks.length)
    return (
      <p className="ll-nothing">
        {t("No layer is called “")}
        {words}
        {t("” or does that. Try a word for what it should do.")}
      </p>
    );
  return (
    <>
      {found.map((entry, at) => (
        <PaletteItem key={entry.kind} entry={entry} add={add} purpose chosen={at === chosen} />
      ))}
      {blocks.map((block, at) => (
        <BlockItem
          key={typeof block.source === "string" ? block.source : `${block.source.from} ${block.source.id}`}
          {...block}
          add={addBlock}
          chosen={at + found.length === chosen}
        />
      ))}
    </>
  );
}
