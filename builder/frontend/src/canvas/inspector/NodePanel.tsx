import type { PlacedNode } from "../../document/types";
import { bytesText, exactText, namedShape } from "../../format";
import { fixedOnce, type Output } from "../../project/report";
import { useStore } from "../../project/store";
import { useBench } from "../context";
import { FindingText, FixButton } from "../Findings";
import { keeperOf, withOwner } from "../linking/links";
import { NodeSwitches } from "./NodeSwitches";
import { ParamForm } from "./ParamForm";

export function NodePanel({ id, node }: { id: string; node: PlacedNode }) {
  const { project, catalog, level, editable } = useBench();
  const report = useStore(project.report);
  const { nodes } = useStore(level);
  const entry = catalog.layer(node.kind);
  const keeper = (param: string) => keeperOf(nodes, id, param, catalog);
  const findings = fixedOnce((report?.findings ?? []).filter((finding) => finding.node === id));
  return (
    <>
      <header className="ll-panel-head">
        <Name id={id} node={node} />
        <p className="ll-quiet">
          {node.name && `${entry?.title ?? node.kind}. `}
          {entry?.sentence ?? "This layer is not in the catalogue; the document keeps it as it came."}{" "}
          {entry?.link && (
            <a className="ll-link" href={entry.link} target="_blank" rel="noreferrer">
              More
            </a>
          )}
        </p>
      </header>
      {findings
        .filter(({ param }) => param === null)
        .map((finding) => (
          <FindingText key={finding.sentence} finding={finding}>
            {finding.fixes.map((fix, at) => (
              <FixButton key={fix.title} fix={fix} testid={`inspector-fix-${at}`} />
            ))}
          </FindingText>
        ))}
      {entry && (
        <ParamForm
          form={id}
          entry={entry}
          values={withOwner(nodes, id, catalog)?.params ?? node.params}
          findings={findings}
          disabled={!editable}
          set={(param, value) =>
            project.edit([{ edit: "set_param", node: keeper(param), param, value }], `${id}.${param}`)
          }
          unset={(param) => project.edit([{ edit: "unset_param", node: keeper(param), param }])}
        />
      )}
      <NodeSwitches id={id} node={node} />
      <Figures id={id} />
    </>
  );
}

function Name({ id, node }: { id: string; node: PlacedNode }) {
  const { project, catalog, editable } = useBench();
  return (
    <input
      className="ll-name"
      aria-label="Name of this layer"
      data-testid="node-name"
      placeholder={catalog.layer(node.kind)?.title ?? node.kind}
      value={node.name}
      disabled={!editable}
      maxLength={80}
      onChange={({ target }) => project.edit([{ edit: "rename_node", node: id, name: target.value }], `${id} name`)}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
    />
  );
}

function Figures({ id }: { id: string }) {
  const { project } = useBench();
  const node = useStore(project.report)?.nodes[id];
  if (!node?.outputs.length) return null;
  return (
    <section className="ll-figures" aria-label="What comes out">
      <h3>What comes out</h3>
      {node.outputs.map((output, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: outputs are told apart by their place.
        <Shape key={at} output={output} />
      ))}
      <dl>
        <dt>Parameters</dt>
        <dd>
          {exactText(node.trainable + node.frozen)}
          {node.frozen > 0 && <small> · {exactText(node.frozen)} not trained</small>}
        </dd>
        <dt>Memory</dt>
        <dd>
          {bytesText(node.memory)} <small>a sample</small>
        </dd>
      </dl>
    </section>
  );
}

function Shape({ output }: { output: Output }) {
  const axes = output.shape.slice(1);
  return (
    <div className="ll-shape-figure" title={`${namedShape(output.shape, output.axes)} · ${output.dtype}`}>
      {axes.length === 0 && <span className="ll-axis">one number</span>}
      {axes.map((length, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: axes are told apart by their place.
        <span key={at} className="ll-axis">
          <b>{length === null ? "any" : exactText(length)}</b>
          <small>{output.axes[at + 1] ?? `axis ${at + 1}`}</small>
        </span>
      ))}
    </div>
  );
}
