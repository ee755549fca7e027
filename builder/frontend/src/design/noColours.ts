/** Stands for `d3-color`, which React Flow's zoom brings along though nothing here turns one colour into another. */

/** No text is taken for a colour. */
export const color = (): null => null;
export { color as cubehelix, color as hcl, color as hsl, color as lab, color as rgb };
