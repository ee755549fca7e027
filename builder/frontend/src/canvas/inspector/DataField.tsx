/** What of the data set goes in or is predicted. */
import { inputOf } from "../../format";
import { useStore } from "../../project/store";
import { message, t } from "../../words/words";
import { useBench } from "../context";
import type { Feature } from "../data";
import type { FieldProps } from "./field";
import { readable } from "./read";
import { TextField, TextsField } from "./TextField";

const TYPE_WORDS: Record<string, string> = {
  number: message("number"),
  category: message("category"),
  text: message("text"),
  image: message("picture"),
  sequence: message("series"),
  mask: message("mask"),
  boxes: message("boxes"),
  labels: message("labels"),
  video: message("clip"),
};

/** The features of the data set as ticks; none ticked means every feature that is no target. */
export function FeaturesField(props: FieldProps) {
  const { data } = useBench();
  const targets = useTargets();
  if (!data.schema) return <TextsField {...props} />;
  const features = readable(data.schema);
  const usual = features.filter(({ name }) => !targets.includes(name)).map(({ name }) => name);
  const chosen = Array.isArray(props.value) && props.value.length ? props.value : usual;

  function tick(name: string, on: boolean): void {
    const next = features.map((each) => each.name).filter((each) => (each === name ? on : chosen.includes(each)));
    const all = next.length === usual.length && next.every((each) => usual.includes(each));
    if (next.length) props.change(all ? [] : next);
  }

  return (
    <div className="ll-ticks" id={props.id} data-testid={`param-${props.param.name}`}>
      {features.map((feature) => (
        <Tick
          key={feature.name}
          feature={feature}
          on={chosen.includes(feature.name)}
          disabled={props.disabled}
          tick={tick}
        />
      ))}
    </div>
  );
}

interface TickProps {
  readonly feature: Feature;
  readonly on: boolean;
  readonly disabled: boolean;
  readonly tick: (name: string, on: boolean) => void;
}

function Tick({ feature, on, disabled, tick }: TickProps) {
  return (
    <label className="ll-tick">
      <input
        type="checkbox"
        checked={on}
        disabled={disabled}
        data-testid={`feature-${feature.name}`}
        onChange={(event) => tick(feature.name, event.target.checked)}
      />
      <span title={feature.name}>{feature.name}</span>
      <span className="ll-unit">{featureWords(feature)}</span>
    </label>
  );
}

function featureWords({ type, shape, classes }: Feature): string {
  if (shape?.length) return shape.join(" × ");
  if (type === "category" && classes?.length) return t("{classes} categories", { classes: classes.length });
  if (type === "labels" && classes?.length) return t("{labels} labels", { labels: classes.length });
  return t(TYPE_WORDS[type] ?? type);
}

/** What is learnt: one of the targets of the data set, or what an Input brings, which is to be given again. */
export function TargetField(props: FieldProps) {
  const { data } = useBench();
  const targets = useTargets();
  const inputs = useInputs();
  const named = data.schema?.features.filter(({ role }) => role !== "feature").map(({ name }) => name) ?? [];
  const choices = [...new Set([...targets, ...named])];
  if (!choices.length && !inputs.length) return <TextField {...props} />;
  const again = inputOf(props.value);
  const value = again === null ? (typeof props.value === "string" ? props.value : "") : AGAIN + again;
  const known = choices.includes(value) || inputs.some(({ id }) => AGAIN + id === value);
  const chosen = (name: string) => (name.startsWith(AGAIN) ? { input: name.slice(AGAIN.length) } : name);
  return (
    <select
      id={props.id}
      className="ll-field"
      data-testid={`param-${props.param.name}`}
      aria-invalid={props.invalid}
      disabled={props.disabled}
      value={value}
      onChange={(event) => props.change(chosen(event.target.value))}
    >
      {!known && <option value={value}>{again === null ? value || t("choose…") : t("an Input that is gone")}</option>}
      {choices.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
      {inputs.map(({ id, name }) => (
        <option key={AGAIN + id} value={AGAIN + id}>
          {name} {t("itself")}
        </option>
      ))}
    </select>
  );
}

/** No name of a column begins so. */
const AGAIN = "\u001f";

function useInputs(): readonly { id: string; name: string }[] {
  const { project } = useBench();
  const { nodes } = useStore(project.document);
  return [...nodes]
    .filter(([, node]) => node.kind === "Input" && node.block === null && !node.disabled)
    .map(([id, node]) => ({ id, name: node.name || id }));
}

function useTargets(): readonly string[] {
  const { project } = useBench();
  const { targets } = useStore(project.document).data;
  return Array.isArray(targets) ? targets.filter((name): name is string => typeof name === "string") : [];
}
