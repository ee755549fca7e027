import type { ComponentProps } from "../streamlit";

export interface TopBarData {
  readonly project: string;
}

export function TopBar({ data }: ComponentProps<TopBarData>) {
  return <p>{data.project}</p>;
}
