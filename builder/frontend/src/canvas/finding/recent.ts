/** What was done last by the palette, so that it stands first: kept in this browser only. */
import { keep, kept } from "../../kept";

const KEY = "layerloom-recent";
const MOST = 6;

let ids: readonly string[] | null = null;

/** The ids of offers that were taken, newest first. */
export function recent(): readonly string[] {
  ids ??= read();
  return ids;
}

/** Put an offer first. */
export function remember(id: string): void {
  ids = [id, ...recent().filter((each) => each !== id)].slice(0, MOST);
  keep(KEY, ids.join("\n"));
}

function read(): readonly string[] {
  const text = kept(KEY) ?? "";
  return text.split("\n").filter(Boolean).slice(0, MOST);
}
