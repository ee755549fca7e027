/** The lines of a search: what was found, with the letters that were meant. */
import { Fragment, useEffect, useRef } from "react";
import type { Offer } from "./offer";

interface FinderListProps {
  readonly id: string;
  readonly label: string;
  readonly found: readonly Offer[];
  readonly words: string;
  readonly chosen: number;
  readonly choose: (at: number) => void;
  readonly take: (offer: Offer) => void;
}

export function FinderList({ id, label, found, words, chosen, choose, take }: FinderListProps) {
  const headed = words.trim() === "";
  return (
    <div
      className="ll-finder-list"
      role="listbox"
      id={id}
      aria-label={label}
      tabIndex={-1}
      hidden={!found.length}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
    >
      {found.map((offer, at) => (
        <Fragment key={offer.id}>
          {headed && offer.heading && offer.heading !== found[at - 1]?.heading && (
            <p className="ll-finder-heading" role="presentation">
              {offer.heading}
            </p>
          )}
          <Line
            id={`${id}-${at}`}
            offer={offer}
            words={words}
            chosen={at === chosen}
            over={() => choose(at)}
            take={() => take(offer)}
          />
        </Fragment>
      ))}
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly offer: Offer;
  readonly words: string;
  readonly chosen: boolean;
  readonly over: () => void;
  readonly take: () => void;
}

function Line({ id, offer, words, chosen, over, take }: LineProps) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) line.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const { title, verb, sentence, hint, hue, grey, refusal } = offer;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and takes the keys.
    <div
      ref={line}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-disabled={refusal ? true : undefined}
      className={chosen ? "ll-offer chosen" : "ll-offer"}
      data-testid={`offer-${offer.id.replaceAll(" ", "-")}`}
      title={refusal ?? sentence}
      onPointerMove={over}
      onClick={take}
    >
      {hue === undefined ? (
        <span className="ll-no-mark" />
      ) : (
        <span className="ll-mark" style={{ "--hue": hue, ...(grey && { "--saturation": "12%" }) }} />
      )}
      <span className="ll-offer-title">
        {verb && <span className="ll-quiet">{verb} </span>}
        <Meant text={title} words={words} />
      </span>
      <span className="ll-offer-sentence">{refusal || sentence}</span>
      {hint && <kbd className="ll-offer-hint">{hint}</kbd>}
    </div>
  );
}

/** The first of the typed words that stands in a text stands out. */
function Meant({ text, words }: { text: string; words: string }) {
  const low = text.toLowerCase();
  const word = words
    .toLowerCase()
    .split(/\s+/)
    .find((each) => each && low.includes(each));
  if (!word) return text;
  const at = low.indexOf(word);
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + word.length)}</mark>
      {text.slice(at + word.length)}
    </>
  );
}
