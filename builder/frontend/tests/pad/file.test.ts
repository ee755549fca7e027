import { describe, expect, it } from "vitest";
import { isTiff } from "../../src/pad/file";

describe("the file of a picture", () => {
  it.each([
    ["II*\0rest", true],
    ["MM\0*rest", true],
    ["II+\0", true],
    ["II*", false],
    ["\x89PNG", false],
    ["", false],
  ])("is told by how it begins: %j", async (text, tiff) => {
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    expect(await isTiff(new Blob([bytes]))).toBe(tiff);
  });
});
