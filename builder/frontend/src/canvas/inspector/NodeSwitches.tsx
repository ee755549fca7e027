/** What can be said of any layer: that its weights stay, that it is passed by, and with whom it shares them. */
import { titleOf } from "../../catalog/blocks";
import type { PlacedNode } from "../../document/types";
import { useStore } from "../../project/store";
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
    <section className="ll-switches" aria-label="How it takes part">
      {freezable(catalog, node) && (
        <Switch name="freeze" icon="lock" on={frozen} title="Frozen">
          training keeps its weights
        </Switch>
      )}
      <Switch name="disable" icon="bypass" on={node.disabled} title="Disabled">
        it is passed by
      </Switch>
      {others.length > 0 ? <Shared ids={others} /> : freezable(catalog, node) && <CopyLinked />}
    </section>
  );
}

interface SwitchProps {
  readonly name: string;
  readonly icon: IconName;
  readonly on: boolean;
  readonly title: string;
  readonly children: React.ReactNode;
}

function Switch({ name, icon, on, title, children }: SwitchProps) {
  const { editable } = useBench();
  const { run } = useActions();
  return (
    <label className="ll-switch">
      <input
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
    <button type="button" className="ll-link ll-copy" data-testid="copy-linked" onClick={() => run("duplicate-linked")}>
      <Icon name="chain" />
      Use it again, with the same weights
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
        One layer with{" "}
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
          Unlink
        </button>
      )}
    </div>
  );
}
