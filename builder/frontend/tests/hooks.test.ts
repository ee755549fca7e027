/** React counts hooks by their order: none may stand behind a question, where it is asked only sometimes. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const SOURCE = join(import.meta.dirname, "../src");
const SOMETIMES = /(\?\.|\?\?|&&|\|\||\?)[^;{}]*\buse[A-Z]\w*\(/;

it("asks every hook every time", () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: "utf-8" }).filter((name) => /\.tsx?$/.test(name));
  const found = files.flatMap((name) =>
    readFileSync(join(SOURCE, name), "utf-8")
      .split("\n")
      .filter((line) => SOMETIMES.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(files.length).toBeGreaterThan(50);
  expect(found).toEqual([]);
});
