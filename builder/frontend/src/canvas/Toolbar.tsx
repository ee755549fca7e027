import { useStore } from "../project/store";
import { useActions } from "./actions";
import { able, COMMANDS, shortcutText } from "./commands";
import { useBench } from "./context";
import { Icon } from "./icons";
import type { Command } from "./stage";

type Place = NonNullable<Command["place"]>;

/** The commands of some places as buttons. */
export function Toolbar({ places, className = "" }: { places: readonly Place[]; className?: string }) {
  const { project, view, data } = useBench();
  const { stage, run } = useActions();
  // What a command may need to know anew.
  useStore(project.history);
  useStore(project.document);
  useStore(view.labels);
  useStore(view.selection);
  return (
    <div className={`ll-toolbar ${className}`} role="toolbar" aria-label="Commands">
      {places.map((place) => (
        <div key={place} className="ll-tools">
          {COMMANDS.filter((each) => each.place === place).map((each) => (
            <button
              key={each.name}
              type="button"
              className="ll-tool"
              data-testid={`command-${each.name}`}
              title={[each.sentence, shortcutText(each) && `(${shortcutText(each)})`].filter(Boolean).join(" ")}
              aria-label={each.sentence}
              aria-pressed={each.name === "code" ? data.code === true : each.on?.(stage)}
              disabled={!able(each, stage)}
              onClick={() => run(each.name)}
            >
              {each.icon ? <Icon name={each.icon} /> : each.title}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
