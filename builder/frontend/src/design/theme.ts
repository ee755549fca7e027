/** Which of the two themes Streamlit shows. */

/** True when Streamlit's background, as seen from `element`, is dark. */
export function isDark(element: Element): boolean {
  const background = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  return background !== "" && luminance(background) < 0.4;
}

/** Rough luminance of a `#rrggbb` or `rgb(…)` colour, 0 to 1. */
export function luminance(color: string): number {
  const [red = 255, green = 255, blue = 255] = channels(color);
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

function channels(color: string): number[] {
  const hex = /^#([0-9a-f]{3,8})$/i.exec(color)?.[1];
  if (!hex) return (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  const wide = hex.length < 6 ? [...hex].map((digit) => digit + digit).join("") : hex;
  return [0, 2, 4].map((at) => Number.parseInt(wide.slice(at, at + 2), 16));
}
