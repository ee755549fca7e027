/** The help: every command that has a key, from the one table there is, and what the pointer can do. */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useStore } from "../project/store";
import { COMMANDS, shortcutText } from "./commands";
import { useBench } from "./context";
import "./keys.css";
import { MOVING } from "./moving";

const GESTURES: readonly (readonly [string, string])[] = [
  ["← ↑ ↓ →", "Move what is selected"],
  ["Shift+arrow", "Resize the selected frame or note"],
  ["Tab", "Go from layer to layer; Enter selects one, and opens a block that is selected"],
  ["Drag", "From a port to another: a wire. A layer onto a wire: it stands between"],
  ["Shift+drag", "On the canvas: select all that lies there"],
  ["Shift+click", "Select one more"],
  ["Click twice", "Open a block"],
];

export function Keys() {
  const { view } = useBench();
  const shown = useStore(view.help);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!shown) return;
    const before = panel.current?.ownerDocument.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [shown]);
  if (!shown) return null;

  function press(event: KeyboardEvent): void {
    if (event.key === "Escape" || event.key === "?") view.help.set(false);
  }

  const keyed = COMMANDS.filter((each) => shortcutText(each) && !MOVING.includes(each));
  const rows = keyed.map((each) => [shortcutText(each), each.sentence] as const);
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
        <button type="button" className="ll-tool" aria-label="Close" onClick={() => view.help.set(false)}>
          ×
        </button>
      </header>
      <dl>
        {[...rows, ...GESTURES].map(([key, sentence]) => (
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
