/** The kind of what is selected, and the kinds that can take its place. */

import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { entryOf } from "../../catalog/blocks";
import type { Entry } from "../../catalog/catalog";
import type { PlacedNode } from "../../document/types";
import { useStore } from "../../project/store";
import { t } from "../../words/words";
import { useActions } from "../actions";
import { useBench } from "../context";
import { ranked } from "../palette/search";
import { candidates, kindOf, lostText, replaceWith } from "./replace";
import { replaceable, replaced } from "./replaced";

/** For nodes of one kind that can be replaced; nothing for others. */
export function KindPicker({ ids }: { ids: readonly string[] }) {
  const { catalog, level, view, editable } = useBench();
  const open = useStore(view.replacing);
  const here = useStore(level);
  const button = useRef<HTMLButtonElement>(null);
  const [id = ""] = ids;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another selection closes it.
  useEffect(() => () => view.replacing.set(false), [view, ids.join()]);
  const node = here.nodes.get(id);
  const able = ids.every((each) => replaceable(here, each, catalog)) && kindOf(here, ids) !== null;
  if (!node || !able) return null;
  const entry = entryOf(node, here.whole, catalog);

  function close(): void {
    view.replacing.set(false);
    button.current?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className="ll-kind"
        aria-expanded={open}
        aria-label={t("{kind}: replace it by another kind", { kind: t(entry?.title ?? node.kind) })}
        title={editable ? t("Replace it by another kind (R)") : undefined}
        data-testid="replace"
        disabled={!editable}
        onClick={() => view.replacing.set(!open)}
      >
        <KindMark node={node} />
        {t(entry?.title ?? node.kind)}
        {editable && <span aria-hidden>▾</span>}
      </button>
      {open && editable && <Kinds ids={ids} close={close} />}
    </>
  );
}

export function KindMark({ node }: { node: Pick<PlacedNode, "kind" | "uses"> }) {
  const { catalog } = useBench();
  const className = node.uses === null ? "ll-mark" : "ll-mark ll-block-mark";
  const pale = catalog.layer(node.kind)?.layer === false && node.uses === null;
  return (
    <span className={className} style={{ "--hue": catalog.hue(node.kind), ...(pale && { "--saturation": "12%" }) }} />
  );
}

const keyOf = ({ kind, uses }: Entry) => uses ?? kind;

function Kinds({ ids, close }: { ids: readonly string[]; close: () => void }) {
  const { catalog, level } = useBench();
  const { stage } = useActions();
  const here = useStore(level);
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const known = useMemo(() => candidates(here, ids[0] ?? "", catalog), [here, ids, catalog]);
  const found = useMemo(() => ranked([...known.like, ...known.others], words), [known, words]);
  const chosen = found[at];

  function press(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt(Math.min(Math.max(at + step, 0), found.length - 1));
    else if (event.key === "Enter" && chosen) choose(chosen);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function choose(entry: Entry): void {
    replaceWith(stage, ids, entry);
    close();
  }

  return (
    <div className="ll-kinds">
      <input
        ref={field}
        className="ll-field"
        type="search"
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={chosen && `${list}-${keyOf(chosen)}`}
        aria-label={t("Replace by")}
        placeholder={t("Replace by…")}
        data-testid="replace-search"
        value={words}
        onChange={({ target }) => {
          setWords(target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div className="ll-kinds-list" role="listbox" id={list} aria-label={t("Kinds")}>
        {found.map((entry, row) => (
          <Kind
            key={keyOf(entry)}
            id={`${list}-${keyOf(entry)}`}
            entry={entry}
            on={row === at}
            first={words === "" && row === known.like.length && row > 0}
            point={() => setAt(row)}
            choose={() => choose(entry)}
          />
        ))}
        {!found.length && <p className="ll-quiet">{t("No kind is called like that.")}</p>}
      </div>
      <Outcome ids={ids} entry={chosen} />
    </div>
  );
}

interface KindProps {
  readonly id: string;
  readonly entry: Entry;
  readonly on: boolean;
  /** Whether it is the first that is not like the kind which stands there. */
  readonly first: boolean;
  readonly point: () => void;
  readonly choose: () => void;
}

function Kind({ id, entry, on, first, point, choose }: KindProps) {
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (on) row.current?.scrollIntoView({ block: "nearest" });
  }, [on]);
  return (
    <button
      ref={row}
      type="button"
      role="option"
      id={id}
      className={first ? "ll-kind-row other" : "ll-kind-row"}
      aria-selected={on}
      tabIndex={-1}
      data-testid={`replace-by-${keyOf(entry)}`}
      onPointerMove={point}
      onClick={choose}
    >
      <KindMark node={{ kind: entry.kind, uses: entry.uses ?? null }} />
      <span>
        <strong>{t(entry.title)}</strong> <small>{t(entry.purpose ?? "")}</small>
      </span>
    </button>
  );
}

/** What would not come along, before one chooses. */
function Outcome({ ids, entry }: { ids: readonly string[]; entry: Entry | undefined }) {
  const { catalog, level } = useBench();
  if (!entry) return null;
  const made = replaced(level.get(), ids, entry, catalog);
  const lost = "sentence" in made ? made.sentence : lostText(made.lost);
  return (
    <p className="ll-kinds-foot" data-testid="replace-outcome">
      {lost ? t("Would not be kept: {lost}", { lost }) : t("Keeps wires and settings.")}
    </p>
  );
}
