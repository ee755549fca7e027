/** The numbers behind a curve, for those who do not see it, or want them exactly: a sentence, and a table by epochs. */
import { useState } from "react";
import { number, t } from "../words/words";
import { short } from "./figure";
import type { Curve, Point } from "./run";

interface NumbersProps {
  readonly title: string;
  readonly curve: Curve;
  readonly best: number | null;
}

/** What a listener hears in place of the picture: how it began, how it stands, and the best epoch. */
export function summary({ title, curve, best }: NumbersProps): string {
  const parts = [
    ofLine(t("training"), curve.training),
    ofLine(t("validation"), curve.validation),
    best === null ? "" : t("best at epoch {epoch}", { epoch: best }),
  ].filter(Boolean);
  return parts.length ? `${title}: ${parts.join("; ")}.` : t("{title}: nothing yet.", { title });
}

function ofLine(words: string, points: readonly Point[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return "";
  if (points.length === 1) return t("{line} {value}", { line: words, value: short(last[1]) });
  const values = { line: words, from: short(first[1]), value: short(last[1]), epochs: points.length };
  return t("{line} from {from} to {value} in {epochs} epochs", values);
}

export function Numbers({ title, curve, best }: NumbersProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className="plot-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("As a table")}</summary>
      {open && <Table title={title} curve={curve} best={best} />}
    </details>
  );
}

function Table({ title, curve, best }: NumbersProps) {
  const rows = curve.training.length >= curve.validation.length ? curve.training : curve.validation;
  return (
    <div className="plot-table-rows">
      <table>
        <caption className="ll-hidden">{summary({ title, curve, best })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("Epoch")}</th>
            <th scope="col">{t("Training")}</th>
            <th scope="col">{t("Validation")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: epochs stand in their order and only grow.
            <tr key={at} className={best === at + 1 ? "best" : undefined}>
              <th scope="row">{best === at + 1 ? t("{epoch}, the best", { epoch: at + 1 }) : number(at + 1)}</th>
              <td>{valueAt(curve.training, at)}</td>
              <td>{valueAt(curve.validation, at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function valueAt(points: readonly Point[], at: number): string {
  const point = points[at];
  return point ? short(point[1]) : "";
}
