import { afterEach, expect, test, vi } from "vitest";
import { asked } from "../src/project/asked";

afterEach(() => vi.unstubAllGlobals());

function answering(body: string, status = 200) {
  vi.stubGlobal("fetch", async () => new Response(body, { status }));
  return asked<{ samples: number[] }>("api/x", {}, new AbortController().signal, "Try again.");
}

test("an answer is what the server says", async () => {
  expect(await answering('{"samples": [1]}')).toEqual({ samples: [1] });
});

test("an answer that breaks off is none", async () => {
  await expect(answering('{"samples": [1')).rejects.toThrow("Try again.");
});

test("a refusal is the server's sentence, where there is one", async () => {
  await expect(answering('{"sentence": "There is no data."}', 400)).rejects.toThrow("There is no data.");
  await expect(answering("<html>", 502)).rejects.toThrow("Try again.");
});
