/** The document as plain values, and the closed set of edits; ARCHITECTURE.md describes both. */

import type { Direction } from "./card";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Whether two values say the same. */
export const sameJson = (one: Json | undefined, other: Json | undefined): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** A text on the canvas. `block`: the block it stands in; `null` is the top level. */
export interface Note extends Position {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly block: string | null;
}

/** A titled area on the canvas; `hue` in degrees of the colour circle. */
export interface Frame extends Note {
  readonly hue: number;
}

/** A layer placed in a document. Wires belong to their target: `inputs` maps a port to its sources. */
export interface PlacedNode {
  readonly kind: string;
  readonly name: string;
  readonly params: JsonObject;
  readonly inputs: Readonly<Record<string, readonly string[]>>;
  /** The block it stands in; `null` is the top level. */
  readonly block: string | null;
  /** The node whose layer it uses. */
  readonly shares: string | null;
  /** The block that an instance stands for. */
  readonly uses: string | null;
  /** How often an instance is repeated: a whole number or an expression. */
  readonly repeat: Json;
  readonly disabled: boolean;
  readonly frozen: boolean;
  /** Rules whose advice is not wanted here. */
  readonly hidden?: readonly string[];
}

/** A name that expressions inside a block use. An instance gives it a value, else it has its default. */
export interface BlockParam {
  readonly default: Json;
  readonly help: string;
}

/** The definition of a block. What it is made of are the nodes whose `block` is its id. */
export interface Block {
  readonly name: string;
  readonly help: string;
  readonly params: Readonly<Record<string, BlockParam>>;
}

export interface Document {
  readonly name: string;
  /** Names the imported weights that it starts from; empty where there are none. */
  readonly weights: string;
  /** Which way wires lead where it is drawn. */
  readonly direction: Direction;
  readonly data: JsonObject;
  readonly training: JsonObject;
  readonly blocks: ReadonlyMap<string, Block>;
  readonly nodes: ReadonlyMap<string, PlacedNode>;
  readonly layout: ReadonlyMap<string, Position>;
  readonly notes: ReadonlyMap<string, Note>;
  readonly frames: ReadonlyMap<string, Frame>;
  /** Rules whose advice is not wanted anywhere. */
  readonly hidden?: readonly string[];
}

/** The fields of a node that `set_field` sets. */
export type Field = "kind" | "block" | "shares" | "uses" | "repeat" | "disabled" | "frozen";

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
  | { readonly edit: "set_field"; readonly node: string; readonly field: Field; readonly value: Json }
  | { readonly edit: "set_block"; readonly id: string; readonly block: Block | null }
  | {
      readonly edit: "set_block_param";
      readonly block: string;
      readonly param: string;
      readonly value: BlockParam | null;
    }
  | { readonly edit: "set_note"; readonly id: string; readonly note: Note | null }
  | { readonly edit: "set_frame"; readonly id: string; readonly frame: Frame | null }
  | { readonly edit: "hide"; readonly rule: string; readonly node: string | null; readonly hidden: boolean }
  | { readonly edit: "replace"; readonly document: JsonObject };

/** Says whether a port of a kind takes many wires; the catalogue knows. */
export type TakesMany = (kind: string, port: string) => boolean;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
