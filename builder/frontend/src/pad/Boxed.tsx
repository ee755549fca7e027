/** What the network found in a picture: a box around each thing, its name and how sure the network is. */
import { shareText } from "../format";
import { counted, t } from "../words/words";
import type { Answer, FoundBox } from "./predict";

interface BoxedProps {
  readonly target: string;
  readonly answer: Answer;
  /** The picture that was asked about, as an address of its content. */
  readonly picture?: string;
}

export function Boxed({ target, answer, picture }: BoxedProps) {
  const boxes = answer.boxes ?? [];
  const hue = (name: string) => answer.colours?.[answer.classes?.indexOf(name) ?? -1] ?? "#8894a8";
  return (
    <>
      <figure className="pad-boxed" data-testid={`boxes-${target}`}>
        {picture && <img src={picture} alt={t("What the network found")} />}
        {boxes.map((box) => (
          <span key={box.box.join()} className="pad-box" style={{ ...placed(box), borderColor: hue(box.class) }}>
            <b style={{ background: hue(box.class) }}>{`${box.class} ${shareText(box.score)}`}</b>
          </span>
        ))}
      </figure>
      <ul className="pad-found">
        {boxes.length === 0 && <li>{t("Nothing was found in this picture.")}</li>}
        {(answer.classes ?? []).map((name) => {
          const count = boxes.filter((box) => box.class === name).length;
          return (
            count > 0 && (
              <li key={name}>
                <i style={{ background: hue(name) }} />
                {name} <span>{counted(count, "{count} box", "{count} boxes")}</span>
              </li>
            )
          );
        })}
      </ul>
    </>
  );
}

function placed({ box: [left, top, right, bottom] }: FoundBox) {
  return {
    left: `${100 * left}%`,
    top: `${100 * top}%`,
    width: `${100 * (right - left)}%`,
    height: `${100 * (bottom - top)}%`,
  };
}
