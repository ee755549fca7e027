/** Whether a setting is typed as an expression, and the button that changes that. */
import { useEffect, useState } from "react";
import type { Param } from "../../catalog/catalog";
import type { Json } from "../../document/types";
import { t } from "../../words/words";
import { hasExpression, isNumeric, worth } from "./expressed";
import { useScope } from "./scope";

/** Kinds of settings that say what belongs to the data, or hold forms of their own: no name of a block can stand there. */
const NEVER = new Set([
  "feature_names",
  "target_name",
  "layer",
  "cell",
  "layers",
  "cells",
  "metrics",
  "loss",
  "texts",
  "expression",
]);

export interface Express {
  /** Whether expressions can stand here at all. */
  readonly able: boolean;
  readonly on: boolean;
  /** What was typed before the field became one for expressions. */
  readonly begun: string | null;
  readonly type: ((text: string) => void) | undefined;
  /** Whether one is typing in it. */
  hold(typing: boolean): void;
  toggle(): void;
}

export function useExpress(param: Param, value: Json, change: (value: Json) => void): Express {
  const scope = useScope();
  const [begun, setBegun] = useState<string | null>(null);
  // While it is typed an expression may be a plain number for a moment.
  const [held, hold] = useState(false);
  const written = hasExpression(value) && !NEVER.has(param.type) && !isForm(value);
  const able = written || (scope !== null && !NEVER.has(param.type));
  const on = written || (able && (held || begun !== null));
  useEffect(() => {
    if (written) setBegun(null);
  }, [written]);
  return {
    able,
    on,
    begun,
    hold,
    type: able && scope && isNumeric(param) ? setBegun : undefined,
    toggle() {
      setBegun(on ? null : "");
      hold(false);
      if (written) change(scope?.values[param.name] ?? worth(value, scope?.usual ?? {}) ?? param.default ?? null);
    },
  };
}

/** An initializer and its like have settings of their own, each with its own expression. */
function isForm(value: Json): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && "kind" in value;
}

export function ExpressToggle({ param, on, toggle }: { param: Param } & Pick<Express, "on" | "toggle">) {
  return (
    <button
      type="button"
      className="ll-fx"
      aria-pressed={on}
      data-testid={`fx-${param.name}`}
      title={on ? t("Back to a plain value") : t("Let it follow a parameter of the block")}
      aria-label={`${t(param.label)}: ${on ? t("a plain value") : t("an expression of the block's parameters")}`}
      onClick={toggle}
    >
      fx
    </button>
  );
}
