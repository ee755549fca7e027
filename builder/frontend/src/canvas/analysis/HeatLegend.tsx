/** What the colours of the heat map mean, and what they measure. */
import { useMemo } from "react";
import { shareText } from "../../format";
import { useStore } from "../../project/store";
import { t } from "../../words/words";
import { useBench } from "../context";
import { MEASURE_NAMES, MEASURES, type MeasureName, sharesOf } from "./measures";

export function HeatLegend() {
  const { project, level, view } = useBench();
  const labels = useStore(view.labels);
  const measure = useStore(view.heat);
  const { nodes } = useStore(level);
  const report = useStore(project.report);
  const place = useStore(view.place);
  const most = useMemo(
    () => Math.max(0, ...sharesOf(nodes, report, place, measure).values()),
    [nodes, report, place, measure],
  );
  if (labels !== "heat") return null;
  return (
    <aside className="ll-lifted ll-heat-legend" aria-label={t("Heat map")} data-testid="heat-legend">
      <select
        className="ll-field"
        aria-label={t("What the colours measure")}
        value={measure}
        onChange={({ target }) => view.heat.set(target.value as MeasureName)}
      >
        {MEASURE_NAMES.map((name) => (
          <option key={name} value={name}>
            {t(MEASURES[name].title)}
          </option>
        ))}
      </select>
      <span>0 %</span>
      <span className="ll-heat-scale" style={{ "--heat": Math.sqrt(most) }} aria-hidden />
      <span>{shareText(most)}</span>
    </aside>
  );
}
