/** What buttons anywhere on the canvas can ask for. */
import { createContext, useContext } from "react";
import type { Stage } from "./stage";

export interface Actions {
  readonly stage: Stage;
  /** Run a command by its name. */
  run(name: string): void;
  /** Select a node and bring it into view, on its own level; `path` is where a finding was made. */
  show(id: string, path?: string): void;
}

export const ActionsContext = createContext<Actions | null>(null);

export function useActions(): Actions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error("This part belongs inside the canvas.");
  return actions;
}
