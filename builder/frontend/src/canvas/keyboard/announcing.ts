/** Watches the network, its problems and the notices, and puts into sentences what is new. Pure of React. */
import type { Catalog } from "../../catalog/catalog";
import type { Level } from "../../document/level";
import { problemsOf, type Report } from "../../project/report";
import type { Store } from "../../project/store";
import { t, told } from "../../words/words";
import type { View } from "../view";
import { changeSentence } from "./changes";

/** Several changes at once are told as one. */
const GATHERED_MS = 250;

type Heard = Pick<View, "told" | "notice">;

/** Begin to announce; what is returned ends it. */
export function announcing(
  reports: Store<Report | null>,
  level: Store<Level>,
  view: Heard,
  catalog: Catalog,
): () => void {
  let before: Level = level.get();
  let known = reports.get();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Whoever did it may say it better.
  let better = false;
  let speaking = false;
  const speak = (sentence: string) => {
    speaking = true;
    if (sentence) view.told.set(sentence);
    speaking = false;
  };
  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    const sentence = better ? "" : changeSentence(before, level.get(), catalog);
    before = level.get();
    speak(sentence);
  };
  const changed = () => {
    if (level.get().block !== before.block) before = level.get();
    if (timer !== undefined) return;
    better = false;
    timer = setTimeout(tell, GATHERED_MS);
  };
  const checked = () => {
    const report = reports.get();
    const sentence = known && report ? problemSentence(known, report) : "";
    known = report;
    if (!sentence) return;
    // First what was done, then what came of it.
    if (timer !== undefined) tell();
    speak(sentence);
  };
  const stops = [
    level.subscribe(changed),
    reports.subscribe(checked),
    view.notice.subscribe(() => speak(view.notice.get()?.sentence ?? "")),
    view.told.subscribe(() => {
      if (!speaking) better = true;
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    clearTimeout(timer);
  };
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
