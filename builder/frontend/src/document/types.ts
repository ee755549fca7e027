/** The document as plain values, and the closed set of edits; ARCHITECTURE.md describes both. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export interface Position {
  readonly x: number;
  readonly y: number;
}

export interface Note extends Position {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** A layer placed in a document. Wires belong to their target: `inputs` maps a port to its sources. */
export interface PlacedNode {
  readonly kind: string;
  readonly name: string;
  readonly params: JsonObject;
  readonly inputs: Readonly<Record<string, readonly string[]>>;
  readonly block: string | null;
  readonly shares: string | null;
}

export interface Document {
  readonly name: string;
  readonly data: JsonObject;
  readonly training: JsonObject;
  readonly nodes: ReadonlyMap<string, PlacedNode>;
  readonly layout: ReadonlyMap<string, Position>;
  readonly notes: ReadonlyMap<string, Note>;
}

export type Edit =
  | { readonly edit: "add_node"; readonly id: string; readonly node: JsonObject; readonly position?: Position }
  | { readonly edit: "remove_node"; readonly node: string }
  | { readonly edit: "set_param"; readonly node: string; readonly param: string; readonly value: Json }
  | { readonly edit: "unset_param"; readonly node: string; readonly param: string }
  | { readonly edit: "rename_node"; readonly node: string; readonly name: string }
  | {
      readonly edit: "connect";
      readonly node: string;
      readonly port: string;
      readonly index: number;
      readonly source: string;
    }
  | { readonly edit: "disconnect"; readonly node: string; readonly port: string; readonly index: number }
  | { readonly edit: "move"; readonly node: string; readonly position: Position }
  | { readonly edit: "set"; readonly part: "data" | "training" | "meta"; readonly key: string; readonly value: Json }
  | { readonly edit: "set_note"; readonly id: string; readonly note: Note | null }
  | { readonly edit: "replace"; readonly document: JsonObject };

/** Says whether a port of a kind takes many wires; the catalogue knows. */
export type TakesMany = (kind: string, port: string) => boolean;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
