import { describe, expect, it } from "vitest";
import type { NodeReport, Report } from "../src/project/report";
import { reported } from "../src/project/reporting";

const node = (trainable: number): NodeReport => ({ outputs: [], trainable, frozen: 0, memory: 4, multiply_adds: 0 });
const finding = (sentence: string) =>
  ({ node: "a", param: null, severity: "advice", code: "x", sentence, detail: "", fixes: [] }) as const;
const report = (nodes: Report["nodes"], sentences: readonly string[] = []): Report => ({
  nodes,
  findings: sentences.map(finding),
  totals: { parameters: 0, trainable: 0, memory: 0, multiply_adds: 0, sizes: {} },
  ready: true,
  digest: JSON.stringify(nodes),
});
const told = (now: Report, gone?: readonly string[]) => ({ type: "report", report: now, ...(gone && { gone }) });

describe("a report that comes in parts", () => {
  const first = reported(null, told(report({ a: node(1), b: node(2), c: node(3) }, ["one", "two"])));

  it("keeps what it does not speak of, and forgets what is gone", () => {
    const second = reported(first, told(report({ b: node(9), d: node(4) }, ["two", "three"]), ["c"]));
    expect(second.nodes).toEqual({ a: node(1), b: node(9), d: node(4) });
    expect(second.nodes.a).toBe(first.nodes.a);
    expect(second.findings.map(({ sentence }) => sentence)).toEqual(["two", "three"]);
    expect(second.findings[0]).toBe(first.findings[1]);
  });

  it("keeps the fixes of a finding while they are tried again", () => {
    const fixes = [{ title: "Mend it", edits: [] }];
    const mended = reported(null, told({ ...report({}), findings: [{ ...finding("one"), fixes }] }));
    const trying = reported(mended, told({ ...report({}, ["one", "two"]), fixing: true }, []));
    expect(trying.findings).toEqual([mended.findings[0], finding("two")]);
    expect(reported(trying, told(report({}, ["one"]), [])).findings[0]?.fixes).toEqual([]);
  });

  it("takes a whole one in the place of all, and keeps the objects of what says the same", () => {
    const second = reported(first, told(report({ a: node(1), b: node(9) })));
    expect(Object.keys(second.nodes)).toEqual(["a", "b"]);
    expect(second.nodes.a).toBe(first.nodes.a);
    expect(second.nodes.b).not.toBe(first.nodes.b);
  });
});
