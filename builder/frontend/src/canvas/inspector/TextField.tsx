/** A text, or a list of texts, one a line. */

import { useEffect, useState } from "react";
import type { Json } from "../../document/types";
import { t } from "../../words/words";
import type { FieldProps } from "./field";

export function TextField({ param, value, id, disabled, invalid, described, various, change }: FieldProps) {
  return (
    <input
      id={id}
      className="ll-field"
      data-testid={`param-${param.name}`}
      aria-invalid={invalid}
      aria-describedby={described}
      placeholder={various ? t("various") : param.nullable ? t("not set") : undefined}
      disabled={disabled}
      maxLength={500}
      value={typeof value === "string" ? value : ""}
      onChange={({ target }) => change(target.value === "" && param.nullable ? null : target.value)}
    />
  );
}

export function TextsField({ param, value, id, disabled, invalid, described, various, change }: FieldProps) {
  const lines = linesOf(value);
  const [draft, setDraft] = useState(lines);
  useEffect(() => setDraft((now) => (listed(now).join("\n") === lines ? now : lines)), [lines]);
  return (
    <textarea
      id={id}
      className="ll-field"
      data-testid={`param-${param.name}`}
      rows={Math.min(Math.max(lines.split("\n").length + 1, 2), 8)}
      aria-invalid={invalid}
      aria-describedby={described}
      placeholder={various ? t("various") : t("one a line")}
      disabled={disabled}
      value={draft}
      onChange={({ target }) => {
        setDraft(target.value);
        const texts = listed(target.value);
        change(!texts.length && param.nullable ? null : texts);
      }}
    />
  );
}

function linesOf(value: Json): string {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string").join("\n") : "";
}

function listed(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
