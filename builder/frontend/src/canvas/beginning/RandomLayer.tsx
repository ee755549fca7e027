/** One kind of random layer: whether it is there, and how strong it is. */
import type { Entry } from "../../catalog/catalog";
import type { Edit } from "../../document/types";
import { fixedOnce } from "../../project/report";
import { useStore } from "../../project/store";
import { t, told } from "../../words/words";
import { useBench } from "../context";
import { ParamForm } from "../inspector/ParamForm";

interface RandomLayerProps {
  readonly entry: Entry;
  /** The nodes of this kind in the chain. */
  readonly ids: readonly string[];
  /** Why it cannot be taken, or nothing. */
  readonly refused: string;
  readonly change: (edits: readonly Edit[]) => void;
  readonly on: () => void;
  readonly off: (id: string) => void;
}

export function RandomLayer({ entry, ids, refused, change, on, off }: RandomLayerProps) {
  const barred = refused !== "" && !ids.length;
  return (
    <div className="ll-random-layer">
      <label className={barred ? "ll-tick barred" : "ll-tick"} title={refused || t(entry.sentence)}>
        <input
          type="checkbox"
          checked={ids.length > 0}
          disabled={barred}
          data-testid={`augment-${entry.kind}`}
          onChange={({ target }) => (target.checked ? on() : ids.forEach(off))}
        />
        <span>{entry.title.replace(/^Random/, "")}</span>
        <span className="ll-unit">{t(entry.purpose ?? "")}</span>
      </label>
      {ids.map((id) => (
        <Strength key={id} id={id} entry={entry} change={change} />
      ))}
    </div>
  );
}

function Strength({ id, entry, change }: Pick<RandomLayerProps, "entry" | "change"> & { readonly id: string }) {
  const { project, editable } = useBench();
  const node = useStore(project.document).nodes.get(id);
  const report = useStore(project.report);
  if (!node) return null;
  const findings = fixedOnce((report?.findings ?? []).filter((finding) => finding.node === id));
  return (
    <div className="ll-random-strength" data-testid={`strength-${entry.kind}`}>
      {findings
        .filter(({ param }) => param === null)
        .map((finding) => (
          <p key={finding.sentence} className={`ll-sentence ${finding.severity}`}>
            {told(finding, "sentence")}
          </p>
        ))}
      <ParamForm
        form={`augment-${id}`}
        entry={entry}
        values={node.params}
        findings={findings}
        disabled={!editable}
        set={(param, value) => change([{ edit: "set_param", node: id, param, value }])}
        unset={(param) => change([{ edit: "unset_param", node: id, param }])}
      />
    </div>
  );
}
