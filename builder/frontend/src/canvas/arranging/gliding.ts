/** Things go to their new places before one's eyes: the document has them there at once, the screen follows (arranging.css). */
import type { View } from "../view";

/** As long as the transitions last, and a little. */
const MS = 260;

/** Let what moves now be seen moving. */
export function glide({ gliding }: Pick<View, "gliding">): void {
  gliding.set(true);
  setTimeout(() => gliding.set(false), MS);
}
