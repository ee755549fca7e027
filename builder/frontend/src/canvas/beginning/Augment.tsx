/** Random layers behind an Input, chosen by ticks, beside what they make of real samples. One visit is one undo step. */
import { type KeyboardEvent, useRef, useState } from "react";
import type { Entry } from "../../catalog/catalog";
import { useBorrowedFocus } from "../../design/focus";
import { levelOf } from "../../document/level";
import type { Edit } from "../../document/types";
import { NAMING } from "../../document/undo";
import { useStore } from "../../project/store";
import { message, t } from "../../words/words";
import { useBench } from "../context";
import { chainOf, putLast, randomLayers, takeOut } from "./chain";
import { RandomLayer } from "./RandomLayer";
import { Strip } from "./Strip";
import "./beginning.css";

const GROUPS = [
  { title: message("Where things are"), has: ({ moves }: Entry) => moves === "targets" },
  { title: message("Light and colours"), has: ({ moves }: Entry) => !moves },
  { title: message("Cut and mixed"), has: ({ moves }: Entry) => moves === "picture" },
] as const;

let visits = 0;

export function Augment({ input, close }: { input: string; close: () => void }) {
  const panel = useBorrowedFocus<HTMLElement>();
  const { project, catalog, editable } = useBench();
  const [number, setNumber] = useState(0);
  const visit = useRef(`${NAMING}augment ${visits++}`);
  const level = levelOf(useStore(project.document), null);
  const chain = chainOf(level, catalog, input);
  const places = usePlaces();
  const change = (edits: readonly Edit[]) => project.edit(edits, visit.current);

  function press(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  }

  return (
    <section
      ref={panel}
      className="ll-afloat ll-beginning ll-augment"
      role="dialog"
      aria-label={t("Augment")}
      data-testid="augment"
      tabIndex={-1}
      onKeyDown={press}
    >
      <header>
        <h2>{t("Augment")}</h2>
        <p className="ll-quiet">
          {t("Pictures are changed at random while training only. Each layer is one on the canvas.")}
        </p>
        <button type="button" className="ll-tool" aria-label={t("Close")} onClick={close}>
          ×
        </button>
      </header>
      <div className="ll-augment-parts">
        <div className="ll-augment-layers">
          {GROUPS.map(({ title, has }) => (
            <fieldset key={title} disabled={!editable}>
              <legend>{t(title)}</legend>
              {randomLayers(catalog)
                .filter(has)
                .map((entry) => (
                  <RandomLayer
                    key={entry.kind}
                    entry={entry}
                    ids={chain.filter((id) => level.nodes.get(id)?.kind === entry.kind)}
                    refused={refusalOf(entry, places)}
                    change={change}
                    on={() => change(putLast(level, catalog, input, entry))}
                    off={(id) => change(takeOut(level, catalog, id))}
                  />
                ))}
            </fieldset>
          ))}
        </div>
        <Strip input={input} number={number} again={() => setNumber(number + 1)} changes={chain.length > 0} />
      </div>
    </section>
  );
}

/** Why a layer that moves things cannot be taken: what is learnt of their places would stay. */
function refusalOf({ moves }: Entry, places: ReadonlySet<string>): string {
  if (moves && places.has("boxes")) return t("It cannot move boxes alike.");
  return moves === "picture" && places.has("mask") ? t("It cannot change masks alike.") : "";
}

/** Which of masks and boxes are learnt, which say where things are in a picture. */
function usePlaces(): ReadonlySet<string> {
  const { project, data } = useBench();
  const { targets } = useStore(project.document).data;
  const learnt = Array.isArray(targets) ? targets : [];
  const types = (data.schema?.features ?? []).filter(({ name }) => learnt.includes(name)).map(({ type }) => type);
  return new Set(types.filter((type) => type === "mask" || type === "boxes"));
}
