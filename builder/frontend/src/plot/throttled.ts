/** Draws live curves as often as somebody sees a difference and the machine can bear. */

export const REDRAW_MS = 250;
/** Of the time, a drawing takes at most one part in so many: on a slow or busy machine it is drawn less often. */
const SHARE = 10;

/** Call `action` before the next frame that is shown, but not sooner than a pause after the last time; at last, once more. */
export function throttled(action: () => void): () => void {
  let waiting = false;
  let next = 0;
  return () => {
    if (waiting) return;
    waiting = true;
    wait();
  };

  function wait(): void {
    const left = next - performance.now();
    if (left > 0) setTimeout(wait, left);
    else requestAnimationFrame(draw);
  }

  function draw(): void {
    const begun = performance.now();
    waiting = false;
    action();
    pause(begun);
    // What was changed is laid out and painted until then.
    requestAnimationFrame(() => pause(begun));
  }

  function pause(begun: number): void {
    const ended = performance.now();
    next = ended + Math.max(REDRAW_MS, SHARE * (ended - begun));
  }
}
