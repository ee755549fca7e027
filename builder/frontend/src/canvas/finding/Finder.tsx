/** A field and what it finds, to be gone through with the arrow keys: the search for layers, and the palette of commands. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { useBench } from "../context";
import "./finding.css";
import { FinderList } from "./FinderList";
import type { Offer } from "./offer";

interface FinderProps {
  readonly label: string;
  /** What stands above the field, if anything. */
  readonly about?: ReactNode;
  /** What is found for what is typed. */
  readonly find: (words: string) => readonly Offer[];
  /** What is said where nothing is found. */
  readonly nothing: (words: string) => string;
  readonly close: () => void;
  readonly testid: string;
}

export function Finder({ label, about, find, nothing, close, testid }: FinderProps) {
  const { view } = useBench();
  const [words, setWords] = useState("");
  const list = useId();
  const found = useMemo(() => find(words), [find, words]);
  const [picked, setChosen] = useState<number | null>(null);
  const chosen = picked ?? firstAble(found);
  const field = useOpened();
  const said = found.length ? "" : nothing(words);
  useEffect(() => {
    if (said) view.told.set(said);
  }, [said, view]);

  function take(offer: Offer | undefined): void {
    if (!offer || offer.refusal) return;
    close();
    offer.run();
  }

  function press(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step && found.length) setChosen(stepped(chosen, step, found.length));
    else if (event.key === "Enter") take(found[chosen]);
    else if (event.key === "Escape") close();
    else if (event.key !== "Tab" && !step) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="ll-finder" data-testid={testid}>
      {about && <p className="ll-finder-about">{about}</p>}
      <input
        ref={field}
        className="ll-finder-field"
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-activedescendant={found[chosen] ? `${list}-${chosen}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={label}
        data-testid={`${testid}-field`}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setChosen(null);
        }}
        onKeyDown={press}
      />
      <FinderList id={list} label={label} found={found} words={words} chosen={chosen} choose={setChosen} take={take} />
      {said && <p className="ll-nothing">{said}</p>}
    </div>
  );
}

/** What cannot be done now is passed over, where there is anything else. */
function firstAble(found: readonly Offer[]): number {
  return Math.max(
    0,
    found.findIndex(({ refusal }) => !refusal),
  );
}

const PAGE = 8;

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };

/** One step goes round, a page stops at the ends. */
function stepped(at: number, step: number, count: number): number {
  if (Math.abs(step) === 1) return (at + step + count) % count;
  return Math.min(Math.max(at + step, 0), count - 1);
}

/** The field has the focus while it is there; whoever had it before gets it back. */
function useOpened() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const root = field.current?.getRootNode() as ShadowRoot | Document | undefined;
    const before = root?.activeElement;
    field.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return field;
}
