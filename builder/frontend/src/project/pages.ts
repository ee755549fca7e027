/** The pages of the app and how to get there; the top bar, which is on each of them, says it. */
import { createStore } from "./store";

export interface Pages {
  readonly list: readonly { readonly id: string; readonly title: string }[];
  go(id: string): void;
}

export const pagesStore = createStore<Pages>({ list: [], go: () => {} });
