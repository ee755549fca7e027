/** The file of a picture: its bytes as they are, and what a browser can show of it. */

export const MOST_BYTES = 20_000_000;

/** Longest side of what is shown. */
const LONGEST = 512;
const TIFFS = ["II*\0", "MM\0*", "II+\0", "MM\0+"];

/** Whether a file begins as a TIFF does, whatever it is called. */
export async function isTiff(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  return TIFFS.includes(String.fromCharCode(...head));
}

/** The bytes of a file as base64. */
export function content(file: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,?/, ""));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
}

/** A small PNG of a picture, as an address; raises where the browser cannot show it. */
export async function preview(file: Blob): Promise<string> {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}
