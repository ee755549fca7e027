import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { crc32, zip } from "../src/upload/zip";

const MEMBERS = [
  { path: "shapes/grün/eins.txt", file: new Blob(["one"]) },
  { path: "shapes/blue/two.bin", file: new Blob([new Uint8Array([0, 255, 13, 10])]) },
  { path: "empty", file: new Blob([]) },
];

test("the check value of the standard", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
});

test("another program reads what was packed", async () => {
  const shares: number[] = [];
  const archive = await zip(MEMBERS, (share) => shares.push(share));
  const folder = mkdtempSync(join(tmpdir(), "zip"));
  const path = join(folder, "a.zip");
  writeFileSync(path, new Uint8Array(await archive.arrayBuffer()));
  const script =
    "import sys,zipfile,json; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps({n: list(z.read(n)) for n in z.namelist()}))";
  const read = JSON.parse(execFileSync("python3", ["-c", script, path], { encoding: "utf8" }));
  rmSync(folder, { recursive: true });
  const given = await Promise.all(
    MEMBERS.map(async ({ path, file }) => [path, [...new Uint8Array(await file.arrayBuffer())]]),
  );
  expect(read).toEqual(Object.fromEntries(given));
  expect(shares).toEqual([1 / 3, 2 / 3, 1]);
});
