/** The colours of a figure: those of the theme that is seen, or those for paper. */

export interface Ink {
  readonly ground: string;
  /** The dots of the canvas; nothing on paper. */
  readonly dot: string | null;
  readonly raised: string;
  readonly text: string;
  readonly quiet: string;
  readonly edge: string;
  readonly strongEdge: string;
  readonly wire: string;
  readonly note: string;
  readonly noteEdge: string;
  /** The hue of blocks, in degrees. */
  readonly blockHue: number;
  /** What is heaviest, and how much of it is mixed in at most, in percent. */
  readonly heat: string;
  readonly heatReach: number;
  /** Of the marks of groups, in percent. */
  readonly saturation: number;
  readonly lightness: number;
}

/** Colours of the theme that paper has too. */
type Shared = Pick<Ink, "blockHue" | "heat" | "heatReach">;

const PAPER: Omit<Ink, keyof Shared> = {
  ground: "#ffffff",
  dot: null,
  raised: "#ffffff",
  text: "#111820",
  quiet: "#4a5364",
  edge: "#aab2bf",
  strongEdge: "#6b7485",
  wire: "#7c8798",
  note: "#fffdf5",
  noteEdge: "#d9cfa8",
  saturation: 72,
  lightness: 45,
};

/** The colours for paper, with what is the same in every theme. */
export const onPaper = ({ blockHue, heat, heatReach }: Shared): Ink => ({ ...PAPER, blockHue, heat, heatReach });

/** The colours that `element` is drawn with. */
export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const color = (name: string) => plain(style.getPropertyValue(`--ll-${name}`));
  const number = (name: string) => Number.parseFloat(style.getPropertyValue(`--ll-${name}`));
  return {
    ground: color("ground"),
    dot: color("dot"),
    raised: color("raised"),
    text: color("text"),
    quiet: color("quiet"),
    edge: color("edge"),
    strongEdge: color("strong-edge"),
    wire: color("wire"),
    note: color("note"),
    noteEdge: color("note-edge"),
    blockHue: number("block-hue"),
    heat: color("heat"),
    heatReach: number("heat-reach"),
    saturation: number("mark-saturation"),
    lightness: number("mark-lightness"),
  };
}

/** Any colour that CSS knows, in a form that every program knows. */
function plain(color: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return PAPER.text;
  pen.fillStyle = color.trim();
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
  return hex([red, green, blue]);
}

/** A hue (degrees), saturation and lightness (percent) as `#rrggbb`: not every program reads `hsl()`. */
export function hueColor(hue: number, saturation: number, lightness: number): string {
  const [s, l] = [saturation / 100, lightness / 100];
  const reach = s * Math.min(l, 1 - l);
  const channel = (shift: number) => {
    const at = (shift + (((hue % 360) + 360) % 360) / 30) % 12;
    return 255 * (l - reach * Math.max(-1, Math.min(at - 3, 9 - at, 1)));
  };
  return hex([channel(0), channel(8), channel(4)]);
}

/** The colour of a card on `ground` that has so much (0…1) of what all cost. */
export function heatColor(share: number, ground: string, { heat, heatReach }: Ink): string {
  const [low, high] = [channels(ground), channels(heat)];
  const mixed = (Math.sqrt(share) * heatReach) / 100;
  return hex(low.map((value, at) => value + mixed * ((high[at] ?? value) - value)));
}

const channels = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));

const hex = (channels: readonly number[]) =>
  `#${channels.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
