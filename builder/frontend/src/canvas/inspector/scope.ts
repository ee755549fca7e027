/** The names that expressions can use where the selected node stands. */
import { createContext, useContext, useMemo, useRef } from "react";
import { INDEX } from "../../document/expressions";
import { setParam } from "../../document/params";
import type { BlockParam, Edit, Json, JsonObject } from "../../document/types";
import { useStore } from "../../project/store";
import { useBench } from "../context";
import { reportKey } from "../place";

export interface Scope {
  readonly block: string;
  /** What the names are worth where nothing else is said. */
  readonly usual: JsonObject;
  /** What the settings with expressions come to, as the check found. */
  readonly values: JsonObject;
  /** Add a parameter to the block together with the next change: both are one step. */
  add(name: string, param: BlockParam): void;
  /** The edits that wait for the next change. */
  take(): readonly Edit[];
}

export const ScopeContext = createContext<Scope | null>(null);

/** The scope that a field stands in; nothing at the top level, where there are no names. */
export const useScope = () => useContext(ScopeContext);

/** The scope of a node; nothing at the top level. */
export function useScopeOf(id: string, block: string | null): Scope | null {
  const { project, view } = useBench();
  const params = useStore(project.document).blocks.get(block ?? "")?.params;
  const report = useStore(project.report);
  const place = useStore(view.place);
  const values = report?.nodes[reportKey(place, id)]?.values;
  const waiting = useRef<Edit[]>([]);
  return useMemo(() => {
    if (block === null) return null;
    const usual: Record<string, Json> = {};
    for (const [name, param] of Object.entries(params ?? {})) usual[name] = param.default;
    usual[INDEX] = 0;
    return {
      block,
      usual,
      values: values ?? {},
      add: (name, param) => void waiting.current.push(setParam(block, name, param)),
      take: () => waiting.current.splice(0),
    };
  }, [block, params, values]);
}
