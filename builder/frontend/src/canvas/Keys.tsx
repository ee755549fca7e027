/** The help: every command that has a key, from the one table there is, and what the pointer can do. */
import type { KeyboardEvent } from "react";
import { useBorrowedFocus } from "../design/focus";
import { message, t } from "../words/words";
import { POINTER, type Row } from "./commanding/pointer";
import { keyText } from "./commanding/shortcuts";
import { COMMANDS, shortcutText } from "./commands";
import "./keys.css";
import { MOVING } from "./moving";
import { GROUPS, type Group } from "./stage";

export function Keys({ close }: { close: () => void }) {
  const panel = useBorrowedFocus<HTMLElement>();

  function press(event: KeyboardEvent): void {
    if (event.key === "Escape" || event.key === "?") close();
  }

  return (
    <section
      ref={panel}
      className="ll-afloat ll-keys"
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
        <Rows title={t("With the pointer")} rows={POINTER} />
      </div>
    </section>
  );
}

/** The arrow keys do one thing in four directions. */
function rowsOf(group: Group): readonly Row[] {
  const keyed = COMMANDS.filter((each) => each.group === group && each.keys.length > 0 && !MOVING.includes(each));
  const rows = keyed.map((each): Row => [shortcutText(each), t(each.sentence)]);
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
