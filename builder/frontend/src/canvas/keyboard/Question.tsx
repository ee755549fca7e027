/** The list from which a wire's other end is chosen by keys: what fits, with a search, and a preview on the canvas. */
import { useCallback, useEffect } from "react";
import { t } from "../../words/words";
import { useBench } from "../context";
import { Finder, useOffers } from "../finding/Finder";
import type { Offer } from "../finding/offer";
import { documentAfter } from "../preview";
import type { Asked, Option } from "./asking";

/** What more words must narrow down. */
const MOST = 100;
/** Above this a preview would take longer than a key press. */
const LARGEST_PREVIEWED = 200;

export function Question({ asked, close }: { asked: Asked; close: () => void }) {
  const { project, view } = useBench();
  const find = useCallback(
    (words: string) =>
      asked
        .options(words)
        .slice(0, MOST)
        .map((option) => ({
          ...offerOf(option),
          option,
          run() {
            view.preview.set(null);
            project.edit(option.edits);
          },
        })),
    [asked, project, view],
  );
  const box = useOffers({ label: asked.title, find, close });
  usePreview(box.chosen?.option);
  return (
    <div className="ll-afloat ll-command-palette ll-question" role="dialog" aria-label={asked.title}>
      <Finder
        box={box}
        about={<strong>{asked.title}</strong>}
        hint={t("Find a layer")}
        nothing={asked.none}
        testid={`ask-${asked.name}`}
        fieldTestid="ask-words"
      />
    </div>
  );
}

const offerOf = ({ key, title, beside }: Option): Omit<Offer, "run"> => ({
  id: key,
  testid: `option-${title}`,
  title,
  sentence: beside,
});

/** Shows on the canvas what the chosen answer would do. */
function usePreview(option: Option | undefined): void {
  const { project, catalog, view } = useBench();
  useEffect(() => {
    const whole = project.document.get();
    if (!option || whole.nodes.size > LARGEST_PREVIEWED) return;
    view.preview.set(documentAfter(whole, option.edits, catalog));
    return () => view.preview.set(null);
  }, [option, project, catalog, view]);
}
