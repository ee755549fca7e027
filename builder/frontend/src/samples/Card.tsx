/** One sample: what it is, and its label. */
import type { MouseEvent } from "react";
import { t } from "../words/words";
import type { Cell, Clip, Sample, Sound } from "./ask";

interface CardProps {
  readonly sample: Sample;
  readonly column: string;
  readonly selected: boolean;
  /** What a network said about it. */
  readonly said?: string;
  readonly large?: boolean;
  onPressed?(range: boolean): void;
}

export function Card({ sample, column, selected, said, large, onPressed }: CardProps) {
  const label = text(sample.values[column] ?? null);
  const words = label ? t("A picture of {label}", { label }) : t("A picture without a label");
  const press = (event: MouseEvent) => {
    event.preventDefault();
    onPressed?.(event.shiftKey);
  };
  return (
    <div className={large ? "sample sample-large" : "sample"} data-testid={`sample-${sample.row}`}>
      <button
        type="button"
        className="sample-face"
        aria-pressed={selected}
        disabled={!onPressed}
        aria-label={`${t("Sample {number}", { number: sample.row + 1 })}: ${label || t("no label yet")}`}
        onMouseDown={(event) => event.shiftKey && event.preventDefault()}
        onClick={press}
      >
        <Face values={sample.values} column={column} words={words} />
        <span className={label ? "sample-label" : "sample-label sample-none"}>{label || t("no label yet")}</span>
        {said && <span className="sample-said">{t("the network: {said}", { said })}</span>}
      </button>
      {sound(sample) && (
        // biome-ignore lint/a11y/useMediaCaption: it is a sound of a person's own data; nobody knows its words.
        <audio controls preload="none" src={sound(sample)?.sound} />
      )}
    </div>
  );
}

function Face({ values, column, words }: { values: Sample["values"]; column: string; words: string }) {
  const cells = Object.entries(values).filter(([name]) => name !== column);
  const pictures = cells
    .map(([, cell]) => (isSound(cell) ? cell.picture : isClip(cell) ? cell.strip : cell))
    .filter(isPicture);
  if (pictures.length > 0)
    return (
      <span className="sample-pictures">
        {pictures.map((address, place) => (
          <img key={address} src={address} alt={place === 0 ? words : ""} draggable={false} />
        ))}
      </span>
    );
  return (
    <span className="sample-cells">
      {cells.slice(0, 6).map(([name, cell]) => (
        <span key={name}>
          <i>{name}</i> {text(cell) || "–"}
        </span>
      ))}
    </span>
  );
}

function sound(sample: Sample): Sound | undefined {
  return Object.values(sample.values).find(isSound);
}

function isSound(cell: Cell): cell is Sound {
  return typeof cell === "object" && cell !== null && "sound" in cell;
}

function isClip(cell: Cell): cell is Clip {
  return typeof cell === "object" && cell !== null && "strip" in cell;
}

function isPicture(cell: Cell): cell is string {
  return typeof cell === "string" && cell.startsWith("data:image/");
}

/** A word or a number; what is neither is not written out. */
export function text(cell: Cell): string {
  if (typeof cell === "string" && !isPicture(cell)) return cell;
  return typeof cell === "number" ? String(cell) : "";
}
