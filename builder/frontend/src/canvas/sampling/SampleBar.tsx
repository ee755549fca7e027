/** Which sample is looked at: its picture or its cells, what is right, and ways to the others. */

import { useStore } from "../../project/store";
import { message, t } from "../../words/words";
import { useActions } from "../actions";
import { useBench } from "../context";
import { Icon } from "../icons";
import { PARTS, type Part, type Trace } from "./trace";

const PART_TITLES: Readonly<Record<Part, string>> = {
  training: message("Training"),
  validation: message("Validation"),
  test: message("Test"),
};
const MOST_CELLS = 4;

export function SampleBar() {
  const { view } = useBench();
  const { run } = useActions();
  const asked = useStore(view.sample);
  const { trace, waiting, sentence } = useStore(view.tracing);
  if (!asked) return null;
  return (
    <aside className="ll-lifted ll-sample-bar" aria-label={t("Sample")} data-testid="sample-bar" aria-busy={waiting}>
      <header>
        <select
          className="ll-field"
          aria-label={t("Part of the data")}
          value={asked.part}
          onChange={({ target }) => view.sample.set({ part: target.value as Part, number: 0 })}
        >
          {PARTS.map((part) => (
            <option key={part} value={part}>
              {t(PART_TITLES[part])}
            </option>
          ))}
        </select>
        <button type="button" className="ll-tool" title={t("Sample before")} onClick={() => run("previous-sample")}>
          <Icon name="left" />
        </button>
        <button type="button" className="ll-tool" title={t("Next sample")} onClick={() => run("next-sample")}>
          <Icon name="right" />
        </button>
        <button type="button" className="ll-tool" title={t("Close")} onClick={() => view.sample.set(null)}>
          <Icon name="close" />
        </button>
      </header>
      {sentence && <p className="ll-sample-sentence">{sentence}</p>}
      {!sentence && !trace && <p className="ll-quiet">{t("Sending a sample through the network …")}</p>}
      {trace && <Looked trace={trace} />}
    </aside>
  );
}

function Looked({ trace }: { trace: Trace }) {
  const pictures = Object.values(trace.inputs).filter((value) => isPicture(value));
  const cells = Object.entries(trace.inputs).filter(([name, value]) => !isPicture(value) && !(name in trace.truth));
  const heard = Object.values(trace.inputs).find(isSound);
  const plain = cells.filter(([, value]) => typeof value !== "object");
  return (
    <div className="ll-sample-looked">
      {pictures.slice(0, 1).map((picture) => (
        <img key="picture" className="ll-pixels" src={String(picture)} alt={t("The sample")} />
      ))}
      {heard && <Heard sound={heard} />}
      <dl>
        {Object.entries(trace.truth).map(([name, value]) => (
          <Cell key={`truth ${name}`} name={name} value={value} strong />
        ))}
        {plain.slice(0, MOST_CELLS).map(([name, value]) => (
          <Cell key={name} name={name} value={value} />
        ))}
        {plain.length > MOST_CELLS && (
          <dt className="ll-quiet">{t("and {count} more", { count: plain.length - MOST_CELLS })}</dt>
        )}
      </dl>
      <p className="ll-quiet">
        {t("Sample {number} of {count}.", { number: trace.number + 1, count: trace.count })}{" "}
        {trace.trained ? t("With the weights of the last run.") : t("Not trained yet: the weights are still random.")}
      </p>
    </div>
  );
}

/** A sound: its wave above its spectrogram, and what plays it. */
function Heard({ sound }: { sound: Sound }) {
  return (
    <div className="ll-sample-sound">
      <img src={sound.picture} alt={t("The sample")} />
      {/* biome-ignore lint/a11y/useMediaCaption: a sample of the data has no words beside it. */}
      <audio controls src={sound.sound} aria-label={t("The sample")} />
    </div>
  );
}

function Cell({ name, value, strong = false }: { name: string; value: unknown; strong?: boolean }) {
  if (value === null || typeof value === "object") return null;
  return (
    <>
      <dt title={name}>{name}</dt>
      <dd title={String(value)}>{strong ? <strong>{String(value)}</strong> : String(value)}</dd>
    </>
  );
}

interface Sound {
  readonly sound: string;
  readonly picture: string;
}

function isSound(value: unknown): value is Sound {
  return typeof value === "object" && value !== null && "sound" in value && "picture" in value;
}

const isPicture = (value: unknown): boolean => typeof value === "string" && value.startsWith("data:image/");
