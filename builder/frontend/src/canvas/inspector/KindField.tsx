/** Another kind of the catalogue: an activation with its curve, an initializer, a loss, a layer to be wrapped, with its own form. */

import { type Entry, FAMILY_OF_TYPE, initialParams } from "../../catalog/catalog";
import { isObject, type Json, type JsonObject } from "../../document/types";
import { t } from "../../words/words";
import { useBench } from "../context";
import type { FieldProps } from "./field";
import { ParamForm } from "./ParamForm";

export function ActivationField(props: FieldProps) {
  const { catalog } = useBench();
  const name = typeof props.value === "string" ? props.value : "";
  const entry = catalog.find("activations", name);
  return (
    <div className="ll-activation">
      <KindSelect
        {...props}
        kind={name}
        entries={catalog.family("activations")}
        choose={(kind) => props.change(kind || null)}
      />
      {entry?.curve?.length ? <Curve points={entry.curve} /> : null}
    </div>
  );
}

const CURVE = { width: 44, height: 18 };

function Curve({ points }: { points: readonly number[] }) {
  const [low, high] = [Math.min(...points), Math.max(...points)];
  const path = points
    .map((value, at) => {
      const x = (at / (points.length - 1)) * CURVE.width;
      const y = CURVE.height - ((value - low) / (high - low || 1)) * (CURVE.height - 2) - 1;
      return `${at ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
  return (
    <svg className="ll-curve" {...CURVE} viewBox={`0 0 ${CURVE.width} ${CURVE.height}`} aria-hidden>
      <path d={path} />
    </svg>
  );
}

/** `{"kind", "params"}`, or the bare kind. */
export function ReferenceField(props: FieldProps) {
  const { param, value, change } = props;
  const { catalog } = useBench();
  const family = FAMILY_OF_TYPE[param.type] ?? "";
  const { kind, params } = named(value);
  const entry = catalog.find(family, kind);
  const entries = catalog.family(family).filter((each) => each.layer !== false);
  const choose = (next: string) => change(next ? made(catalog.find(family, next), next) : null);
  return (
    <>
      <KindSelect {...props} kind={entry?.kind ?? kind} entries={entries} choose={choose} />
      {entry && (
        <Nested
          {...props}
          entry={entry}
          values={params}
          set={(name, next) => change({ kind: entry.kind, params: { ...params, [name]: next } })}
          unset={(name) => change({ kind: entry.kind, params: without(params, name) })}
        />
      )}
    </>
  );
}

/** A list of references: each a row that can be taken away, and one more to choose. */
export function ReferencesField(props: FieldProps) {
  const { value, change, param, disabled } = props;
  const items = Array.isArray(value) ? value : [];
  const replace = (at: number, next: Json) =>
    change(items.flatMap((item, i) => (i === at ? (next === null ? [] : [next]) : [item])));
  return (
    <div className="ll-references" data-testid={`param-${param.name}`}>
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place.
        <div key={at} className="ll-reference">
          <ReferenceField
            {...props}
            id={`${props.id}-${at}`}
            param={{ ...param, nullable: true, name: `${param.name}-${at}` }}
            value={item}
            change={(next) => replace(at, next)}
          />
        </div>
      ))}
      {!disabled && (
        <ReferenceField
          {...props}
          id={`${props.id}-more`}
          param={{ ...param, nullable: true, name: `${param.name}-more` }}
          value={null}
          change={(next) => next !== null && change([...items, next])}
        />
      )}
    </div>
  );
}

interface KindSelectProps extends FieldProps {
  readonly kind: string;
  readonly entries: readonly Entry[];
  readonly choose: (kind: string) => void;
}

const VARIOUS = "…";

function KindSelect({ param, id, disabled, invalid, various, kind, entries, choose }: KindSelectProps) {
  const known = kind === "" || entries.some((entry) => entry.kind === kind);
  return (
    <select
      id={id}
      className="ll-field"
      data-testid={`param-${param.name}`}
      aria-invalid={invalid || !known}
      disabled={disabled}
      value={various ? VARIOUS : kind}
      onChange={(event) => choose(event.target.value)}
    >
      {various && (
        <option value={VARIOUS} disabled>
          {t("various")}
        </option>
      )}
      {(param.nullable || kind === "") && (
        <option value="">{param.name.endsWith("-more") ? t("add one…") : t("none")}</option>
      )}
      {!known && <option value={kind}>{kind}</option>}
      {entries.map((entry) => (
        <option key={entry.kind} value={entry.kind}>
          {entry.title}
        </option>
      ))}
    </select>
  );
}

interface NestedProps extends FieldProps {
  readonly entry: Entry;
  readonly values: JsonObject;
  readonly set: (name: string, value: Json) => void;
  readonly unset: (name: string) => void;
}

/** What a wrapper is about: its settings are not to be looked for. */
const WRAPPED = new Set(["layer", "cell"]);

function Nested({ param, entry, values, set, unset, id, disabled }: NestedProps) {
  if (!entry.params?.length) return null;
  return (
    <details className="ll-nested" open={WRAPPED.has(param.type)}>
      <summary>{t("Its settings")}</summary>
      {entry.sentence && <p className="ll-quiet">{t(entry.sentence)}</p>}
      <ParamForm form={id} entry={entry} values={values} set={set} unset={unset} disabled={disabled} findings={[]} />
    </details>
  );
}

function named(value: Json): { kind: string; params: JsonObject } {
  if (typeof value === "string") return { kind: value, params: {} };
  if (!isObject(value) || typeof value.kind !== "string") return { kind: "", params: {} };
  return { kind: value.kind, params: isObject(value.params) ? value.params : {} };
}

function made(entry: Entry | undefined, kind: string): JsonObject {
  return { kind: entry?.kind ?? kind, params: entry ? initialParams(entry) : {} };
}

function without(params: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(params).filter(([key]) => key !== name));
}
