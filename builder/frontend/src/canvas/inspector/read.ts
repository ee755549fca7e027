/** What an Input reads of the data set, and which settings that makes worth asking for. */
import type { Entry, Param } from "../../catalog/catalog";
import type { Json, JsonObject } from "../../document/types";
import type { Finding } from "../../project/report";
import type { Feature, Schema } from "../data";

/** The columns that an Input can read: all that are no target. */
export function readable(schema: Schema): readonly Feature[] {
  return schema.features.filter(({ role, type }) => role !== "target" && type !== "ignore");
}

/** The type of each column that an Input with these settings reads; none where no data are chosen, or it is no Input. */
export function typesOf(
  { params = [] }: Entry,
  values: JsonObject,
  schema: Schema | null,
  targets: Json | undefined,
): readonly string[] {
  const names = params.find(({ type }) => type === "feature_names");
  if (!schema || !names) return [];
  const chosen = values[names.name];
  const predicted = Array.isArray(targets) ? targets : [];
  const read = readable(schema).filter(({ name }) =>
    Array.isArray(chosen) && chosen.length ? chosen.includes(name) : !predicted.includes(name),
  );
  return read.map(({ type }) => type);
}

/** The types that there are among them. */
export const typesRead = (...asked: Parameters<typeof typesOf>): ReadonlySet<string> => new Set(typesOf(...asked));

/** Whether a setting matters to what is read; what is said to be wrong is shown in any case. */
export function isMeant({ applies, name }: Param, read: ReadonlySet<string>, findings: readonly Finding[]): boolean {
  return !applies?.length || applies.some((type) => read.has(type)) || findings.some(({ param }) => param === name);
}
