/** In a narrow window: the buttons that open the panels, and what lies behind an open one; for fingers: what Shift is for keys. */
import { useEffect } from "react";
import { focused } from "../../design/focus";
import { useStore } from "../../project/store";
import { message, t } from "../../words/words";
import { several } from "../touch/several";
import { type Drawer, drawer } from "./drawers";
import "./folding.css";

const DRAWERS: readonly (readonly [Drawer, string])[] = [
  ["palette", message("Layers")],
  ["inspector", message("Settings")],
];

export function Drawers() {
  const open = useStore(drawer);
  const many = useStore(several);
  useEffect(() => leaveAll, []);
  return (
    <>
      <div className="ll-lifted ll-drawers" role="toolbar" aria-label={t("Panels")}>
        {DRAWERS.map(([which, title]) => (
          <button
            key={which}
            type="button"
            className="ll-tool"
            aria-expanded={open === which}
            data-testid={`drawer-${which}`}
            onClick={({ currentTarget }) => {
              drawer.set(open === which ? null : which);
              if (open !== which) enter(currentTarget, which);
            }}
          >
            {t(title)}
          </button>
        ))}
        <button
          type="button"
          className="ll-tool ll-several"
          aria-pressed={many}
          title={t("Taps add to what is selected, and drags select")}
          data-testid="select-several"
          onClick={() => several.set(!many)}
        >
          {t("Select several")}
        </button>
      </div>
      {open && (
        <button
          type="button"
          className="ll-behind"
          aria-label={t("Close the panel")}
          data-testid="drawer-close"
          onClick={() => drawer.set(null)}
        />
      )}
    </>
  );
}

function leaveAll(): void {
  drawer.set(null);
  several.set(false);
}

/** The panel that opens takes the focus; on a touch screen no keyboard is called up for that. */
function enter(button: HTMLElement, which: Drawer): void {
  const panel = button.closest(".ll-canvas")?.querySelector<HTMLElement>(`.ll-${which}`);
  setTimeout(() => focused() === button && panel?.focus({ preventScroll: true }));
}
