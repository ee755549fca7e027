/** Which layers a few typed letters mean, best first. */
import type { Entry } from "../../catalog/catalog";
import { INPUT, INSTANCE, OUTPUT } from "../../document/blocks";
import { t } from "../../words/words";

/** What can be looked for by its title and by words about it. */
export interface Findable {
  readonly title: string;
  readonly sentence: string;
  readonly kind?: string;
  readonly purpose?: string;
  readonly search?: readonly string[];
}

/** Those that fit `words`, best first, of equals the `better` one and then the shorter; all, as they are, when nothing is typed. */
export function ranked<T extends Findable>(
  all: readonly T[],
  words: string,
  better: (one: T, other: T) => number = () => 0,
): readonly T[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return all;
  return all
    .map((each) => ({ each, score: Math.min(...wanted.map((word) => scoreOf(each, word))) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || better(a.each, b.each) || a.each.title.length - b.each.title.length)
    .map(({ each }) => each);
}

function scoreOf({ title: text, kind, search, purpose = "", sentence }: Findable, word: string): number {
  // In the words of the person and in English: people know both.
  const terms = (search ?? []).flatMap((term) => [term, t(term)]);
  const title = text.toLowerCase();
  if (title === word || kind?.toLowerCase() === word) return 100;
  if (title.startsWith(word)) return 80;
  if (initials(text).startsWith(word)) return 70;
  if (title.includes(` ${word}`)) return 65;
  if (terms.some((term) => term.toLowerCase().startsWith(word))) return 60;
  if (title.includes(word)) return 50;
  if (terms.some((term) => term.toLowerCase().includes(word))) return 40;
  if (`${purpose} ${t(purpose)} ${sentence} ${t(sentence)}`.toLowerCase().includes(word)) return 20;
  return scattered(title, word) ? 10 : 0;
}

/** `GlobalAveragePooling2D` → `gap2d`, `Zoom to selection` → `zts`. */
function initials(title: string): string {
  if (title.includes(" ")) return title.replace(/(\S)\S*\s*/g, "$1").toLowerCase();
  return title.replace(/[^A-Z0-9]/g, "").toLowerCase();
}

/** Whether the letters stand in the title in this order, for slips of the finger. */
function scattered(title: string, word: string): boolean {
  if (word.length < 3) return false;
  let at = -1;
  return [...word].every((letter) => {
    at = title.indexOf(letter, at + 1);
    return at >= 0;
  });
}

/** The layers that can stand at the top, or inside a block: each has ends of its own, and a block is no layer. */
export function layersFor(entries: readonly Entry[], inBlock: boolean): readonly Entry[] {
  const ends = entries.filter(({ kind }) => kind === INPUT || kind === OUTPUT);
  const others = entries.filter((entry) => !ends.includes(entry) && entry.kind !== INSTANCE);
  return inBlock ? [...ends, ...others.filter(({ layer }) => layer !== false)] : others;
}

/** The layers a newcomer needs for a kind of data, in the catalogue's order of importance. */
export function suitedLayers(entries: readonly Entry[], kind: string | null): readonly Entry[] {
  const rank = ({ suits = {} }: Entry) =>
    kind ? (suits[kind] ?? Number.POSITIVE_INFINITY) : Math.min(Number.POSITIVE_INFINITY, ...Object.values(suits));
  const ends = entries.filter(({ kind }) => kind === INPUT || kind === OUTPUT);
  const suited = entries
    .filter((entry) => Number.isFinite(rank(entry)))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MOST_SUITED);
  return [...ends, ...suited];
}

const MOST_SUITED = 14;
