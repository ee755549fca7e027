/** Text can be read in both themes: a contrast of at least 4.5 against every ground it stands on. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { heatColor } from "../src/canvas/figure/ink";
import { INK } from "./ink";

const CSS = readFileSync(join(import.meta.dirname, "../src/design/tokens.css"), "utf-8");

function tokens(selector: string): Map<string, string> {
  const body = CSS.slice(CSS.indexOf(`${selector} {`)).split("}")[0] ?? "";
  return new Map(
    [...body.matchAll(/(--ll-[a-z-]+):[^;]*?(#[0-9a-f]{6})\)?;/g)].map(([, name, color]) => [name ?? "", color ?? ""]),
  );
}

function brightness(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [brightness(one), brightness(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const PAIRS: [string, string[]][] = [
  ["--ll-text", ["--ll-ground", "--ll-surface", "--ll-raised", "--ll-hover", "--ll-advice-ground"]],
  ["--ll-quiet", ["--ll-ground", "--ll-surface", "--ll-raised", "--ll-hover"]],
  ["--ll-problem", ["--ll-problem-ground", "--ll-raised", "--ll-surface"]],
  ["--ll-advice", ["--ll-advice-ground", "--ll-raised", "--ll-surface", "--ll-ground"]],
  ["--ll-good", ["--ll-raised", "--ll-surface"]],
  ["--ll-select", ["--ll-surface"]],
  ["--ll-on-accent", ["--ll-accent"]],
  ["--ll-ground", ["--ll-problem"]],
];

describe.each([[".layerloom"], ['.layerloom[data-theme="dark"]']])("%s", (selector) => {
  const theme = tokens(selector);
  const pairs = PAIRS.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const));
  it.each(pairs)("%s on %s", (text, ground) => {
    expect(contrast(theme.get(text) ?? "", theme.get(ground) ?? "")).toBeGreaterThanOrEqual(4.5);
  });

  it("text on the hottest card of a heat map", () => {
    const hottest = heatColor(1, theme.get("--ll-raised") ?? "", INK);
    expect(contrast(theme.get("--ll-text") ?? "", hottest)).toBeGreaterThanOrEqual(4.5);
  });
});
