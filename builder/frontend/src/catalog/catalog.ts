/** The catalogue as the browser reads it: `assets/catalog.json`, fetched once. No layer is known here by name. */
import type { Json, JsonObject } from "../document/types";

export interface Param {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly help: string;
  readonly required?: boolean;
  readonly nullable?: boolean;
  readonly default?: Json;
  readonly initial?: Json;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly unit?: string;
  readonly section?: "main" | "advanced";
  readonly choices?: readonly Json[] | null;
  readonly length?: number | null;
  /** Given when the layer is called, not when it is made. */
  readonly call?: boolean;
  /** Types of columns: the setting matters to an Input that reads one of them. */
  readonly applies?: readonly string[];
}

export interface InputPort {
  readonly name: string;
  /** What people read, where the name is an id. */
  readonly title?: string;
  readonly many?: boolean;
  readonly optional?: boolean;
  readonly rank: readonly [number, number];
}

export interface OutputPort {
  readonly name: string;
  /** The boolean parameter that makes the port appear; `layer.return_state` is one of the layer inside. */
  readonly when?: string | null;
  /** A parameter with a cell or layer: one port for each value that is remembered there, two for the kinds in `two`. */
  readonly of?: string;
  readonly two?: readonly string[];
}

export interface Entry {
  readonly kind: string;
  readonly title: string;
  readonly sentence: string;
  readonly group?: string;
  readonly purpose?: string;
  readonly suits?: Readonly<Record<string, number>>;
  readonly search?: readonly string[];
  readonly aliases?: readonly string[];
  readonly link?: string;
  readonly params?: readonly Param[];
  readonly inputs?: readonly InputPort[];
  readonly outputs?: readonly OutputPort[];
  /** What it is shown with: shapes without the batch. */
  readonly example?: {
    readonly inputs: readonly { readonly shape: readonly (number | null)[]; readonly dtype: string }[];
  };
  readonly summary?: readonly string[];
  readonly layer?: boolean;
  /** Whether it has weights that training changes. */
  readonly trainable?: boolean;
  readonly curve?: readonly number[] | null;
  /** The kind from which it has what it does not say itself. */
  readonly like?: string;
  /** There for a network of `keras.applications`: the usual height of its pictures and the least. */
  readonly pretrained?: { readonly side: number; readonly least: number; readonly pixels: string };
  /** There for a loss that Keras has no class for, and that compares with no target. */
  readonly function?: string;
  /** There for a layer that puts what is in a picture elsewhere at random: whether it can move a mask likewise. */
  readonly moves?: "targets" | "picture";
  /** The block that an instance of it stands for; only entries that are made of blocks have it. */
  readonly uses?: string;
}

export interface Group {
  readonly id: string;
  readonly title: string;
  readonly hue: number;
}

export type Family = Readonly<Record<string, Entry>>;

/** The families that a parameter can name. */
export const FAMILY_OF_TYPE: Readonly<Record<string, string>> = {
  activation: "activations",
  initializer: "initializers",
  regularizer: "regularizers",
  constraint: "constraints",
  loss: "losses",
  metrics: "metrics",
  optimizer: "optimizers",
  learning_rate: "schedules",
  layer: "layers",
  layers: "layers",
  cell: "cells",
  cells: "cells",
};

export interface Catalog {
  readonly groups: readonly Group[];
  layer(kind: string): Entry | undefined;
  layers(): readonly Entry[];
  family(name: string): readonly Entry[];
  find(family: string, kind: string): Entry | undefined;
  takesMany(kind: string, port: string): boolean;
  hue(kind: string): number;
}

const GREY = 215;

/** Wrap the file's JSON. */
export function readCatalog(file: { readonly groups: readonly Group[] } & Record<string, unknown>): Catalog {
  const families = new Map<string, Map<string, Entry>>();
  const family = (name: string): Map<string, Entry> => {
    const found = families.get(name) ?? entriesOf((file[name] ?? {}) as Family);
    families.set(name, found);
    return found;
  };
  const hues = new Map(file.groups.map((group) => [group.id, group.hue]));
  const layer = (kind: string) => family("layers").get(kind);
  return {
    groups: file.groups,
    layer,
    layers: () => [...family("layers").values()],
    family: (name) => [...family(name).values()],
    find(name, kind) {
      const entries = family(name);
      return entries.get(kind) ?? [...entries.values()].find((entry) => entry.aliases?.includes(kind));
    },
    takesMany: (kind, port) => layer(kind)?.inputs?.some(({ name, many }) => name === port && many === true) ?? false,
    hue: (kind) => hues.get(layer(kind)?.group ?? "") ?? GREY,
  };
}

/** Every entry whole: some say only what differs from the one that they are `like`. */
function entriesOf(family: Family): Map<string, Entry> {
  const whole = (entry: Entry) => (entry.like ? { ...family[entry.like], ...entry } : entry);
  return new Map(Object.entries(family).map(([kind, entry]) => [kind, whole(entry)]));
}

/** A setting's value: what stands in the document, else the catalogue's default. */
export function settingOf(entry: Entry | undefined, params: JsonObject, name: string): Json {
  const own = params[name];
  if (own !== undefined) return own;
  return entry?.params?.find((param) => param.name === name)?.default ?? null;
}

/** The settings a new node of a kind starts with: those whose initial value is not the default. */
export function initialParams(entry: Entry): JsonObject {
  const given = (entry.params ?? []).filter(
    ({ initial, default: usual }) =>
      initial !== undefined && initial !== null && JSON.stringify(initial) !== JSON.stringify(usual ?? null),
  );
  return Object.fromEntries(given.map(({ name, initial }) => [name, initial as Json]));
}
