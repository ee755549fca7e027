/** Texts in a figure: safe to stand in XML, and cut or broken where there is no more room. */

export interface Font {
  readonly size: number;
  readonly weight: number;
}

/** How wide a text is, in pixels. */
export type Measure = (text: string, font: Font) => number;

/** Fonts that are there on most systems; the figure brings none along. */
export const FAMILY =
  "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Roboto, Helvetica, Arial, 'DejaVu Sans', sans-serif";

/** No label is longer than this, in letters, however narrow they are. */
const LONGEST = 300;

/** A text inside XML: signs with a meaning are written out, and what XML or the order of writing cannot bear goes. */
export function escaped(text: string): string {
  return [...text]
    .filter((letter) => !forbidden(letter.codePointAt(0) ?? 0))
    .join("")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function forbidden(code: number): boolean {
  const control = (code < 0x20 && code !== 0x9 && code !== 0xa) || (code >= 0x7f && code < 0xa0);
  const turning = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
  const half = code >= 0xd800 && code <= 0xdfff;
  return control || turning || half || code === 0xfffe || code === 0xffff;
}

/** As much of a text as fits into `width`, with `…` where something is missing. */
export function fitted(text: string, width: number, font: Font, measure: Measure): string {
  const line = text.replace(/\s+/g, " ").trim();
  const letters = [...line.slice(0, 2 * LONGEST)].slice(0, LONGEST);
  const whole = letters.join("");
  if (whole === line && measure(line, font) <= width) return line;
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${letters.slice(0, middle).join("").trimEnd()}…`, font) <= width) low = middle;
    else high = middle - 1;
  }
  return low ? `${letters.slice(0, low).join("").trimEnd()}…` : "";
}

/** A text in lines of `width`, at most `count` of them. */
export function wrapped(text: string, width: number, count: number, font: Font, measure: Measure): string[] {
  const lines: string[] = [];
  for (const paragraph of text.slice(0, LONGEST * count).split("\n")) {
    let line = "";
    for (const word of paragraph.split(/\s+/).flatMap((each) => broken(each, width, font, measure))) {
      const longer = line ? `${line} ${word}` : word;
      if (line && measure(longer, font) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
      if (lines.length > count) break;
    }
    lines.push(line);
    if (lines.length > count) break;
  }
  if (lines.length <= count) return lines;
  return [...lines.slice(0, count - 1), fitted(`${lines[count - 1]} ${lines[count]}…`, width, font, measure)];
}

/** A word in pieces that fit. */
function broken(word: string, width: number, font: Font, measure: Measure): string[] {
  if (measure(word.slice(0, LONGEST), font) <= width) return [word.slice(0, LONGEST)];
  const pieces: string[] = [];
  let piece = "";
  for (const letter of [...word.slice(0, LONGEST * 4)]) {
    if (piece && measure(piece + letter, font) > width) {
      pieces.push(piece);
      piece = letter;
    } else piece += letter;
  }
  return [...pieces, piece];
}
