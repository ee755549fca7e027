/** The help: every command that has a key, from the one table there is, and what the pointer can do. */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useStore } from "../project/store";
import { keyText } from "./commanding/shortcuts";
import { COMMANDS, shortcutText } from "./commands";
import { useBench } from "./context";
import "./keys.css";
import { MOVING } from "./moving";
import { GROUPS, type Group } from "./stage";

type Row = readonly [key: string, sentence: string];

const GESTURES: readonly Row[] = [
  ["Tab", "Into the canvas and out of it; Enter selects the layer there, and opens a block that is selected"],
  ["Drag", "From a port to another: a wire. A layer onto a wire: it stands between"],
  ["Shift+drag", "On the canvas: select all that lies there"],
  ["Shift+click", "Select one more"],
  ["Click twice", "Open a block"],
];

export function Keys() {
  const { view } = useBench();
  const shown = useStore(view.open)?.what === "keys";
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!shown) return;
    const before = (panel.current?.getRootNode() as ShadowRoot | Document | undefined)?.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [shown]);
  if (!shown) return null;

  function press(event: KeyboardEvent): void {
    if (event.key === "Escape" || event.key === "?") view.open.set(null);
  }

  return (
    <section
      ref={panel}
      className="ll-keys"
      role="dialog"
      aria-label="Keys of the canvas"
      data-testid="keys"
      tabIndex={-1}
      onKeyDown={press}
    >
      <header>
        <h2>Keys</h2>
        <button type="button" className="ll-tool" aria-label="Close" onClick={() => view.open.set(null)}>
          ×
        </button>
      </header>
      <div className="ll-keys-groups">
        {(Object.keys(GROUPS) as Group[]).map((group) => (
          <Rows key={group} title={GROUPS[group]} rows={rowsOf(group)} />
        ))}
        <Rows title="With the pointer" rows={GESTURES} />
      </div>
    </section>
  );
}

/** The arrow keys do one thing in four directions. */
function rowsOf(group: Group): readonly Row[] {
  const keyed = COMMANDS.filter((each) => each.group === group && each.keys.length > 0 && !MOVING.includes(each));
  const rows = keyed.map((each): Row => [shortcutText(each), each.sentence]);
  if (group !== "arrange") return rows;
  return [...rows, ["← ↑ ↓ →", "Move what is selected"], [keyText("shift+arrow"), "Resize the selected frame or note"]];
}

function Rows({ title, rows }: { title: string; rows: readonly Row[] }) {
  if (!rows.length) return null;
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(([key, sentence]) => (
          <div key={key}>
            <dt>
              <kbd className="ll-key">{key}</kbd>
            </dt>
            <dd>{sentence}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
