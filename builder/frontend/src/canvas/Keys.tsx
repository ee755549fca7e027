/** The help: every command that has a key, from the one table there is, and what the pointer can do. */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { message, t } from "../words/words";
import { keyText } from "./commanding/shortcuts";
import { COMMANDS, shortcutText } from "./commands";
import "./keys.css";
import { MOVING } from "./moving";
import { GROUPS, type Group } from "./stage";

type Row = readonly [key: string, sentence: string];

const GESTURES: readonly Row[] = [
  [
    message("Tab"),
    message("Into the canvas and out of it; Enter selects the layer there, and opens a block that is selected"),
  ],
  [message("Drag"), message("From a port to another: a wire. A layer onto a wire: it stands between")],
  [message("Drag"), message("From a port onto nothing: what can follow, or come before, to choose from")],
  [message("Shift+drag"), message("On the canvas: select all that lies there")],
  [message("Shift+click"), message("Select one more")],
  [message("Click twice"), message("On the canvas: find a layer and put it there. On a block: open it")],
  [message("Right click"), message("What can be done there; with a finger: stay on it")],
];

export function Keys({ close }: { close: () => void }) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = (panel.current?.getRootNode() as ShadowRoot | Document | undefined)?.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  function press(event: KeyboardEvent): void {
    if (event.key === "Escape" || event.key === "?") close();
  }

  return (
    <section
      ref={panel}
      className="ll-keys"
      role="dialog"
      aria-label={t("Keys of the canvas")}
      data-testid="keys"
      tabIndex={-1}
      onKeyDown={press}
    >
      <header>
        <h2>{t("Keys")}</h2>
        <button type="button" className="ll-tool" aria-label={t("Close")} onClick={close}>
          ×
        </button>
      </header>
      <div className="ll-keys-groups">
        {(Object.keys(GROUPS) as Group[]).map((group) => (
          <Rows key={group} title={t(GROUPS[group])} rows={rowsOf(group)} />
        ))}
        <Rows title={t("With the pointer")} rows={GESTURES} />
      </div>
    </section>
  );
}

/** The arrow keys do one thing in four directions. */
function rowsOf(group: Group): readonly Row[] {
  const keyed = COMMANDS.filter((each) => each.group === group && each.keys.length > 0 && !MOVING.includes(each));
  const rows = keyed.map((each): Row => [shortcutText(each), each.sentence]);
  if (group !== "arrange") return rows;
  return [
    ...rows,
    [keyText("arrow"), message("Move what is selected")],
    [keyText("shift+arrow"), message("Resize the selected frame or note")],
  ];
}

function Rows({ title, rows }: { title: string; rows: readonly Row[] }) {
  if (!rows.length) return null;
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(([key, sentence]) => (
          <div key={sentence}>
            <dt>
              <kbd className="ll-key">{t(key)}</kbd>
            </dt>
            <dd>{t(sentence)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
