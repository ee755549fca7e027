/** The menu of what was pointed at, from the table of commands. */
import { Fragment, type KeyboardEvent } from "react";
import { focused, useBorrowedFocus } from "../../design/focus";
import { t } from "../../words/words";
import { useActions } from "../actions";
import type { Open } from "../commanding/open";
import { shortcutText } from "../commands";
import { useInside } from "../finding/useInside";
import type { Command } from "../stage";
import "./menu.css";
import { menuNow } from "./menu";

interface ContextMenuProps {
  readonly open: Extract<Open, { what: "menu" }>;
  readonly close: () => void;
}

export function ContextMenu({ open, close }: ContextMenuProps) {
  const { stage, run } = useActions();
  const box = useBorrowedFocus<HTMLDivElement>((menu) => itemsOf(menu)[0]);
  useInside(box, open.at);

  function press(event: KeyboardEvent): void {
    const items = itemsOf(box.current);
    const at = items.indexOf(focused() as HTMLElement);
    const next = nextOf(event.key, at, items);
    if (next) next.focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function take({ name }: Command): void {
    close();
    run(name);
  }

  return (
    <div
      ref={box}
      className="ll-afloat ll-context-menu"
      role="menu"
      tabIndex={-1}
      aria-label={t("What can be done here")}
      data-testid="menu"
      onKeyDown={press}
      onContextMenu={(event) => event.preventDefault()}
    >
      {menuNow(open.target, stage).map((part, at) => (
        <Fragment key={part[0]?.group}>
          {at > 0 && <hr />}
          {part.map((each) => (
            <Item key={each.name} each={each} take={() => take(each)} />
          ))}
        </Fragment>
      ))}
    </div>
  );
}

function Item({ each, take }: { each: Command; take: () => void }) {
  const { stage } = useActions();
  const on = each.on?.(stage);
  return (
    <button
      type="button"
      className="ll-plain"
      {...(on === undefined ? { role: "menuitem" } : { role: "menuitemcheckbox", "aria-checked": on })}
      tabIndex={-1}
      data-testid={`menu-${each.name}`}
      title={t(each.sentence)}
      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
      onClick={take}
    >
      <span className="ll-menu-check">{on && "✓"}</span>
      <span>{t(each.title)}</span>
      <kbd className="ll-offer-hint">{shortcutText(each)}</kbd>
    </button>
  );
}

function itemsOf(box: HTMLElement | null): HTMLElement[] {
  return [...(box?.querySelectorAll<HTMLElement>("button") ?? [])];
}

/** Where a key leads: up and down and round, to the ends, or to the next title that begins with the letter. */
function nextOf(key: string, at: number, items: readonly HTMLElement[]): HTMLElement | undefined {
  const { length } = items;
  switch (key) {
    case "ArrowDown":
      return items[(at + 1) % length];
    case "ArrowUp":
      return items[(at - 1 + length) % length];
    case "Home":
      return items[0];
    case "End":
      return items[length - 1];
  }
  if (key.length !== 1 || key === " ") return undefined;
  const round = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return round.find((item) => item.textContent?.replace("✓", "").toLowerCase().startsWith(key.toLowerCase()));
}
