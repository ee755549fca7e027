/** What is selected, counted in words. */
import { counted } from "../../format";
import type { Chosen } from "./part";

/** `3 layers and 1 note`. */
export function whatIn({ nodes, notes, frames }: Chosen): string {
  const parts = [
    nodes.size && counted(nodes.size, "layer", "layers"),
    notes.size && counted(notes.size, "note", "notes"),
    frames.size && counted(frames.size, "frame", "frames"),
  ].filter(Boolean);
  return parts.join(" and ");
}
