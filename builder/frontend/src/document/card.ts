/** A card's size on the canvas, and the distance from one to the next, in pixels of the unscaled canvas. */
export const CARD = { width: 220, height: 56 };
export const STEP = { x: 256, y: 92 };

/** Which way a network is drawn: wires go down, or to the right. */
export type Direction = "down" | "right";

/** The axis that wires go along. */
export const axisOf = (direction: Direction): "x" | "y" => (direction === "down" ? "y" : "x");

/** From one row of cards to the next: to the right there is room for shapes on the wires. */
export const ALONG: Readonly<Record<Direction, number>> = { down: STEP.y, right: 336 };
