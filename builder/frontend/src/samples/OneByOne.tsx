/** One sample after the other, those without a label first: a key gives it one, and the next is there. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { t } from "../words/words";
import { Card } from "./Card";
import { Labels } from "./Labels";
import type { ViewProps } from "./Samples";
import { History, Progress, Waiting } from "./Standing";
import { numbered } from "./selection";
import { useSamples } from "./useSamples";

const AT_ONCE = 60;

export function OneByOne({ data, asked, said, changed }: ViewProps) {
  // Of mistakes all are gone through; else those without a label, and when there are none, all.
  const [wanted, setWanted] = useState<"unlabelled" | "all">(asked.rows ? "all" : "unlabelled");
  const [place, setPlace] = useState(0);
  const [start, setStart] = useState(0);
  const only = wanted === "unlabelled" ? { class: "" } : {};
  const samples = useSamples(data, { ...asked, ...only, start, count: AT_ONCE }, changed);
  const column = samples.state?.columns[0];
  const names = column?.classes.map(([name]) => name) ?? [];
  const now = samples.shown[place];
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: others are there now, and the first of them is shown.
  useEffect(() => setPlace(0), [wanted === "unlabelled" ? samples.read : start]);
  const next = () => {
    if (place + 1 < samples.shown.length) return setPlace(place + 1);
    // What has its label now is no longer among those without one: asked for again, the next ones come.
    if (wanted === "unlabelled") samples.refresh();
    else if (start + AT_ONCE < samples.found) setStart(start + AT_ONCE);
    else setStart(0);
  };
  const give = (name: string) => {
    if (!column || !now) return;
    samples.label(column.name, name, [now.row]);
    next();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return;
    const number = numbered(event.key);
    const name = number === null ? undefined : names[number];
    if (name !== undefined) give(name);
    else if (event.key === "ArrowRight") next();
    else if (event.key === "ArrowLeft") setPlace(Math.max(0, place - 1));
    else if (event.key === "Delete" && now) samples.remove([now.row]);
    else if ((event.ctrlKey || event.metaKey) && event.key === "z") samples.step(event.shiftKey ? "redo" : "undo");
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys are short cuts for the buttons inside.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys as soon as it is there.
    <div className="samples-view" onKeyDown={keys} ref={box} tabIndex={0}>
      <div className="samples-bar">
        <Progress state={samples.state} column={column} />
        <History state={samples.state} onStep={samples.step} />
      </div>
      {samples.sentence && (
        <p className="samples-problem" role="alert">
          {samples.sentence}
        </p>
      )}
      <Waiting {...samples} />
      {now ? (
        <div className="samples-one">
          <Card sample={now} column={column?.name ?? ""} selected={false} said={said[now.row]} large />
          <div className="samples-side">
            <Labels names={names} disabled={false} onGiven={give} />
            <div className="samples-bar">
              <button type="button" className="ll-button" disabled={place === 0} onClick={() => setPlace(place - 1)}>
                {t("Before")}
              </button>
              <button type="button" className="ll-button" onClick={next}>
                {t("Skip")}
              </button>
              <button type="button" className="ll-button" onClick={() => samples.remove([now.row])}>
                {t("Remove")}
              </button>
            </div>
            <p className="samples-hint">
              {t("Keys: 1 to 9 give a class, the arrows go on and back, Del removes, Ctrl+Z undoes.")}
            </p>
          </div>
        </div>
      ) : (
        samples.state &&
        !samples.loading && (
          <p className="samples-empty">
            {wanted === "unlabelled" ? t("Every sample has a label.") : t("There is no such sample.")}{" "}
            {wanted === "unlabelled" && (
              <button type="button" className="ll-link inline" onClick={() => setWanted("all")}>
                {t("Go through all of them")}
              </button>
            )}
          </p>
        )
      )}
    </div>
  );
}
