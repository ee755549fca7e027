/** Several people at canvases of their own, told by lines of JSON what to do; whoever tells them is the network between them. */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import * as Y from "yjs";
import { readCatalog } from "../../src/catalog/catalog";
import { contents, person, REMOTE, type SomeBody } from "./person";
import { step } from "./steps";

interface Asked {
  readonly do: string;
  readonly who: number;
  readonly seed?: number;
  readonly bytes?: string;
  readonly catalog?: string;
}

const people = new Map<number, SomeBody>();
const encoded = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const decoded = (text = "") => new Uint8Array(Buffer.from(text, "base64"));

function sent(who: SomeBody): readonly string[] {
  return who.updates.splice(0).map(encoded);
}

/** The same numbers for the same seed, also where the canvas itself throws dice. */
function seeded(seed: number): (count: number) => number {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  Math.random = next;
  return (count) => Math.floor(next() * count);
}

function undoAll(who: SomeBody): unknown {
  const { project } = who.stage;
  const end = contents(who.doc);
  let steps = 0;
  while (project.history.get().canUndo && steps < 100_000) {
    project.undo();
    steps += 1;
  }
  const start = contents(who.doc);
  while (project.history.get().canRedo) project.redo();
  return { start, end, again: contents(who.doc), steps };
}

const ANSWERS: Readonly<Record<string, (asked: Asked, who: SomeBody) => unknown>> = {
  step(asked, who) {
    const name = step(who, seeded(asked.seed ?? 0));
    return { name, updates: sent(who) };
  },
  receive(asked, who) {
    Y.applyUpdate(who.doc, decoded(asked.bytes), REMOTE);
    return { updates: sent(who) };
  },
  vector: (_, who) => encoded(Y.encodeStateVector(who.doc)),
  missing: (asked, who) => encoded(Y.encodeStateAsUpdate(who.doc, decoded(asked.bytes))),
  contents: (_, who) => contents(who.doc),
  undoAll: (_, who) => undoAll(who),
};

function answer(asked: Asked): unknown {
  if (asked.do === "come") {
    const catalog = readCatalog(JSON.parse(readFileSync(asked.catalog ?? "", "utf-8")));
    people.set(asked.who, person(asked.who, decoded(asked.bytes), catalog));
    return null;
  }
  const who = people.get(asked.who);
  if (!who) throw new Error(`There is nobody ${asked.who}.`);
  return ANSWERS[asked.do]?.(asked, who);
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    process.stdout.write(`${JSON.stringify({ answer: answer(JSON.parse(line)) })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: error instanceof Error ? error.stack : String(error) })}\n`);
  }
}
