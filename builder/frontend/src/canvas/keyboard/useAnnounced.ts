/** Tells those who listen what came, went and was wired, which problems appeared and were mended, and why something was not done. */
import { useEffect } from "react";
import type { Level } from "../../document/level";
import { problemsOf, type Report } from "../../project/report";
import { t, told } from "../../words/words";
import { useBench } from "../context";
import { changeSentence } from "./changes";

/** Several changes at once are told as one. */
const GATHERED_MS = 250;

export function useAnnounced(): void {
  useChanges();
  useProblems();
  useNotice();
}

function useChanges(): void {
  const { level, view, catalog } = useBench();
  useEffect(() => {
    let before: Level = level.get();
    let told = view.told.get();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      timer = undefined;
      const sentence = changeSentence(before, level.get(), catalog);
      before = level.get();
      // Whoever did it may have said it better already.
      if (sentence && view.told.get() === told) view.told.set(sentence);
    };
    const stop = level.subscribe(() => {
      if (level.get().block !== before.block) before = level.get();
      if (timer === undefined) told = view.told.get();
      timer ??= setTimeout(tell, GATHERED_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [level, view, catalog]);
}

function useProblems(): void {
  const { project, view } = useBench();
  useEffect(() => {
    let known: Report | null = project.report.get();
    return project.report.subscribe(() => {
      const report = project.report.get();
      const sentence = known && report ? problemSentence(known, report) : "";
      known = report;
      if (sentence) view.told.set(sentence);
    });
  }, [project, view]);
}

function useNotice(): void {
  const { view } = useBench();
  useEffect(
    () =>
      view.notice.subscribe(() => {
        const notice = view.notice.get();
        if (notice) view.told.set(notice.sentence);
      }),
    [view],
  );
}

/** What is to be said of the problems that came or went between two checks. */
export function problemSentence(before: Report, after: Report): string {
  const key = ({ node, code, param }: { node: string | null; code: string; param: string | null }) =>
    [node, code, param].join(" ");
  const old = new Set(problemsOf(before).map(key));
  const now = problemsOf(after);
  const [first, ...more] = now.filter((each) => !old.has(key(each)));
  if (first && more.length)
    return t("New problems: {count}. {sentence}", { count: more.length + 1, sentence: told(first, "sentence") });
  if (first) return t("New problem: {sentence}", { sentence: told(first, "sentence") });
  if (now.length < old.size) {
    if (now.length) return t("Mended. Problems left: {count}.", { count: now.length });
    return t("Mended. No problem is left.");
  }
  return "";
}
