/** The search for layers that opens where one is: on the empty canvas, at the loose end of a wire, beside what is selected. */
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { titleOf } from "../../catalog/blocks";
import { fetchLibrary, mineStore, readyStore } from "../../catalog/library";
import { focused } from "../../design/focus";
import { shapeText } from "../../format";
import { useStore } from "../../project/store";
import { t } from "../../words/words";
import { useActions } from "../actions";
import type { Open } from "../commanding/open";
import { useBench } from "../context";
import { focusStop } from "../keyboard/focus";
import { Finder, useOffers } from "./Finder";
import { layerOffers, type Shelves } from "./layers";
import { offersFor } from "./offer";
import { PendingWire } from "./PendingWire";
import { outputsIn, type Wanted } from "./placing";
import { useInside } from "./useInside";

type Opened = Extract<Open, { what: "search" }>;

export function Search({ open, close }: { open: Opened; close: () => void }) {
  const { project, view } = useBench();
  const box = useRef<HTMLDivElement>(null);
  const shelves = useShelves(usePut());
  const report = useStore(project.report);
  const wanted = useMemo<Wanted>(
    () => ({ ...open, selected: [...view.selection.get().nodes], outputOf: outputsIn(report, view.place.get()) }),
    [open, view, report],
  );
  const offers = useMemo(() => layerOffers(shelves, wanted), [shelves, wanted]);
  const find = useCallback((words: string) => offersFor(offers, words), [offers]);
  const searched = useOffers({ label: t("Add a layer or block"), find, close });
  useInside(box, open.at);
  return (
    <>
      {open.place && open.from && open.from.end !== "wire" && <PendingWire from={open.from} to={open.at} />}
      <div ref={box} className="ll-afloat ll-search-box" role="dialog" aria-label={t("Add a layer")}>
        <Finder
          box={searched}
          about={useAbout(wanted)}
          nothing={nothingFound(searched.words, open.from !== null)}
          testid="search"
        />
      </div>
    </>
  );
}

function nothingFound(words: string, loose: boolean): string {
  if (!words.trim()) return t("Nothing can stand here.");
  if (loose) return t("Nothing that fits here is called “{words}” or does that.", { words });
  return t("No layer is called “{words}” or does that. Try a word for what it should do.", { words });
}

/** Puts what was chosen on the canvas, and the keyboard on it; who came from the outline stays there. */
function usePut(): Shelves["put"] {
  const { stage } = useActions();
  // While this is drawn for the first time, the focus is where the search was asked for.
  const [before] = useState(focused);
  return useCallback(
    (added) => {
      stage.put(added);
      if ("id" in added && !before?.closest("[role=tree]")) focusStop(stage.view, { part: "nodes", id: added.id });
    },
    [stage, before],
  );
}

/** The layers and blocks there are, for as long as the document stays as it is. */
export function useShelves(put: Shelves["put"]): Shelves {
  const { catalog, level, data } = useBench();
  const within = useStore(level);
  const mine = useStore(mineStore);
  const ready = useStore(readyStore);
  useEffect(fetchLibrary, []);
  return useMemo(
    () => ({
      level: within,
      catalog,
      kept: [...mine, ...ready],
      data: data.schema?.kind ?? null,
      put,
    }),
    [within, catalog, mine, ready, data.schema?.kind, put],
  );
}

/** What the new layer will be wired to, in words. */
function useAbout({ from, selected, outputOf }: Wanted): ReactNode {
  const { catalog, level } = useBench();
  const { nodes, whole } = level.get();
  const called = (id: string) => {
    const node = nodes.get(id);
    return node ? titleOf(node, whole, catalog) : id;
  };
  if (from?.end === "wire") {
    const [one, other] = [called(from.wire.source.node), called(from.wire.target)];
    return t("Between {one} and {other}", { one, other });
  }
  if (from?.end === "input") return t("Before {node}", { node: called(from.node) });
  const source = from?.source ?? (selected.length === 1 ? { node: selected[0] ?? "", output: 0 } : null);
  if (!source || !nodes.has(source.node)) return null;
  const output = outputOf(source);
  const node = called(source.node);
  return output
    ? t("After {node}, which gives {shape}", { node, shape: shapeText(output.shape) })
    : t("After {node}", { node });
}
