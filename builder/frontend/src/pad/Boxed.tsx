/** What the network found in a picture: a box around each thing, its name and how sure the network is. */
import { counted, t } from "../words/words";
import type { Answer, FoundBox } from "./predict";

/** A box that begins higher than this share of the picture has its name inside. */
const TOP = 0.06;

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
            <b className={box.box[1] < TOP ? "pad-inside" : ""} style={named(hue(box.class))}>
              {`${box.class} ${Math.round(100 * box.score)} %`}
            </b>
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

/** The colour of a name, and letters that are read on it. */
function named(hue: string) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hue.slice(at, at + 2), 16));
  return { background: hue, color: 0.299 * red + 0.587 * green + 0.114 * blue > 128 ? "#101522" : "#ffffff" };
}

function placed({ box: [left, top, right, bottom] }: FoundBox) {
  return {
    left: `${100 * left}%`,
    top: `${100 * top}%`,
    width: `${100 * (right - left)}%`,
    height: `${100 * (bottom - top)}%`,
  };
}
