/** What is selected, counted in words. */
import { counted, t } from "../../words/words";
import type { Chosen } from "./part";

/** `3 layers and 1 note`. */
export function whatIn({ nodes, notes, frames }: Chosen): string {
  const parts = [
    nodes.size ? counted(nodes.size, "{count} layer", "{count} layers") : "",
    notes.size ? counted(notes.size, "{count} note", "{count} notes") : "",
    frames.size ? counted(frames.size, "{count} frame", "{count} frames") : "",
  ].filter(Boolean);
  return parts.reduce((some, more) => t("{some} and {more}", { some, more }));
}
