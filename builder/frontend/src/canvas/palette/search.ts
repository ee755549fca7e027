/** Which layers a few typed letters mean, best first. */
import type { Entry } from "../../catalog/catalog";
import { INPUT, INSTANCE, OUTPUT } from "../../document/blocks";

/** Rank the entries that fit `words`; all of them, in catalogue order, when nothing is typed. */
export function searchLayers(entries: readonly Entry[], words: string): readonly Entry[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return entries;
  return entries
    .map((entry) => ({ entry, score: Math.min(...wanted.map((word) => scoreOf(entry, word))) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.entry.title.length - b.entry.title.length)
    .map(({ entry }) => entry);
}

function scoreOf(entry: Entry, word: string): number {
  const title = entry.title.toLowerCase();
  if (title === word || entry.kind.toLowerCase() === word) return 100;
  if (title.startsWith(word)) return 80;
  if (initials(entry.title).startsWith(word)) return 70;
  if (entry.search?.some((term) => term.toLowerCase().startsWith(word))) return 60;
  if (title.includes(word)) return 50;
  if (entry.search?.some((term) => term.toLowerCase().includes(word))) return 40;
  if (`${entry.purpose ?? ""} ${entry.sentence}`.toLowerCase().includes(word)) return 20;
  return scattered(title, word) ? 10 : 0;
}

/** `GlobalAveragePooling2D` → `gap2d`. */
function initials(title: string): string {
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

/** Rank blocks as layers are. */
export function searchBlocks<T extends { readonly title: string; readonly sentence: string }>(
  blocks: readonly T[],
  words: string,
): readonly T[] {
  if (!words.trim()) return [];
  const entries = blocks.map((block) => ({ ...block, kind: "", block }));
  return searchLayers(entries, words).map((entry) => (entry as (typeof entries)[number]).block);
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
