/** A card's size on the canvas, and the distance from one to the next, in pixels of the unscaled canvas. */
export const CARD = { width: 220, height: 56 };
export const STEP = { x: 256, y: 92 };
