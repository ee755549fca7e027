import { entryOf } from "../../catalog/blocks";
import type { PlacedNode } from "../../document/types";
import { fixedOnce } from "../../project/report";
import { useStore } from "../../project/store";
import { message, t } from "../../words/words";
import { HiddenAdvice } from "../advice/HiddenAdvice";
import { BeginningButtons } from "../beginning/BeginningButtons";
import { useBench } from "../context";
import { FindingText, FixButton } from "../Findings";
import { keeperOf, withOwner } from "../linking/links";
import { KindPicker } from "../replace/KindPicker";
import { SamplePanel } from "../sampling/SamplePanel";
import { Figures } from "./Figures";
import { InnerFindings, InstanceActions, RepeatForm } from "./InstancePanel";
import { NodeSwitches } from "./NodeSwitches";
import { OpenLayers } from "./OpenLayers";
import { ParamForm } from "./ParamForm";
import { ScopeContext, useScopeOf } from "./scope";

const STRANGE = message("This layer is not in the catalogue; the document keeps it as it came.");
const GONE = message("The block that it stood for is gone from this project.");

export function NodePanel({ id, node }: { id: string; node: PlacedNode }) {
  const { project, catalog, level, editable } = useBench();
  const report = useStore(project.report);
  const { nodes, whole } = useStore(level);
  const entry = entryOf(node, whole, catalog);
  const scope = useScopeOf(id, node.block);
  const waiting = () => scope?.take() ?? [];
  const keeper = (param: string) => keeperOf(nodes, id, param, catalog);
  const findings = fixedOnce((report?.findings ?? []).filter((finding) => finding.node === id));
  return (
    <ScopeContext value={scope}>
      <header className="ll-panel-head">
        <Name id={id} node={node} />
        <KindPicker ids={[id]} />
        <p className="ll-quiet">
          {t(entry?.sentence ?? (node.uses === null ? STRANGE : GONE))}{" "}
          {entry?.link && (
            <a className="ll-link" href={entry.link} target="_blank" rel="noreferrer">
              {t("More")}
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
      <SamplePanel id={id} />
      <BeginningButtons id={id} node={node} />
      <HiddenAdvice node={id} />
      {entry?.pretrained && <OpenLayers id={id} />}
      {node.uses !== null && <InnerFindings id={id} />}
      {node.uses !== null && <InstanceActions node={node} />}
      {entry && (
        <ParamForm
          form={id}
          entry={entry}
          values={withOwner(nodes, id, catalog)?.params ?? node.params}
          findings={findings}
          disabled={!editable}
          set={(param, value) =>
            project.edit([...waiting(), { edit: "set_param", node: keeper(param), param, value }], `${id}.${param}`)
          }
          unset={(param) => project.edit([{ edit: "unset_param", node: keeper(param), param }])}
        />
      )}
      {node.uses !== null && <RepeatForm id={id} node={node} />}
      <NodeSwitches id={id} node={node} />
      <Figures id={id} node={node} />
    </ScopeContext>
  );
}

function Name({ id, node }: { id: string; node: PlacedNode }) {
  const { project, catalog, editable } = useBench();
  const whole = useStore(project.document);
  return (
    <input
      className="ll-name"
      aria-label={t("Name of this layer")}
      data-testid="node-name"
      placeholder={entryOf(node, whole, catalog)?.title ?? node.kind}
      value={node.name}
      disabled={!editable}
      maxLength={80}
      onChange={({ target }) => project.edit([{ edit: "rename_node", node: id, name: target.value }], `${id} name`)}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
    />
  );
}
