/** Hands a figure to the person as a file: the SVG itself, or a PNG made of it. */
import type { Figure } from "./figure";
import { FAMILY, type Font, type Measure } from "./text";

/** A PNG has so many points to a pixel of the canvas, as long as the browser can draw so many. */
const SHARP = 2;
const LONGEST_SIDE = 16_000;
const LARGEST_AREA = 200_000_000;
const KEPT_MS = 60_000;

/** How wide texts are in this browser. */
export function measuring(): Measure {
  const pen = document.createElement("canvas").getContext("2d");
  return (text: string, { size, weight }: Font) => {
    if (!pen) return text.length * size * 0.6;
    pen.font = `${weight} ${size}px ${FAMILY}`;
    return pen.measureText(text).width;
  };
}

/** Save as `name`.svg. */
export function saveSvg({ svg }: Figure, name: string): void {
  download(new Blob([svg], { type: "image/svg+xml" }), `${name}.svg`);
}

/** Save as `name`.png. Fails where the browser cannot draw so much. */
export async function savePng(figure: Figure, name: string): Promise<void> {
  download(await pngOf(figure), `${name}.png`);
}

async function pngOf({ svg, width, height }: Figure): Promise<Blob> {
  const room = Math.min(LONGEST_SIDE / Math.max(width, height), Math.sqrt(LARGEST_AREA / (width * height)));
  const scale = Math.min(SHARP, room);
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(width * scale);
  canvas.height = Math.floor(height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const png = await new Promise<Blob | null>((give) => canvas.toBlob(give, "image/png"));
  if (!png) throw new Error("The browser drew no picture.");
  return png;
}

function download(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}

/** A name for a file, of what any name may hold. */
export function fileName(name: string): string {
  const plain = [...name.normalize("NFC").replace(/[^\p{L}\p{N} _.()-]+/gu, " ")].slice(0, 80).join("");
  return plain.replace(/\s+/g, " ").replace(/^[. ]+|[. ]+$/g, "") || "network";
}
