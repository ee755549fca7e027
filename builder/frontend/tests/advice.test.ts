import { describe, expect, test } from "vitest";
import { hiddenRules, hiding, showing } from "../src/canvas/advice/hidden";
import { applyEdits } from "../src/document/edits";
import { readDocument } from "../src/document/read";
import type { Finding, Report } from "../src/project/report";
import { CATALOG } from "./catalog";
import { docOf } from "./documents";

const finding = (rule: string, node: string | null): Finding => ({
  ...{ node, param: null, severity: "advice", code: rule, sentence: "", detail: "", fixes: [] },
  rule,
  title: rule.toUpperCase(),
});
const report = (...hidden: Finding[]): Report => ({
  ...{ nodes: {}, findings: [], ready: true, digest: "" },
  totals: { parameters: 0, trainable: 0, memory: 0, multiply_adds: 0, sizes: {} },
  hidden,
});

describe("advice that is hidden", () => {
  test("is kept at the node or for the project, and shown again by one list of edits", () => {
    const doc = docOf();
    applyEdits(doc, [hiding("dropout-last", "dense", true), hiding("large-batch", null, true)], CATALOG.takesMany);
    const hidden = readDocument(doc);
    expect(hidden.nodes.get("dense")?.hidden).toEqual(["dropout-last"]);
    expect(hidden.hidden).toEqual(["large-batch"]);
    const rules = hiddenRules(report(finding("dropout-last", "dense"), finding("large-batch", null)), hidden.hidden);
    expect(rules.map(({ rule }) => rule)).toEqual(["dropout-last", "large-batch"]);
    applyEdits(doc, rules.flatMap(showing), CATALOG.takesMany);
    expect(readDocument(doc).nodes.get("dense")?.hidden).toBeUndefined();
    expect(readDocument(doc).hidden).toBeUndefined();
  });

  test("of one rule at several nodes is one line", () => {
    const [line] = hiddenRules(report(finding("bias", "a"), finding("bias", "b")), ["bias"]);
    expect(line).toEqual({ rule: "bias", title: "BIAS", nodes: ["a", "b"], everywhere: true });
    expect(hiddenRules(report(finding("bias", "a"), finding("other", "b")), ["more"], "b")).toMatchObject([
      { rule: "other", nodes: ["b"] },
    ]);
  });

  test("of a rule that says nothing now is listed all the same", () => {
    expect(hiddenRules(report(), ["large-batch"])).toEqual([
      { rule: "large-batch", title: "Large batch", nodes: [], everywhere: true },
    ]);
  });

  test("at a node that is gone changes nothing", () => {
    const doc = docOf();
    applyEdits(doc, [hiding("dropout-last", "nobody", true)], CATALOG.takesMany);
    expect(readDocument(doc)).toEqual(readDocument(docOf()));
  });
});
