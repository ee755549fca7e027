/** What the inspector has for an instance of a block, beyond its parameters. */
import type { Entry, Param } from "../../catalog/catalog";
import { instancesOf } from "../../document/blocks";
import type { PlacedNode } from "../../document/types";
import { fixedOnce, isProblem } from "../../project/report";
import { useStore } from "../../project/store";
import { counted, message, t } from "../../words/words";
import { useActions } from "../actions";
import { findingsInside } from "../blocks/findings";
import { useBench } from "../context";
import { FindingText, FixButton } from "../Findings";
import { KeepBlock } from "./KeepBlock";
import { ParamForm } from "./ParamForm";
import { useScope } from "./scope";

const REPEAT: Param = {
  name: "repeat",
  type: "integer",
  label: message("Repeat"),
  help: message(
    "How often it stands in a row, each time with weights of its own. Inside, i is the number of the repetition, from 0.",
  ),
  required: true,
  default: 1,
  initial: 1,
  min: 1,
  max: 1000,
  unit: message("times in a row"),
  section: "main",
};

const REPEATED: Entry = { kind: "", title: "", sentence: "", params: [REPEAT] };

export function RepeatForm({ id, node }: { id: string; node: PlacedNode }) {
  const { project, editable } = useBench();
  const scope = useScope();
  const findings = (useStore(project.report)?.findings ?? []).filter(({ node: at }) => at === id);
  return (
    <ParamForm
      form={`${id}-repeat`}
      entry={REPEATED}
      values={{ repeat: node.repeat }}
      findings={findings}
      disabled={!editable}
      set={(_, value) =>
        project.edit(
          [
            ...(scope?.take() ?? []),
            { edit: "set_field", node: id, field: "repeat", value: value === 1 ? null : value },
          ],
          `${id}.repeat`,
        )
      }
      unset={() => project.edit([{ edit: "set_field", node: id, field: "repeat", value: null }])}
    />
  );
}

export function InstanceActions({ node }: { node: PlacedNode }) {
  const { project, editable } = useBench();
  const { run } = useActions();
  const { nodes } = useStore(project.document);
  const uses = node.uses === null ? 0 : instancesOf(nodes, node.uses).length;
  return (
    <>
      <div className="ll-row ll-instance-actions">
        <button type="button" className="ll-button" data-testid="open-block" onClick={() => run("enter")}>
          {t("Open")}
        </button>
        {editable && (
          <button type="button" className="ll-button" data-testid="command-unpack" onClick={() => run("unpack")}>
            {t("Unpack")}
          </button>
        )}
        {node.uses !== null && <KeepBlock id={node.uses} />}
      </div>
      {uses > 1 && (
        <p className="ll-quiet ll-small">
          {counted(
            uses,
            "{count} use in this project: what changes inside changes for all.",
            "{count} uses in this project: what changes inside changes for all.",
          )}
        </p>
      )}
    </>
  );
}

/** What is wrong inside, where it can be mended from outside too: often by a parameter. */
export function InnerFindings({ id }: { id: string }) {
  const { project, level, view } = useBench();
  const { show } = useActions();
  const report = useStore(project.report);
  const document = useStore(level);
  const place = useStore(view.place);
  const found = findingsInside({ document, place, report }, id).filter(isProblem);
  return fixedOnce(found).map((finding) => (
    <FindingText key={`${finding.node}${finding.sentence}`} finding={finding}>
      <button
        type="button"
        className="ll-button"
        data-testid="show-inside"
        onClick={() => finding.node && show(finding.node, finding.path)}
      >
        {t("Show it inside")}
      </button>
      {finding.fixes.map((fix, at) => (
        <FixButton key={fix.title} fix={fix} testid={`inner-fix-${at}`} />
      ))}
    </FindingText>
  ));
}
