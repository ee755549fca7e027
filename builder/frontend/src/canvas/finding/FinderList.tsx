/** The lines of a search: what was found, with the letters that were meant. */
import { Fragment } from "react";
import type { Combobox, OptionProps } from "../../design/combobox/useCombobox";
import { KindMark } from "../KindMark";
import type { Offer } from "./offer";

export function FinderList({ box: { found, words, list, option } }: { box: Combobox<Offer> }) {
  const headed = words.trim() === "";
  return (
    <div
      {...list}
      role="listbox"
      className="ll-finder-list"
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
          <Line option={option(at)} offer={offer} words={words} />
        </Fragment>
      ))}
    </div>
  );
}

interface LineProps {
  readonly option: OptionProps;
  readonly offer: Offer;
  readonly words: string;
}

function Line({ option, offer, words }: LineProps) {
  const { id, title, verb, sentence, hint, mark, refusal, testid } = offer;
  return (
    <div
      {...option}
      className="ll-offer"
      data-testid={testid ?? `offer-${id.replaceAll(" ", "-")}`}
      title={refusal || sentence}
    >
      {mark && <KindMark kind={mark.kind} uses={mark.uses} />}
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
