/** Samples page by page, some of them selected. */
import { type KeyboardEvent, useState } from "react";
import { counted, t } from "../words/words";
import { Card } from "./Card";
import { Filter, type Sought } from "./Filter";
import { Labels } from "./Labels";
import type { ViewProps } from "./Samples";
import { History, Progress, Waiting } from "./Standing";
import { NOTHING, numbered, pressed, type Selection } from "./selection";
import { useSamples } from "./useSamples";

export function Gallery({ data, asked, count, said, changed }: ViewProps) {
  const [sought, setSought] = useState<Sought>({ column: "", class: null, text: "", start: 0 });
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const samples = useSamples(data, { ...asked, ...query(sought), count }, changed);
  const column = samples.state?.columns.find((each) => each.name === sought.column) ?? samples.state?.columns[0];
  const names = column?.classes.map(([name]) => name) ?? [];
  const rows = [...selection.rows];

  const give = (name: string) => {
    if (!column || rows.length === 0) return;
    samples.label(column.name, name, rows);
    setSelection(NOTHING);
  };
  const remove = () => {
    if (rows.length === 0) return;
    samples.remove(rows);
    setSelection(NOTHING);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    const place = numbered(event.key);
    const name = place === null ? undefined : names[place];
    if (event.ctrlKey || event.metaKey) {
      if (event.key === "z" || event.key === "y") samples.step(event.key === "y" || event.shiftKey ? "redo" : "undo");
      else return;
    } else if (name !== undefined) give(name);
    else if (event.key === "Delete") remove();
    else if (event.key === "Escape") setSelection(NOTHING);
    else return;
    event.preventDefault();
  };
  const seek = (next: Sought) => {
    setSought(next);
    setSelection(NOTHING);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys are short cuts for the buttons inside.
    <div className="samples-view" onKeyDown={keys}>
      <div className="samples-bar">
        <Filter sought={sought} column={column} columns={samples.state?.columns ?? []} onSought={seek} />
        <History state={samples.state} onStep={samples.step} />
      </div>
      <Progress state={samples.state} column={column} />
      {samples.sentence && (
        <p className="samples-problem" role="alert">
          {samples.sentence}
        </p>
      )}
      <div className="samples-bar samples-do">
        <span className="samples-count">
          {rows.length > 0
            ? counted(rows.length, "{count} selected", "{count} selected")
            : t("Press samples to select them, with Shift all in between.")}
        </span>
        <button
          type="button"
          className="ll-button"
          onClick={() => setSelection({ rows: new Set(samples.shown.map((each) => each.row)), from: null })}
        >
          {t("Select all shown")}
        </button>
        {rows.length > 0 && (
          <>
            <button type="button" className="ll-button" onClick={() => setSelection(NOTHING)}>
              {t("Select none")}
            </button>
            <button type="button" className="ll-button" onClick={remove}>
              {t("Remove")}
            </button>
          </>
        )}
        {column && <Labels names={names} disabled={rows.length === 0} onGiven={give} />}
      </div>
      <div className="samples-grid" aria-busy={samples.loading}>
        {samples.shown.map((sample) => (
          <Card
            key={sample.row}
            sample={sample}
            column={column?.name ?? ""}
            selected={selection.rows.has(sample.row)}
            said={said[sample.row]}
            onPressed={(range) =>
              setSelection(
                pressed(
                  selection,
                  sample.row,
                  samples.shown.map((each) => each.row),
                  range,
                ),
              )
            }
          />
        ))}
      </div>
      <Waiting {...samples} />
      {samples.state && !samples.loading && samples.found === 0 && (
        <p className="samples-empty">{t("There is no such sample.")}</p>
      )}
      <Pager
        found={samples.found}
        start={samples.start}
        count={count}
        onStart={(start) => seek({ ...sought, start })}
      />
    </div>
  );
}

function query(sought: Sought) {
  return {
    start: sought.start,
    ...(sought.column ? { column: sought.column } : {}),
    ...(sought.class === null ? {} : { class: sought.class, column: sought.column }),
    ...(sought.text ? { text: sought.text } : {}),
  };
}

interface PagerProps {
  readonly found: number;
  readonly start: number;
  readonly count: number;
  onStart(start: number): void;
}

function Pager({ found, start, count, onStart }: PagerProps) {
  if (found <= count) return null;
  const last = Math.min(start + count, found);
  return (
    <div className="samples-bar">
      <button
        type="button"
        className="ll-button"
        disabled={start === 0}
        onClick={() => onStart(Math.max(0, start - count))}
      >
        {t("Before")}
      </button>
      <span>{t("{first} to {last} of {found}", { first: start + 1, last, found })}</span>
      <button type="button" className="ll-button" disabled={last >= found} onClick={() => onStart(start + count)}>
        {t("Next")}
      </button>
    </div>
  );
}
