/** Real samples before and after the random layers, several draws of each. */
import { t } from "../../words/words";
import { type Looked, useLook } from "./look";

interface StripProps {
  readonly input: string;
  readonly number: number;
  readonly again: () => void;
  /** Whether there is any layer that changes them. */
  readonly changes: boolean;
}

export function Strip({ input, number, again, changes }: StripProps) {
  const { found, waiting, sentence } = useLook("changed", input, number);
  return (
    <div className="ll-strip" aria-busy={waiting} data-testid="augment-strip">
      <div className="ll-strip-head">
        <strong>{t("Unchanged")}</strong>
        <strong>{t("Changed, drawn several times")}</strong>
        <button type="button" className="ll-button" data-testid="draw-again" disabled={!changes} onClick={again}>
          {t("Draw again")}
        </button>
      </div>
      {!found && !sentence && <p className="ll-quiet">{t("Taking samples of the data …")}</p>}
      {sentence && <p className="ll-sample-sentence">{sentence}</p>}
      {found?.samples.map(({ before, after }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sample is told by its place
        <div className="ll-strip-row" key={at}>
          <Tile looked={before} title={t("Sample {number}", { number: at + 1 })} />
          {after.map((looked, draw) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a draw is told by its place
            <Tile key={draw} looked={looked} title={t("Sample {number}, changed", { number: at + 1 })} />
          ))}
        </div>
      ))}
      {!changes && <p className="ll-quiet">{t("Nothing is changed yet: tick what may happen to a picture.")}</p>}
      {found?.moved && <p className="ll-quiet">{t("Masks are moved with their pictures.")}</p>}
    </div>
  );
}

function Tile({ looked, title }: { looked: Looked; title: string }) {
  return (
    <div className="ll-strip-tile">
      <img className="ll-pixels" src={looked.picture} alt={title} />
      {looked.mask && <img className="ll-pixels" src={looked.mask} alt="" />}
    </div>
  );
}
