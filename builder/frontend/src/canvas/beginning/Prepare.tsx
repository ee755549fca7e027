/** How an Input prepares what it reads: the layers that do it, what they have learnt, and a sample before and after. */
import type { KeyboardEvent } from "react";
import { useBorrowedFocus } from "../../design/focus";
import { useStore } from "../../project/store";
import { t, told, number as written } from "../../words/words";
import { useBench } from "../context";
import { Values } from "../sampling/Values";
import { type Column, type Step, useLook } from "./look";
import "./beginning.css";

/** What is told of the words that a layer knows. */
const MOST_WORDS = 12;

export function Prepare({ input, close }: { input: string; close: () => void }) {
  const panel = useBorrowedFocus<HTMLElement>();
  const { view } = useBench();
  const sample = useStore(view.sample);
  const { found, waiting, sentence } = useLook("prepared", input, sample?.part === "training" ? sample.number : 0);

  function press(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  }

  return (
    <section
      ref={panel}
      className="ll-afloat ll-beginning ll-prepare"
      role="dialog"
      aria-label={t("How it is prepared")}
      aria-busy={waiting}
      data-testid="prepare"
      tabIndex={-1}
      onKeyDown={press}
    >
      <header>
        <h2>{t("How it is prepared")}</h2>
        <p className="ll-quiet">
          {found
            ? t("Learnt from {rows} training rows alone. It travels inside every exported model.", { rows: found.rows })
            : ""}
        </p>
        <button type="button" className="ll-tool" aria-label={t("Close")} onClick={close}>
          ×
        </button>
      </header>
      {sentence && <p className="ll-sample-sentence">{sentence}</p>}
      {!found && !sentence && <p className="ll-quiet">{t("Looking at the training rows …")}</p>}
      {found && (
        <table>
          <thead>
            <tr>
              <th>{t("Column")}</th>
              <th>{t("A value")}</th>
              <th>{t("What is done")}</th>
              <th>{t("What the network reads")}</th>
            </tr>
          </thead>
          <tbody>
            {found.columns.map((column) => (
              <Row key={column.name} column={column} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ column }: { column: Column }) {
  const { name, steps, before, after } = column;
  const [only] = after.values ?? [];
  return (
    <tr data-testid={`prepared-${name}`}>
      <th scope="row" title={name}>
        {name}
      </th>
      <td>
        <Raw value={before} />
      </td>
      <td>
        {steps.length ? steps.map((step) => <Done key={step.sentence} step={step} />) : t("It is taken as it is.")}
      </td>
      <td>
        {after.of === 1 && typeof only === "number" ? (
          written(only)
        ) : (
          <Values shown={after} className="ll-prepared-values" />
        )}
      </td>
    </tr>
  );
}

function Done({ step }: { step: Step }) {
  return (
    <p>
      {told(step, "sentence")} <code>{step.layer}</code>
      {step.words.length > 0 && <small>{step.words.join(", ") + (step.words.length < MOST_WORDS ? "" : " …")}</small>}
    </p>
  );
}

/** A value as it stands in the data: a picture, a number, a text. */
function Raw({ value }: { value: unknown }) {
  if (typeof value === "string" && value.startsWith("data:image/"))
    return <img className="ll-pixels ll-prepared-values" src={value} alt={t("The sample")} />;
  if (typeof value === "object" && value !== null && "picture" in value)
    return <img className="ll-prepared-values" src={String(value.picture)} alt={t("The sample")} />;
  if (typeof value === "number") return written(value);
  if (value === null || value === undefined) return <em className="ll-quiet">{t("missing")}</em>;
  return (
    <span title={String(value)}>
      {Array.isArray(value) ? t("{count} values", { count: value.length }) : String(value)}
    </span>
  );
}
