/** The list from which a wire's other end is chosen by keys: what fits, with a search, and a preview on the canvas. */
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useStore } from "../../project/store";
import { useBench } from "../context";
import { documentAfter } from "../preview";
import { type Asked, askedOf, type Option } from "./asking";
import { focused } from "./focus";
import "./picker.css";

/** What more words must narrow down. */
const MOST = 100;
/** Above this a preview would take longer than a key press. */
const LARGEST_PREVIEWED = 200;

export function Picker() {
  const { view } = useBench();
  const asked = useStore(askedOf(view));
  return asked && <Question key={asked.title} asked={asked} />;
}

function Question({ asked }: { asked: Asked }) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const options = useMemo(() => asked.options(words).slice(0, MOST), [asked, words]);
  const chosen = options[at];
  const list = useId();
  const { panel, leave, take } = useAnswer();
  usePreview(chosen);

  function press(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step) setAt((now) => Math.min(Math.max(now + step, 0), Math.max(options.length - 1, 0)));
    else if (event.key === "Enter" && chosen) take(chosen);
    else if (event.key === "Escape" || event.key === "Tab") leave();
    else return;
    event.preventDefault();
  }

  return (
    <div ref={panel} className="ll-picker" role="dialog" aria-label={asked.title} data-testid={`ask-${asked.name}`}>
      <label className="ll-picker-title" htmlFor={`${list}-words`}>
        {asked.title}
      </label>
      <input
        id={`${list}-words`}
        // biome-ignore lint/a11y/noAutofocus: the list was asked for by a key, which goes on in its field.
        autoFocus
        className="ll-field"
        role="combobox"
        aria-expanded={options.length > 0}
        aria-controls={list}
        aria-activedescendant={chosen ? `${list}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        data-testid="ask-words"
        value={words}
        onChange={({ target }) => {
          setWords(target.value);
          setAt(0);
        }}
        onKeyDown={press}
        onBlur={({ relatedTarget }) => !panel.current?.contains(relatedTarget) && leave(false)}
      />
      <div id={list} className="ll-picker-list" role="listbox" aria-label={asked.title} tabIndex={-1}>
        {options.map((option, place) => (
          <Line
            key={option.key}
            id={`${list}-${place}`}
            option={option}
            chosen={place === at}
            point={() => setAt(place)}
            take={() => take(option)}
          />
        ))}
      </div>
      {options.length === 0 && <p className="ll-nothing">{asked.none}</p>}
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly option: Option;
  readonly chosen: boolean;
  readonly point: () => void;
  readonly take: () => void;
}

function Line({ id, option, chosen, point, take }: LineProps) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) line.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: as the list.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys.
    <div
      ref={line}
      id={id}
      className="ll-picker-option"
      role="option"
      aria-selected={chosen}
      data-testid={`option-${option.title}`}
      onPointerMove={point}
      // The field must not lose the focus before the click.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={take}
    >
      <span>{option.title}</span>
      <span className="ll-picker-beside">{option.beside}</span>
    </div>
  );
}

/** Ends the question: with an answer, or without; the focus goes back to where it came from. */
function useAnswer() {
  const { project, view } = useBench();
  const panel = useRef<HTMLDivElement>(null);
  // While this is drawn for the first time, the focus is where the question came from.
  const [before] = useState(focused);

  function leave(refocus = true): void {
    askedOf(view).set(null);
    if (refocus && before?.isConnected) before.focus({ preventScroll: true });
  }

  function take(option: Option): void {
    const made = option.result();
    view.preview.set(null);
    leave();
    project.edit(made.edits);
  }
  return { panel, leave, take };
}

/** Shows on the canvas what the chosen answer would do. */
function usePreview(option: Option | undefined): void {
  const { project, catalog, view } = useBench();
  useEffect(() => {
    const whole = project.document.get();
    if (!option || whole.nodes.size > LARGEST_PREVIEWED) return;
    view.preview.set(documentAfter(whole, option.result().edits, catalog));
    return () => view.preview.set(null);
  }, [option, project, catalog, view]);
}
