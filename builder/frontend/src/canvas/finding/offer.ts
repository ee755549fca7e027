/** What a search finds: something that can be done, and how it is looked for. */
import type { Kinded } from "../KindMark";
import { type Findable, ranked } from "../palette/search";

export interface Offer extends Findable {
  /** One for each thing that is offered. */
  readonly id: string;
  /** What stands quietly before its title: “Add”, “Go to”. */
  readonly verb?: string;
  /** None for what is no node. */
  readonly mark?: Kinded;
  /** What stands at the end of its line: its keys, or of what sort it is. */
  readonly hint?: string;
  /** Under which heading it stands while nothing is typed. */
  readonly heading?: string;
  /** Why it cannot be done now. */
  readonly refusal?: string | null;
  /** How well it fits where it would stand; more is better. */
  readonly fit?: number;
  /** What tests call its line, if not by its id. */
  readonly testid?: string;
  run(): void;
}

/** More are never drawn: who has so many types another letter. */
const MOST = 60;

/** The offers that typed letters mean, best first: by the words, then by what fits. */
export function offersFor(offers: readonly Offer[], words: string): readonly Offer[] {
  const better = (one: Offer, other: Offer) => (other.fit ?? 0) - (one.fit ?? 0);
  return ranked(offers, words, better).slice(0, MOST);
}
