/** Components of single pages: a file of their own, fetched when the first of them is shown. */
import type { ComponentType } from "react";
import { Capture } from "./capture/Capture";
import { Pad } from "./pad/Pad";
import { Plot } from "./plot/Plot";
import { Samples } from "./samples/Samples";
import type { ComponentProps } from "./streamlit";
import { Upload } from "./upload/Upload";

// biome-ignore lint/suspicious/noExplicitAny: each component states the type of its own data; Streamlit cannot.
export const LATER: Readonly<Record<string, ComponentType<ComponentProps<any>>>> = {
  plot: Plot,
  pad: Pad,
  upload: Upload,
  samples: Samples,
  capture: Capture,
};
