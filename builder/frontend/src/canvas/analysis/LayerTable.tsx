/** All layers of the level in a table: sorted by a press on a heading, each row leads to its card. */

import { type UIEvent, useMemo, useState } from "react";
import { exactText } from "../../format";
import { useStore } from "../../project/store";
import { message, t } from "../../words/words";
import { useActions } from "../actions";
import { useBench } from "../context";
import { KindMark } from "../KindMark";
import { MEASURE_NAMES, MEASURES, type MeasureName } from "./measures";
import { type Row, rowsOf, type Sorting, sorted } from "./rows";

const ROW = 28;
/** Rows that are drawn beyond those in sight, so that scrolling shows no gap. */
const SPARE = 12;

export function LayerTable() {
  const { project, level, view, catalog } = useBench();
  const here = useStore(level);
  const report = useStore(project.report);
  const place = useStore(view.place);
  const { nodes: selected } = useStore(view.selection);
  const [by, setBy] = useState<Sorting>("flow");
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(400);
  const all = useMemo(() => rowsOf(here, report, place, catalog), [here, report, place, catalog]);
  const rows = useMemo(() => sorted(all, by), [all, by]);
  const most = useMemo(() => mostOf(all), [all]);
  const first = Math.max(0, Math.floor(top / ROW) - SPARE);
  const last = Math.min(rows.length, Math.ceil((top + height) / ROW) + SPARE);

  function scroll({ currentTarget }: UIEvent<HTMLElement>): void {
    setTop(currentTarget.scrollTop);
    setHeight(currentTarget.clientHeight);
  }

  if (!rows.length) return <p className="ll-quiet ll-drawer-empty">{t("Nothing is on the canvas yet.")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too.
    <section className="ll-table-scroll" onScroll={scroll} aria-label={t("Table of layers")} tabIndex={0}>
      <table className="ll-layer-table" aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <Heading name="title" title={message("Layer")} by={by} sort={setBy} />
            <th scope="col">{t("Gives")}</th>
            {MEASURE_NAMES.map((name) => (
              <Heading
                key={name}
                name={name}
                title={MEASURES[name].title}
                sentence={MEASURES[name].sentence}
                by={by}
                sort={setBy}
              />
            ))}
            <th scope="col" title={t("How much of the input one place of its output is made of")}>
              {t("Sees")}
            </th>
          </tr>
        </thead>
        <tbody>
          <Gap rows={first} />
          {rows.slice(first, last).map((row, at) => (
            <LayerRow key={row.id} row={row} most={most} index={first + at + 2} selected={selected.has(row.id)} />
          ))}
          <Gap rows={rows.length - last} />
        </tbody>
      </table>
    </section>
  );
}

interface HeadingProps {
  readonly name: Sorting;
  readonly title: string;
  readonly sentence?: string;
  readonly by: Sorting;
  readonly sort: (by: Sorting) => void;
}

/** Pressed once it sorts; pressed again, layers follow each other as they do in the network. */
function Heading({ name, title, sentence, by, sort }: HeadingProps) {
  const chosen = by === name;
  return (
    <th scope="col" aria-sort={chosen ? (name === "title" ? "ascending" : "descending") : "none"}>
      <button
        type="button"
        className="ll-plain ll-sort"
        data-testid={`sort-${name}`}
        title={sentence && t(sentence)}
        onClick={() => sort(chosen ? "flow" : name)}
      >
        {t(title)}
        <span aria-hidden>{chosen ? (name === "title" ? "▲" : "▼") : ""}</span>
      </button>
    </th>
  );
}

interface LayerRowProps {
  readonly row: Row;
  readonly most: Readonly<Record<MeasureName, number>>;
  readonly index: number;
  readonly selected: boolean;
}

function LayerRow({ row, most, index, selected }: LayerRowProps) {
  const { show } = useActions();
  return (
    <tr aria-rowindex={index} className={selected ? "selected" : undefined} data-testid={`row-${row.id}`}>
      <th scope="row">
        <button type="button" className="ll-plain ll-row-name" onClick={() => show(row.id)}>
          <KindMark kind={row.node.kind} uses={row.node.uses} />
          <strong>{row.title}</strong>
          {row.title !== row.kind && <small>{row.kind}</small>}
        </button>
      </th>
      <td>{row.shape}</td>
      {MEASURE_NAMES.map((name) => (
        <td key={name} className="ll-amount" title={exactText(row.costs[name])}>
          {row.costs[name] > 0 && (
            <>
              <span className="ll-bar" style={{ width: `${(100 * row.costs[name]) / most[name]}%` }} />
              <span>{MEASURES[name].text(row.costs[name])}</span>
            </>
          )}
        </td>
      ))}
      <td>{row.field}</td>
    </tr>
  );
}

/** The room of rows that are out of sight. */
function Gap({ rows }: { rows: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden className="ll-gap">
      <td colSpan={6} style={{ height: rows * ROW }} />
    </tr>
  );
}

function mostOf(rows: readonly Row[]): Readonly<Record<MeasureName, number>> {
  const most = (name: MeasureName) => rows.reduce((found, { costs }) => Math.max(found, costs[name]), 1);
  return { parameters: most("parameters"), multiply_adds: most("multiply_adds"), memory: most("memory") };
}
