import { describe, expect, it } from "vitest";
import { type Box, classes, folder, members, nameless } from "../src/capture/takes";
import { pieces, wav } from "../src/capture/wav";

const take = (id: number) => ({ id, file: new Blob([String(id)]), url: "" });
const box = (id: number, name: string, count: number): Box => ({
  id,
  name,
  takes: Array.from({ length: count }, (_, place) => take(place)),
});

describe("takes", () => {
  it("lie in the folders of their classes", () => {
    const boxes = [box(0, "cat", 2), box(1, "dog", 1), box(2, "empty", 0)];
    expect(members(boxes, "jpg", "2026").map(({ path }) => path)).toEqual([
      "cat/2026 1.jpg",
      "cat/2026 2.jpg",
      "dog/2026 1.jpg",
    ]);
    expect(classes(boxes)).toBe(2);
  });

  it("never lead out of the archive", () => {
    expect(["../up", "a/b", "c:\\d", ".hidden", "a\u0000b\u202ec", "  "].map(folder)).toEqual([
      "up",
      "a b",
      "c d",
      "hidden",
      "a b c",
      "",
    ]);
    expect(nameless([box(0, " / ", 1)])).toBe(true);
    expect(nameless([box(0, "", 0)])).toBe(false);
  });

  it("counts boxes of one name once", () => {
    expect(classes([box(0, "cat", 1), box(1, " cat ", 1)])).toBe(1);
  });
});

describe("sounds", () => {
  it("are cut into pieces, a short end left out", () => {
    const lengths = (count: number) => pieces(new Float32Array(count), 10, 1).map((piece) => piece.length);
    expect(lengths(34)).toEqual([10, 10, 10]);
    expect(lengths(36)).toEqual([10, 10, 10, 6]);
    expect(lengths(3)).toEqual([3]);
    expect(lengths(0)).toEqual([]);
  });

  it("are written as WAV of 16 bits", async () => {
    const view = new DataView(await wav(new Float32Array([0, 1, -1, 2]), 16_000).arrayBuffer());
    expect(view.byteLength).toBe(52);
    expect(view.getUint32(24, true)).toBe(16_000);
    expect([0, 1, 2, 3].map((place) => view.getInt16(44 + 2 * place, true))).toEqual([0, 32767, -32767, 32767]);
  });
});
