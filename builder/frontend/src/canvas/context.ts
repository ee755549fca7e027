/** What every part of the canvas needs to know. */
import { createContext, useContext } from "react";
import type { Catalog } from "../catalog/catalog";
import type { Level } from "../document/level";
import type { Project } from "../project/project";
import type { Store } from "../project/store";
import type { StreamlitComponent } from "../streamlit";
import type { CanvasData } from "./data";
import type { View } from "./view";

export interface Bench {
  readonly project: Project;
  readonly catalog: Catalog;
  readonly view: View;
  /** What stands where one is. */
  readonly level: Store<Level>;
  readonly data: CanvasData;
  readonly component: StreamlitComponent<CanvasData>;
  readonly editable: boolean;
}

export const BenchContext = createContext<Bench | null>(null);

export function useBench(): Bench {
  const bench = useContext(BenchContext);
  if (!bench) throw new Error("This part belongs inside the canvas.");
  return bench;
}
