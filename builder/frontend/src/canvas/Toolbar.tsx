import { useStore } from "../project/store";
import { t } from "../words/words";
import { useActions } from "./actions";
import { COMMANDS, refusalOf, tipOf } from "./commands";
import { useBench } from "./context";
import { Icon } from "./icons";
import type { Command } from "./stage";

type Place = NonNullable<Command["place"]>;

const PLACED = COMMANDS.filter(({ place }) => place !== undefined);

/** The commands of some places as buttons. */
export function Toolbar({ places, className = "" }: { places: readonly Place[]; className?: string }) {
  const { project, view } = useBench();
  // What a command may need to know anew.
  useStore(project.history);
  useStore(project.document);
  useStore(view.labels);
  useStore(view.selection);
  useStore(view.open);
  return (
    <div className={`ll-lifted ll-toolbar ${className}`} role="toolbar" aria-label={t("Commands")}>
      {places.map((place) => (
        <div key={place} className="ll-tools">
          {PLACED.filter((each) => each.place === place).map((each) => (
            <Tool key={each.name} each={each} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Tool({ each }: { each: Command }) {
  const { stage, run } = useActions();
  const refusal = refusalOf(each, stage);
  return (
    <button
      type="button"
      className="ll-tool"
      data-testid={`command-${each.name}`}
      title={tipOf(each, refusal)}
      aria-label={t(each.sentence)}
      aria-pressed={each.on?.(stage)}
      disabled={refusal !== null}
      onClick={() => run(each.name)}
    >
      {each.face ?? (each.icon ? <Icon name={each.icon} /> : t(each.title))}
    </button>
  );
}
