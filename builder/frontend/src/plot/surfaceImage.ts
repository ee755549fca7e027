/** The decision surface of two-feature data: one cell a place, the colour of the class that wins there, paler where it is unsure. */

import type { Surface } from "./run";

const HUES = [215, 28, 150, 280, 340, 190, 55, 100];

const DOT_PX = 6;

export interface Sample {
  x: number;
  y: number;
  label: number;
}

/** Bytes of a surface: of two classes the probability of the second, of more the likeliest class, else a number's share of its range. */
export function drawSurface(canvas: HTMLCanvasElement, surface: Surface, samples: readonly Sample[]): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const bytes = Uint8Array.from(atob(surface.values), (c) => c.charCodeAt(0));
  const picture = new ImageData(surface.size, surface.size);
  for (const [i, value] of bytes.entries()) {
    // The first row of a surface is its lowest y, that of a picture its highest.
    const row = surface.size - 1 - Math.floor(i / surface.size);
    picture.data.set(cellColour(value, surface.classes.length), 4 * (row * surface.size + (i % surface.size)));
  }
  const small = document.createElement("canvas");
  small.width = small.height = surface.size;
  small.getContext("2d")?.putImageData(picture, 0, 0);
  context.imageSmoothingEnabled = true;
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
  for (const sample of samples) drawSample(context, canvas, surface, sample);
}

function cellColour(value: number, classes: number): [number, number, number, number] {
  // Two classes: the byte is the probability of the second one, so the colour runs from one hue to the other.
  if (classes <= 2) {
    const share = value / 255;
    return [...rgb(hue(share > 0.5 ? 1 : 0)), Math.round(40 + 300 * Math.abs(share - 0.5))];
  }
  return [...rgb(hue(value)), 130];
}

function drawSample(
  context: CanvasRenderingContext2D,
  canvas: HTMLCanvasElement,
  surface: Surface,
  sample: Sample,
): void {
  const x = ((sample.x - surface.x[0]) / (surface.x[1] - surface.x[0])) * canvas.width;
  const y = (1 - (sample.y - surface.y[0]) / (surface.y[1] - surface.y[0])) * canvas.height;
  context.beginPath();
  context.arc(x, y, DOT_PX, 0, 2 * Math.PI);
  context.fillStyle = `rgb(${rgb(hue(sample.label)).join(",")})`;
  context.strokeStyle = "white";
  context.lineWidth = 2;
  context.fill();
  context.stroke();
}

function hue(label: number): number {
  return HUES[label % HUES.length] ?? 0;
}

function rgb(hue: number): [number, number, number] {
  const channel = (n: number): number => {
    const k = (n + hue / 30) % 12;
    return Math.round(255 * (0.48 - 0.36 * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}
