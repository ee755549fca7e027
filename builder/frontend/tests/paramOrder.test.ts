/** The order of a block's parameters is a person's: kept by every change, and agreed on by two who move at once. */
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { alone, bring } from "../src/document/bring";
import { firstKeys, keyBetween } from "../src/document/order";
import { inOrder, ordered } from "../src/document/paramOrder";
import { moveParam, renameParam } from "../src/document/params";
import { readDocument } from "../src/document/read";
import type { Edit, JsonObject } from "../src/document/types";
import { docOf, edit } from "./documents";

const NAMES = ["width", "act", "depth", "rate", "bias"];
const param = { default: 1, help: "" };

const withParams = (names: readonly string[]): JsonObject => ({
  blocks: { b: { name: "B", help: "", params: Object.fromEntries(names.map((name) => [name, param])) } },
  nodes: { use: { kind: "Block", uses: "b", params: { act: 2 } } },
});

const paramsOf = (doc: Y.Doc) => Object.keys(readDocument(doc).blocks.get("b")?.params ?? {});

/** A permutation for a number: every one of them for 0 … n! − 1. */
function shuffled(names: readonly string[], number: number): string[] {
  const left = [...names];
  let rest = number;
  return names.map(() => {
    const [taken] = left.splice(rest % left.length, 1);
    rest = Math.floor(rest / (left.length + 1));
    return taken ?? "";
  });
}

describe("the order of parameters", () => {
  it("finds a key between any two", () => {
    const keys = ["", ...firstKeys(40)];
    for (let at = 0; at < 300; at += 1) {
      const place = (at * 7) % keys.length;
      const [low, high] = [keys[place] ?? "", keys[place + 1] ?? null];
      const key = keyBetween(low, high) ?? "none";
      expect(low < key && (high === null || key < high)).toBe(true);
      keys.splice(place + 1, 0, key);
    }
    expect(keyBetween("a", "a0")).toBeNull();
    expect(keyBetween("a1", "a0")).toBeNull();
  });

  it("brings any order about, from any other, and touches as little as can be", () => {
    for (let number = 0; number < 120; number += 1) {
      const keys = ordered(shuffled(NAMES, number), new Map());
      expect(inOrder(keys)).toEqual(shuffled(NAMES, number));
      const wanted = shuffled(NAMES, (number * 31) % 120);
      const moved = ordered(wanted, keys);
      expect(inOrder(moved)).toEqual(wanted);
    }
    const keys = ordered(NAMES, new Map());
    const [first, ...others] = NAMES;
    const last = ordered([...others, first ?? ""], keys);
    expect(others.map((name) => last.get(name))).toEqual(others.map((name) => keys.get(name)));
  });

  it("numbers all anew where keys leave no room: those of an older project, and forged ones", () => {
    for (const keys of [new Map(NAMES.map((name) => [name, ""])), new Map(NAMES.map((name) => [name, "a0"]))])
      expect(inOrder(ordered(NAMES, keys))).toEqual(NAMES);
  });

  it("is kept by moving, renaming, changing, undoing, copying into another project", () => {
    const doc = docOf(withParams(NAMES));
    const whole = () => readDocument(doc);
    expect(paramsOf(doc)).toEqual(NAMES);
    edit(doc, ...moveParam(whole(), "b", "depth", -1));
    expect(paramsOf(doc)).toEqual(["width", "depth", "act", "rate", "bias"]);
    expect(moveParam(whole(), "b", "width", -1)).toEqual([]);
    edit(doc, ...renameParam(whole(), "b", "act", "zeta"));
    edit(doc, { edit: "set_block_param", block: "b", param: "depth", value: { default: 9, help: "deep" } });
    edit(doc, { edit: "set_block_param", block: "b", param: "alpha", value: param });
    const now = ["width", "depth", "zeta", "rate", "bias", "alpha"];
    expect(paramsOf(doc)).toEqual(now);
    expect(whole().nodes.get("use")?.params).toEqual({ zeta: 2 });
    const other = docOf();
    edit(other, ...bring(readDocument(other), alone(whole(), "b"), "b").edits);
    expect(paramsOf(other)).toEqual(now);
  });

  it("is the same for two who move at once", () => {
    const one = docOf(withParams(NAMES));
    const two = new Y.Doc();
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    const move = (doc: Y.Doc, name: string, by: 1 | -1): Edit[] => moveParam(readDocument(doc), "b", name, by);
    edit(one, ...move(one, "rate", -1));
    edit(two, ...move(two, "width", 1));
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two));
    expect(paramsOf(one)).toEqual(paramsOf(two));
    expect(new Set(paramsOf(one))).toEqual(new Set(NAMES));
  });

  it("is by name in a project of before, until it is moved", () => {
    const doc = docOf(withParams([]));
    const params = (doc.getMap("blocks").get("b") as Y.Map<Y.Map<unknown>>).get("params");
    for (const name of NAMES) params?.set(name, param);
    const byName = [...NAMES].sort();
    expect(paramsOf(doc)).toEqual(byName);
    edit(doc, ...moveParam(readDocument(doc), "b", "act", 1));
    expect(paramsOf(doc)).toEqual(["bias", "act", ...byName.slice(2)]);
  });
});
