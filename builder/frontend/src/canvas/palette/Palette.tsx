/** The layers to drag onto the canvas: those that suit the data first, all others by group, and a search. */
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from "react";
import type { Entry, Group } from "../../catalog/catalog";
import { fetchLibrary } from "../../catalog/library";
import { type Combobox, useCombobox } from "../../design/combobox/useCombobox";
import { useStore } from "../../project/store";
import { message, t } from "../../words/words";
import type { Source } from "../blocks/adding";
import { useBench } from "../context";
import { focusStop } from "../keyboard/focus";
import { entrance } from "../keyboard/stops";
import { BlockItem } from "./BlockItem";
import { BlockShelf, useAllBlocks } from "./BlockShelf";
import { type Choice, nameOf } from "./choices";
import { PaletteItem } from "./PaletteItem";
import { layersFor, ranked, suitedLayers } from "./search";

interface PaletteProps {
  /** Put a layer, or a block, beside what is selected. */
  readonly add: (entry: Entry) => void;
  readonly addBlock: (source: Source) => void;
}

/** What is found: a layer, or a block. */
type Found = Choice | { readonly entry: Entry };

export function Palette({ add, addBlock }: PaletteProps) {
  const search = useRef<HTMLInputElement>(null);
  const { editable, view, level } = useBench();
  const layers = useLayers();
  const box = useCombobox({
    label: t("Find a layer; Enter adds it"),
    find: useFinding(layers),
    take,
    leave,
    stays: true,
  });
  const searching = box.words.trim() !== "";
  useEffect(fetchLibrary, []);

  function take(found: Found): void {
    if ("entry" in found) add(found.entry);
    else addBlock(found.source);
    search.current?.select();
  }

  function leave(): void {
    if (box.words) box.type("");
    else back();
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
          {...box.field}
          ref={search}
          className="ll-field"
          type="search"
          placeholder={t("Filter layers")}
          data-testid="palette-search"
          disabled={!editable}
        />
        {searching && (
          <span className="ll-key" aria-hidden>
            ↵
          </span>
        )}
      </div>
      {!searching && <Shelves />}
      <div className="ll-palette-list" {...(box.found.length > 0 && box.list)}>
        {searching ? (
          <Results box={box} add={add} addBlock={addBlock} />
        ) : (
          <OnShelf layers={layers} add={add} addBlock={addBlock} />
        )}
      </div>
    </aside>
  );
}

/** What lies on the shelf that is open. */
function OnShelf({ layers, add, addBlock }: PaletteProps & { readonly layers: readonly Entry[] }) {
  const { data, view } = useBench();
  const shelf = useStore(view.shelf);
  const kind = data.schema?.kind ?? null;
  const suited = useMemo(() => suitedLayers(layers, kind), [layers, kind]);
  if (shelf === "blocks") return <BlockShelf add={addBlock} />;
  if (shelf === "all") return <AllLayers layers={layers} add={add} />;
  return suited.map((entry) => <PaletteItem key={entry.kind} entry={entry} add={add} purpose />);
}

/** Layers and blocks that typed words mean; nothing while none are typed. */
function useFinding(layers: readonly Entry[]): (words: string) => readonly Found[] {
  const blocks = useAllBlocks();
  return useCallback(
    (words) => {
      if (!words.trim()) return [];
      return [...ranked(layers, words).map((entry) => ({ entry })), ...ranked(blocks, words)];
    },
    [layers, blocks],
  );
}

const BASICS = message("Basics");

const SUITED_TITLE: Record<string, string> = {
  images: message("Pictures"),
  table: message("Tables"),
  series: message("Series"),
  sounds: message("Sounds"),
  texts: message("Texts"),
  videos: message("Clips"),
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
          className="ll-plain ll-group"
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

interface ResultsProps extends PaletteProps {
  readonly box: Combobox<Found>;
}

function Results({ box: { words, found, option }, add, addBlock }: ResultsProps) {
  if (!found.length)
    return (
      <p className="ll-nothing">
        {t("No layer is called “{words}” or does that. Try a word for what it should do.", { words })}
      </p>
    );
  return found.map((each, at) =>
    "entry" in each ? (
      <PaletteItem key={each.entry.kind} entry={each.entry} add={add} purpose option={option(at)} />
    ) : (
      <BlockItem key={nameOf(each)} {...each} add={addBlock} option={option(at)} />
    ),
  );
}
