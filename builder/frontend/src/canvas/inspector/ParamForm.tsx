/** The form of an entry's parameters: what matters first, the rest folded. */

import { type ComponentType, useId, useState } from "react";
import type { Catalog, Entry, Param } from "../../catalog/catalog";
import { isObject, type Json, type JsonObject, sameJson } from "../../document/types";
import { valueText } from "../../format";
import { type Finding, isProblem } from "../../project/report";
import { useStore } from "../../project/store";
import { t, told } from "../../words/words";
import { useBench } from "../context";
import type { Schema } from "../data";
import { FixButton } from "../Findings";
import { BooleanField, ChoiceField } from "./ChoiceField";
import { FeaturesField, TargetField } from "./DataField";
import { ExpressionField } from "./ExpressionField";
import { ExpressionNodeField } from "./ExpressionNodeField";
import { ExpressToggle, useExpress } from "./express";
import type { FieldProps } from "./field";
import { ActivationField, ReferenceField, ReferencesField } from "./KindField";
import { RangeField } from "./RangeField";
import { isMeant, typesRead } from "./read";
import { TextField, TextsField } from "./TextField";
import { TypedField } from "./TypedField";

/** The control for each type of the catalogue's closed set; what is not here is typed as text. */
const FIELDS: Readonly<Record<string, ComponentType<FieldProps>>> = {
  integer: TypedField,
  number: TypedField,
  integers: TypedField,
  numbers: TypedField,
  axes: TypedField,
  range: RangeField,
  shape: TypedField,
  pairs: TypedField,
  boolean: BooleanField,
  choice: ChoiceField,
  text: TextField,
  texts: TextsField,
  expression: ExpressionNodeField,
  feature_names: FeaturesField,
  target_name: TargetField,
  activation: ActivationField,
  initializer: ReferenceField,
  regularizer: ReferenceField,
  constraint: ReferenceField,
  loss: ReferenceField,
  layer: ReferenceField,
  cell: ReferenceField,
  metrics: ReferencesField,
  layers: ReferencesField,
  cells: ReferencesField,
};

/** The control for a setting. */
export const fieldOf = (param: Param): ComponentType<FieldProps> => FIELDS[param.type] ?? TextField;

export interface ParamFormProps {
  readonly form: string;
  readonly entry: Entry;
  readonly values: JsonObject;
  readonly findings: readonly Finding[];
  readonly disabled: boolean;
  /** Settings in which the several differ for which the form is. */
  readonly various?: ReadonlySet<string>;
  readonly set: (name: string, value: Json) => void;
  readonly unset: (name: string) => void;
}

export function ParamForm(props: ParamFormProps) {
  const { data, catalog, project } = useBench();
  const { targets } = useStore(project.document).data;
  const read = typesRead(props.entry, props.values, data.schema ?? null, targets);
  const params = asked(props.entry, data.schema ?? null).filter(
    (param) => !isIdle(param, props, catalog) && isMeant(param, read, props.findings),
  );
  const main = params.filter(({ section }) => section === "main");
  const rest = params.filter(({ section }) => section !== "main");
  const [open, setOpen] = useState(main.length === 0);
  const changed = rest.filter(({ name }) => props.values[name] !== undefined).length;
  // What is wrong must not hide.
  const shown = open || rest.some(({ name }) => props.findings.some(({ param }) => param === name));
  return (
    <>
      {main.map((param) => (
        <ParamRow key={param.name} param={param} {...props} />
      ))}
      {rest.length > 0 && (
        <button
          type="button"
          className="ll-plain ll-fold"
          aria-expanded={shown}
          data-testid="advanced"
          onClick={() => setOpen(!open)}
        >
          {t("More settings")}{" "}
          <span className="ll-count">{changed ? t("{changed} changed", { changed }) : rest.length}</span>
        </button>
      )}
      {shown && rest.map((param) => <ParamRow key={param.name} param={param} {...props} />)}
    </>
  );
}

/** What says how data would look is not asked for once they are chosen. */
function asked({ params = [] }: Entry, schema: Schema | null): readonly Param[] {
  const takesData = params.some(({ type }) => type === "feature_names");
  if (!schema || !takesData) return params;
  return params.filter(({ type, name }) => type !== "shape" && name !== "dtype");
}

/** A loss that compares with nothing has no target, and nothing to be measured by. */
function isIdle({ type }: Param, { entry, values }: ParamFormProps, catalog: Catalog): boolean {
  if (type !== "target_name" && type !== "metrics") return false;
  const losses = (entry.params ?? []).filter((param) => param.type === "loss");
  return losses.some(({ name }) => {
    const loss = values[name];
    return isObject(loss) && catalog.find("losses", String(loss.kind))?.function !== undefined;
  });
}

interface ParamRowProps extends ParamFormProps {
  readonly param: Param;
}

function ParamRow({ param, form, values, findings, disabled, various: differing, set, unset }: ParamRowProps) {
  const id = `${form}-${param.name}${useId()}`;
  const own = values[param.name];
  const various = differing?.has(param.name) ?? false;
  const value = own === undefined && !various ? (param.default ?? null) : (own ?? null);
  const wrong = findings.filter((finding) => finding.param === param.name);
  const Field = fieldOf(param);
  const express = useExpress(param, value, (next) => set(param.name, next));
  const field: FieldProps = {
    param,
    value,
    id,
    disabled,
    various,
    described: [param.help && `${id}-help`, wrong.length > 0 && `${id}-wrong`].filter(Boolean).join(" ") || undefined,
    invalid: wrong.some(isProblem),
    change: (next) => set(param.name, next),
  };
  return (
    <div className="ll-param">
      <div className="ll-param-head">
        <label htmlFor={id}>{t(param.label)}</label>
        <Help param={param} id={`${id}-help`} />
        {own !== undefined && !param.required && !disabled && !sameJson(own, param.default ?? null) && (
          <button
            type="button"
            className="ll-plain ll-reset"
            title={t("Back to the default: {default}", { default: valueText(param.default ?? null, param) })}
            aria-label={t("{param}: back to the default", { param: t(param.label) })}
            data-testid={`reset-${param.name}`}
            onClick={() => unset(param.name)}
          >
            ↺
          </button>
        )}
        {various ? (
          <span className="ll-unit ll-various" title={t("They differ; what you set here is set for all.")}>
            {t("various")}
          </span>
        ) : (
          param.unit && <span className="ll-unit">{t(param.unit)}</span>
        )}
        {express.able && !disabled && <ExpressToggle param={param} {...express} />}
      </div>
      {express.on ? (
        <ExpressionField {...field} begun={express.begun} hold={express.hold} />
      ) : (
        <Field {...field} express={express.type} />
      )}
      {wrong.map((finding, at) => (
        <div key={finding.sentence} id={at ? undefined : `${id}-wrong`} className={`ll-sentence ${finding.severity}`}>
          {told(finding, "sentence")}
          {finding.fixes.map((fix, number) => (
            <FixButton key={fix.title} fix={fix} testid={`${param.name}-fix-${number}`} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Help({ param, id }: { param: Param; id: string }) {
  if (!param.help) return null;
  return (
    <span className="ll-help">
      <button type="button" className="ll-plain" aria-label={`${t(param.label)}: ${t(param.help)}`}>
        ?
      </button>
      <span className="ll-afloat" role="tooltip" id={id}>
        {t(param.help)} <code>{param.name}</code>
      </span>
    </span>
  );
}
