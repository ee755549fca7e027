/** What the inspector shows of several nodes: what they have in common, changed for all at once, and what they cost together. */

import type { Edit, Json } from "../../document/types";
import { bytesText, exactText } from "../../format";
import { useStore } from "../../project/store";
import { counted, t } from "../../words/words";
import { useActions } from "../actions";
import { able, command } from "../commands";
import { useBench } from "../context";
import { KindMark } from "../KindMark";
import { ownerOf } from "../linking/links";
import { reportKey } from "../place";
import { KindPicker } from "../replace/KindPicker";
import { selectNodes } from "../view";
import { commonOf, keepersOf, kindsOf } from "./common";
import { ManySwitches } from "./NodeSwitches";
import { ParamForm } from "./ParamForm";
import { ScopeContext, useScope, useScopeOf } from "./scope";

export function ManyPanel({ ids }: { ids: readonly string[] }) {
  const { level, editable } = useBench();
  const { stage, run } = useActions();
  const here = useStore(level);
  const scope = useScopeOf(ids[0] ?? "", here.block);
  return (
    <ScopeContext value={scope}>
      <header className="ll-panel-head">
        <h2>{counted(ids.length, "{count} layer selected", "{count} layers selected")}</h2>
        <KindPicker ids={ids} />
      </header>
      <Kinds ids={ids} />
      {editable && (
        <div className="ll-row ll-many-actions">
          {ACTIONS.filter((name) => able(command(name), stage)).map((name) => (
            <button
              key={name}
              type="button"
              className="ll-button"
              data-testid={`many-${name}`}
              onClick={() => run(name)}
            >
              {name === "block" ? t("Make a block") : t(command(name).title)}
            </button>
          ))}
        </div>
      )}
      <CommonForm ids={ids} />
      <ManySwitches ids={ids} />
      <Totals ids={ids} />
    </ScopeContext>
  );
}

const ACTIONS = ["block", "share", "unlink", "duplicate", "delete"] as const;

/** Each kind with how many there are of it: pressed, only these stay selected. */
function Kinds({ ids }: { ids: readonly string[] }) {
  const { level, catalog, view } = useBench();
  const kinds = kindsOf(useStore(level), ids, catalog);
  if (kinds.length < 2) return null;
  return (
    <div className="ll-many-kinds">
      {kinds.map(({ entry, node, ids: these }) => {
        const title = t(entry?.title ?? node.kind);
        return (
          <button
            key={node.uses ?? node.kind}
            type="button"
            title={t("Select only these")}
            data-testid={`only-${node.uses ?? node.kind}`}
            onClick={() => selectNodes(view, these)}
          >
            <KindMark kind={node.kind} uses={node.uses} />
            {these.length} × {title}
          </button>
        );
      })}
    </div>
  );
}

function CommonForm({ ids }: { ids: readonly string[] }) {
  const { project, level, catalog, editable } = useBench();
  const here = useStore(level);
  const scope = useScope();
  const { entry, values, various } = commonOf(here, ids, catalog);
  if (!entry.params?.length) {
    return <p className="ll-quiet ll-small">{t("These have no settings in common.")}</p>;
  }

  function change(param: string, edit: (node: string) => Edit, gesture?: string): void {
    const edits = keepersOf(here, ids, param, catalog).map(edit);
    project.edit([...(scope?.take() ?? []), ...edits], gesture);
  }

  return (
    <ParamForm
      key={ids.join()}
      form="many"
      entry={entry}
      values={values}
      various={various}
      findings={[]}
      disabled={!editable}
      set={(param, value: Json) =>
        change(param, (node) => ({ edit: "set_param", node, param, value }), `${ids.join()}.${param}`)
      }
      unset={(param) => change(param, (node) => ({ edit: "unset_param", node, param }))}
    />
  );
}

/** What they cost together; a shared layer counts once. */
function Totals({ ids }: { ids: readonly string[] }) {
  const { project, view, level } = useBench();
  const report = useStore(project.report);
  const place = useStore(view.place);
  const { nodes } = useStore(level);
  const reported = (id: string) => report?.nodes[reportKey(place, id)];
  const layers = [...new Set(ids.map((id) => ownerOf(nodes, id)))];
  const sum = (of: readonly string[], field: "trainable" | "frozen" | "memory" | "multiply_adds") =>
    of.reduce((all, id) => all + (reported(id)?.[field] ?? 0), 0);
  if (!ids.some(reported)) return null;
  const kept = sum(layers, "frozen");
  const work = sum(ids, "multiply_adds");
  return (
    <section className="ll-figures" aria-label={t("Together")}>
      <h3>{t("Together")}</h3>
      <dl>
        <dt>{t("Parameters")}</dt>
        <dd data-testid="many-parameters">
          {exactText(sum(layers, "trainable") + kept)}
          {kept > 0 && <small> · {t("{count} not trained", { count: kept })}</small>}
        </dd>
        <dt>{t("Memory")}</dt>
        <dd>
          {bytesText(sum(ids, "memory"))} <small>{t("a sample")}</small>
        </dd>
        {work > 0 && (
          <>
            <dt>{t("Multiply-adds")}</dt>
            <dd>
              {exactText(work)} <small>{t("a sample")}</small>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
