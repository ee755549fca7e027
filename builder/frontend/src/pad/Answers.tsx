/** What a network answers: the label, and a bar for the probability of each class. */

import { shareText } from "../format";
import { counted, locale, t } from "../words/words";
import { Boxed } from "./Boxed";
import type { Answer } from "./predict";

const SHOWN = 12;

interface AnswersProps {
  readonly outputs: Readonly<Record<string, Answer>>;
  /** The picture that was asked about, as base64 of a PNG. */
  readonly asked?: string;
}

export function Answers({ outputs, asked }: AnswersProps) {
  return (
    <div className="pad-answers" data-testid="answer" aria-live="polite">
      {Object.entries(outputs).map(([target, answer]) => (
        <section key={target}>
          <h3>{target}</h3>
          {answer.boxes ? (
            <Boxed target={target} answer={answer} picture={asked ? `data:image/png;base64,${asked}` : answer.given} />
          ) : answer.mask ? (
            <Masked target={target} given={answer.given} mask={answer.mask} />
          ) : answer.picture ? (
            <Pictures target={target} given={answer.given} made={answer.picture} />
          ) : (
            <p className="pad-label" data-testid={`answer-${target}`}>
              {answer.label ?? (answer.labels ? labelled(answer.labels) : number(answer.value))}
            </p>
          )}
          <Unusual answer={answer} />
          {!answer.boxes && <Bars answer={answer} />}
        </section>
      ))}
    </div>
  );
}

/** What came out beside what went in, as the network saw it. */
function Pictures({ target, given, made }: { target: string; given?: string; made: string }) {
  return (
    <div className="pad-pictures">
      {given && (
        <figure>
          <img src={given} alt={t("What went in")} data-testid={`given-${target}`} />
          <figcaption>{t("went in")}</figcaption>
        </figure>
      )}
      <figure>
        <img src={made} alt={t("What came out")} data-testid={`answer-${target}`} />
        <figcaption>{t("came out")}</figcaption>
      </figure>
    </div>
  );
}

/** What the network found, over the picture as it saw it. */
function Masked({ target, given, mask }: { target: string; given?: string; mask: string }) {
  return (
    <div className="pad-masked">
      {given && <img src={given} alt={t("What went in")} />}
      <img src={mask} alt={t("What the network found")} data-testid={`mask-${target}`} />
    </div>
  );
}

/** Whether what went in is unusual: by how much it differs from what came out. */
function Unusual({ answer: { unusual, error, limit } }: { answer: Answer }) {
  if (unusual === undefined) return null;
  const values = {
    words: unusual ? t("unusual") : t("usual"),
    error: figure(error ?? 0),
    limit: figure(limit ?? 0),
  };
  return <p data-testid="unusual">{t("{words}: differs by {error}, the limit is {limit}", values)}</p>;
}

function figure(value: number): string {
  return value.toLocaleString(locale(), { maximumSignificantDigits: 3 });
}

function Bars({ answer }: { answer: Answer }) {
  const shares = (answer.classes ?? []).map((name, i) => ({
    name,
    share: (answer.probabilities ?? answer.shares)?.[i] ?? 0,
    color: answer.colours?.[i] ?? undefined,
  }));
  const shown = shares.length > SHOWN ? shares.toSorted((a, b) => b.share - a.share).slice(0, SHOWN) : shares;
  return (
    <ul className="pad-bars">
      {shown.map(({ name, share, color }) => (
        <li key={name} className={name === answer.label || answer.labels?.includes(name) ? "pad-best" : ""}>
          <span className="pad-class">{name}</span>
          <span className="ll-track">
            <i style={{ width: `${100 * share}%`, background: color }} />
          </span>
          <span className="pad-share">{shareText(share)}</span>
        </li>
      ))}
    </ul>
  );
}

function labelled(labels: readonly string[]): string {
  return labels.join(", ") || t("no label");
}

function number(value: Answer["value"]): string {
  if (typeof value === "number") return value.toLocaleString(locale(), { maximumSignificantDigits: 5 });
  return value ? counted(value.flat(Number.POSITIVE_INFINITY).length, "{count} number", "{count} numbers") : "";
}
