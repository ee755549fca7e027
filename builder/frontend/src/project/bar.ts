/** What the top bar offers, for whoever wants it elsewhere: it is on every page. */
import { createStore } from "./store";

interface Choice {
  readonly id: string;
  readonly title: string;
}

export interface Bar {
  readonly pages: readonly Choice[];
  go(page: string): void;
  readonly languages: readonly Choice[];
  speak(language: string): void;
}

export const barStore = createStore<Bar>({ pages: [], go: () => {}, languages: [], speak: () => {} });

/** Presses Train; nothing where there is no such button. */
export const trainStore = createStore<(() => void) | null>(null);
