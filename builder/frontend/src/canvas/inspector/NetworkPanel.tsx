/** What the inspector shows when nothing is selected. */
import { bytesText, exactText } from "../../format";
import { exportedBytes, parametersOf, type Report } from "../../project/report";
import { useStore } from "../../project/store";
import { t, told } from "../../words/words";
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
      {report && report.totals.parameters > 0 && <Sizes report={report} />}
      {report && document.nodes.size > 0 && <FindingList />}
      <Doors />
    </>
  );
}

/** How large the network will be in each form in which it leaves. */
function Sizes({ report }: { report: Report }) {
  const forms = Object.entries(report.totals.sizes);
  if (!forms.length) return null;
  return (
    <details className="ll-sizes">
      <summary>
        {t("Size when exported")} <strong>≈ {bytesText(exportedBytes(report))}</strong>
      </summary>
      <dl>
        {forms.map(([name, form]) => (
          <div key={name}>
            <dt>{told(form, "title")}</dt>
            <dd>≈ {bytesText(form.bytes)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
