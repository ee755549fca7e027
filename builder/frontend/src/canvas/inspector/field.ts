import type { ComponentType } from "react";
import type { Param } from "../../catalog/catalog";
import type { Json } from "../../document/types";

/** What every control of a parameter gets. `id` names the element that a label points at. */
export interface FieldProps {
  readonly param: Param;
  readonly value: Json;
  readonly id: string;
  readonly disabled: boolean;
  readonly invalid: boolean;
  /** The ids of what says what it is for, and what is wrong with it. */
  readonly described?: string | undefined;
  /** Whether it is for several that differ: what is set is set for all. */
  readonly various?: boolean;
  readonly change: (value: Json) => void;
  /** Takes over what is typed, where it is the beginning of an expression. */
  readonly express?: ((text: string) => void) | undefined;
}

export type Field = ComponentType<FieldProps>;
