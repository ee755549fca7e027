/** What the inspector shows when nothing is selected. */
import { bytesText, exactText } from "../../format";
import { parametersOf, type Totals } from "../../project/report";
import { useStore } from "../../project/store";
import { message, t } from "../../words/words";
import { FindingList } from "../analysis/FindingList";
import { useBench } from "../context";
import { Doors } from "../Doors";
import { isLayer } from "../linking/links";
import { NextStep } from "../NextStep";

export function NetworkPanel() {
  const { project, catalog, data } = useBench();
  const document = useStore(project.document);
  const report = useStore(project.report);
  return (
    <>
      <header className="ll-panel-head">
        <h2>{document.name || t("Network")}</h2>
        <p className="ll-quiet">
          {data.schema && t("Learns from {schema}. ", { schema: data.schema.title })}
          {!data.schema && !data.next && t("No data yet: choose some on the Data page. ")}
          {t("Select a layer to see and change its settings.")}
        </p>
      </header>
      <NextStep />
      {report && (
        <dl className="ll-totals">
          <dt>{t("Layers")}</dt>
          <dd>{exactText([...document.nodes.values()].filter((node) => isLayer(catalog, node)).length)}</dd>
          <dt>{t("Parameters")}</dt>
          <dd>
            {exactText(parametersOf(report))}
            {report.totals.parameters > report.totals.trainable && (
              <small> · {t("{count} kept", { count: report.totals.parameters - report.totals.trainable })}</small>
            )}
          </dd>
          {report.totals.memory > 0 && (
            <>
              <dt>{t("Multiply-adds a sample")}</dt>
              <dd>{exactText(report.totals.multiply_adds)}</dd>
              <dt>{t("Memory a sample")}</dt>
              <dd>{bytesText(report.totals.memory)}</dd>
            </>
          )}
        </dl>
      )}
      {report && report.totals.parameters > 0 && <Sizes sizes={report.totals.sizes} />}
      {report && document.nodes.size > 0 && <FindingList />}
      <Doors />
    </>
  );
}

const FORMS: readonly (readonly [string, string])[] = [
  ["savedmodel", message("SavedModel")],
  ["keras", message("Keras file")],
  ["program", message("Python program")],
  ["project", message("Project file")],
];

/** How large the network will be in each form in which it leaves. */
function Sizes({ sizes }: { sizes: Totals["sizes"] }) {
  const known = FORMS.filter(([name]) => sizes[name] !== undefined);
  if (!known.length) return null;
  return (
    <details className="ll-sizes">
      <summary>
        {t("Size when exported")} <strong>≈ {bytesText(sizes.savedmodel ?? 0)}</strong>
      </summary>
      <dl>
        {known.map(([name, title]) => (
          <div key={name}>
            <dt>{t(title)}</dt>
            <dd>≈ {bytesText(sizes[name] ?? 0)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
