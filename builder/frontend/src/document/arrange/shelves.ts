/** Puts boxes beside each other, on as many shelves as it takes. */
import type { Box } from "../held";
import type { Position } from "../types";

const WIDEST = 2400;

/** Where each box goes, in the order given; one below the other where they would be wider than about a page. `turned`: columns in place of shelves. */
export function shelved(boxes: readonly Box[], gap: number, turned: boolean): Position[] {
  const lain = boxes.map(({ width, height }) =>
    turned ? { across: height, along: width } : { across: width, along: height },
  );
  const room = lain.reduce((sum, { across, along }) => sum + (across + gap) * (along + gap), 0);
  const widest = Math.max(WIDEST, 1.6 * Math.sqrt(room), ...lain.map(({ across }) => across));
  let [across, along, deepest] = [0, 0, 0];
  return lain.map((box) => {
    if (across > 0 && across + box.across > widest) [across, along, deepest] = [0, along + deepest + gap, 0];
    const spot = turned ? { x: along, y: across } : { x: across, y: along };
    across += box.across + gap;
    deepest = Math.max(deepest, box.along);
    return spot;
  });
}
