/** What can be said of any layer: that its weights stay, that it is passed by, and with whom it shares them. */
import { titleOf } from "../../catalog/blocks";
import type { PlacedNode } from "../../document/types";
import { useStore } from "../../project/store";
import { t } from "../../words/words";
import { useActions } from "../actions";
import { useBench } from "../context";
import { Icon, type IconName } from "../icons";
import { freezable, isLayer, ownerOf, sharersOf, withOwner } from "../linking/links";

export function NodeSwitches({ id, node }: { id: string; node: PlacedNode }) {
  const { catalog, level } = useBench();
  const document = useStore(level);
  if (!isLayer(catalog, node)) return null;
  const { frozen } = withOwner(document.nodes, id, catalog) ?? node;
  const owner = ownerOf(document.nodes, id);
  const others = [owner, ...sharersOf(document.nodes, owner)].filter((each) => each !== id);
  return (
    <section className="ll-switches" aria-label={t("How it takes part")}>
      {freezable(catalog, node) && (
        <Switch name="freeze" icon="lock" on={frozen} title={t("Frozen")}>
          {t("training keeps its weights")}
        </Switch>
      )}
      <Switch name="disable" icon="bypass" on={node.disabled} title={t("Disabled")}>
        {t("it is passed by")}
      </Switch>
      {others.length > 0 ? <Shared ids={others} /> : freezable(catalog, node) && <CopyLinked />}
    </section>
  );
}

/** The same for several at once: those that differ are all switched on first. */
export function ManySwitches({ ids }: { ids: readonly string[] }) {
  const { catalog, level } = useBench();
  const { nodes } = useStore(level);
  const layers = ids.flatMap((id) => withOwner(nodes, id, catalog) ?? []).filter((node) => isLayer(catalog, node));
  const learning = layers.filter((node) => freezable(catalog, node));
  if (!layers.length) return null;
  return (
    <section className="ll-switches" aria-label={t("How they take part")}>
      {learning.length > 0 && (
        <Switch name="freeze" icon="lock" {...together(learning, "frozen")} title={t("Frozen")}>
          {t("training keeps their weights")}
        </Switch>
      )}
      <Switch name="disable" icon="bypass" {...together(layers, "disabled")} title={t("Disabled")}>
        {t("they are passed by")}
      </Switch>
    </section>
  );
}

function together(nodes: readonly PlacedNode[], field: "frozen" | "disabled") {
  const on = nodes.filter((node) => node[field]).length;
  return { on: on === nodes.length, mixed: on > 0 && on < nodes.length };
}

interface SwitchProps {
  readonly name: string;
  readonly icon: IconName;
  readonly on: boolean;
  /** Whether some are on and others are not. */
  readonly mixed?: boolean;
  readonly title: string;
  readonly children: React.ReactNode;
}

function Switch({ name, icon, on, mixed = false, title, children }: SwitchProps) {
  const { editable } = useBench();
  const { run } = useActions();
  return (
    <label className="ll-switch">
      <input
        ref={(box) => {
          if (box) box.indeterminate = mixed;
        }}
        type="checkbox"
        checked={on}
        disabled={!editable}
        data-testid={`switch-${name}`}
        onChange={() => run(name)}
      />
      <Icon name={icon} />
      <span>
        {title} <small className="ll-quiet">{children}</small>
      </span>
    </label>
  );
}

function CopyLinked() {
  const { editable } = useBench();
  const { run } = useActions();
  if (!editable) return null;
  return (
    <button
      type="button"
      className="ll-link ll-copy-linked"
      data-testid="copy-linked"
      onClick={() => run("duplicate-linked")}
    >
      <Icon name="chain" />
      {t("Use it again, with the same weights")}
    </button>
  );
}

function Shared({ ids }: { ids: readonly string[] }) {
  const { catalog, level, editable } = useBench();
  const { run, show } = useActions();
  const { nodes, whole } = useStore(level);
  return (
    <div className="ll-shared" data-testid="shared-with">
      <Icon name="chain" />
      <span>
        {t("One layer with")}{" "}
        {ids.map((each, at) => {
          const node = nodes.get(each);
          return (
            <span key={each}>
              {at > 0 && ", "}
              <button type="button" className="ll-link" onClick={() => show(each)}>
                {node ? titleOf(node, whole, catalog) : each}
              </button>
            </span>
          );
        })}
      </span>
      {editable && (
        <button type="button" className="ll-button" data-testid="unlink" onClick={() => run("unlink")}>
          {t("Unlink")}
        </button>
      )}
    </div>
  );
}
