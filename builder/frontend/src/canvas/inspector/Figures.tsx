/** What comes out of a layer, and what it costs. */
import { outputsFor } from "../../catalog/ports";
import type { PlacedNode } from "../../document/types";
import { bytesText, exactText, namedShape } from "../../format";
import type { Output } from "../../project/report";
import { useStore } from "../../project/store";
import { t } from "../../words/words";
import { useBench } from "../context";
import { withOwner } from "../linking/links";
import { reportKey } from "../place";
import { inputSizes, Sees } from "./Sees";

export function Figures({ id, node }: { id: string; node: PlacedNode }) {
  const { project, view, level, catalog } = useBench();
  const { nodes } = useStore(level);
  const report = useStore(project.report);
  const place = useStore(view.place);
  const document = useStore(project.document);
  const known = report?.nodes[reportKey(place, id)];
  if (!report || !known?.outputs.length) return null;
  const inputs = [...document.nodes].flatMap(([each, { kind }]) => (kind === "Input" ? [each] : []));
  const ports = outputsFor(catalog.layer(node.kind), withOwner(nodes, id, catalog)?.params ?? node.params);
  return (
    <section className="ll-figures" aria-label={t("What comes out")}>
      <h3>{t("What comes out")}</h3>
      {known.outputs.map((output, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: outputs are told apart by their place.
        <Shape key={at} output={output} name={known.outputs.length > 1 ? ports[at]?.name : undefined} />
      ))}
      <dl>
        <dt>{t("Parameters")}</dt>
        <dd>
          {exactText(known.trainable + known.frozen)}
          {known.frozen > 0 && (
            <small>
              {" "}
              · {exactText(known.frozen)} {t("not trained")}
            </small>
          )}
        </dd>
        <dt>{t("Memory")}</dt>
        <dd>
          {bytesText(known.memory)} <small>{t("a sample")}</small>
        </dd>
        {known.multiply_adds > 0 && (
          <>
            <dt>{t("Multiply-adds")}</dt>
            <dd>
              {exactText(known.multiply_adds)} <small>{t("a sample")}</small>
            </dd>
          </>
        )}
      </dl>
      {known.field && <Sees field={known.field} input={inputSizes(report, inputs, known.field.length)} />}
    </section>
  );
}

function Shape({ output, name }: { output: Output; name: string | undefined }) {
  const axes = output.shape.slice(1);
  return (
    <div className="ll-shape-figure" title={`${namedShape(output.shape, output.axes)} · ${output.dtype}`}>
      {name && <small className="ll-output-name">{name.replaceAll("_", " ")}</small>}
      {axes.length === 0 && <span className="ll-axis">{t("one number")}</span>}
      {axes.map((length, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: axes are told apart by their place.
        <span key={at} className="ll-axis">
          <b>{length === null ? t("any") : exactText(length)}</b>
          <small>{t(output.axes[at + 1] ?? "") || t("axis {at}", { at: at + 1 })}</small>
        </span>
      ))}
    </div>
  );
}
