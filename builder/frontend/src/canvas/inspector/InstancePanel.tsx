/** What the inspector has for an instance of a block, beyond its parameters. */
import type { Entry, Param } from "../../catalog/catalog";
import { instancesOf } from "../../document/blocks";
import type { PlacedNode } from "../../document/types";
import { counted } from "../../format";
import { useStore } from "../../project/store";
import { useActions } from "../actions";
import { useBench } from "../context";
import { ParamForm } from "./ParamForm";
import { useScope } from "./scope";

const REPEAT: Param = {
  name: "repeat",
  type: "integer",
  label: "Repeat",
  help: "How often it stands in a row, each time with weights of its own. Inside, i is the number of the repetition, from 0.",
  required: true,
  default: 1,
  initial: 1,
  min: 1,
  max: 1000,
  unit: "times in a row",
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
          Open
        </button>
        {editable && (
          <button type="button" className="ll-button" data-testid="command-unpack" onClick={() => run("unpack")}>
            Unpack
          </button>
        )}
      </div>
      {uses > 1 && (
        <p className="ll-quiet ll-small">
          {counted(uses, "use", "uses")} in this project: what changes inside changes for all.
        </p>
      )}
    </>
  );
}
