/** What a listener hears of a card. */

import { useMemo } from "react";
import { isProblem } from "../../project/report";
import { useBench } from "../context";
import type { CardData } from "../flow";
import { layerName } from "./names";

export function useLayerName(id: string, { node, report, findings, inner }: CardData): string {
  const { level, catalog } = useBench();
  return useMemo(() => {
    const found = [...findings, ...inner];
    const problems = found.filter(isProblem).length;
    return layerName({
      id,
      node,
      level: level.get(),
      catalog,
      report,
      problems,
      advice: found.length - problems,
    });
  }, [id, node, report, findings, inner, level, catalog]);
}
