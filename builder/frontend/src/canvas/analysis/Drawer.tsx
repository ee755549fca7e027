/** What slides up beneath the canvas: all findings, or the table of all layers. */
import { type PointerEvent, useLayoutEffect, useRef } from "react";
import { useStore } from "../../project/store";
import { message, t } from "../../words/words";
import { useBench } from "../context";
import type { Drawer as Name } from "../view";
import "./analysis.css";
import { FindingList } from "./FindingList";
import { LayerTable } from "./LayerTable";

const TABS: readonly { readonly name: Name; readonly title: string }[] = [
  { name: "findings", title: message("Problems and advice") },
  { name: "layers", title: message("Layers") },
];
const LEAST = 120;

export function Drawer() {
  const { view } = useBench();
  const open = useStore(view.drawer);
  const height = useStore(view.drawerHeight);
  const panel = useRef<HTMLElement>(null);
  // What floats above must know where it ends.
  useLayoutEffect(() => {
    panel.current?.parentElement?.style.setProperty("--drawer", `${height}px`);
  });
  if (!open) return null;

  function grow(by: number): void {
    const most = (panel.current?.parentElement?.clientHeight ?? 600) - 120;
    view.drawerHeight.set(Math.round(Math.min(Math.max(view.drawerHeight.get() + by, LEAST), most)));
  }

  return (
    <section
      ref={panel}
      className="ll-lifted ll-drawer"
      style={{ height }}
      aria-label={t("Analysis")}
      data-testid={`drawer-${open}`}
      onKeyDown={({ key }) => key === "Escape" && view.drawer.set(null)}
    >
      <Grip grow={grow} />
      <header>
        <div role="tablist" aria-label={t("Analysis")}>
          {TABS.map(({ name, title }) => (
            <button
              key={name}
              type="button"
              role="tab"
              className="ll-tool"
              aria-selected={open === name}
              onClick={() => view.drawer.set(name)}
            >
              {t(title)}
            </button>
          ))}
        </div>
        <button type="button" className="ll-tool" aria-label={t("Close")} onClick={() => view.drawer.set(null)}>
          ×
        </button>
      </header>
      {open === "findings" ? <FindingList /> : <LayerTable />}
    </section>
  );
}

/** The upper edge, drawn by the pointer or moved by arrow keys. */
function Grip({ grow }: { grow(by: number): void }) {
  const last = useRef<number | null>(null);

  function move({ clientY }: PointerEvent): void {
    if (last.current === null) return;
    grow(last.current - clientY);
    last.current = clientY;
  }

  return (
    <button
      type="button"
      className="ll-grip"
      aria-label={t("Height of this panel: arrow keys change it")}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = event.clientY;
      }}
      onPointerMove={move}
      onPointerUp={() => {
        last.current = null;
      }}
      onKeyDown={(event) => {
        const by = { ArrowUp: 40, ArrowDown: -40 }[event.key];
        if (!by) return;
        event.preventDefault();
        event.stopPropagation();
        grow(by);
      }}
    />
  );
}
