import type { ComponentProps } from "../streamlit";

export interface CanvasData {
  readonly project: string;
}

export function Canvas({ data }: ComponentProps<CanvasData>) {
  return <p>{data.project}</p>;
}
