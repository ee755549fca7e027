/** Goes by key from what is selected to its settings, and with Escape back again. */
import { type RefObject, useEffect, useRef } from "react";
import { focused } from "../../design/focus";
import { useBench } from "../context";
import { drawer, unfold } from "../folding/drawers";
import { focusStop, inspectionOf } from "./focus";
import { entrance } from "./stops";

const FIELD = "input:not([disabled]), select:not([disabled]), textarea:not([disabled]), button:not([disabled])";

/** `pane`: what stands beside the inspector. */
export function useInspecting(pane: RefObject<HTMLElement | null>): void {
  const { view, level } = useBench();
  const before = useRef<HTMLElement | null>(null);

  useEffect(() => {
    const wish = inspectionOf(view);
    return wish.subscribe(() => {
      const wanted = wish.get();
      if (!wanted) return;
      wish.set(null);
      before.current = focused();
      unfold("inspector");
      // The panel of what was just selected must stand first.
      setTimeout(() => {
        const field = fieldOf(pane.current, wanted);
        field?.focus();
        if (field instanceof HTMLInputElement) field.select();
      });
    });
  }, [view, pane]);

  useEffect(() => {
    const canvas = pane.current?.closest<HTMLElement>(".ll-canvas");
    const press = ({ key, target }: KeyboardEvent) => {
      const field = target instanceof HTMLElement && target.closest(".ll-inspector") ? target : null;
      if (!field || !(key === "Escape" || (key === "Enter" && field.matches(".ll-name")))) return;
      drawer.set(null);
      if (before.current?.isConnected) return before.current.focus({ preventScroll: true });
      const stop = entrance(level.get(), view.selection.get());
      if (stop) focusStop(view, stop);
    };
    canvas?.addEventListener("keydown", press);
    return () => canvas?.removeEventListener("keydown", press);
  }, [view, level, pane]);
}

function fieldOf(pane: HTMLElement | null, wanted: "name" | "settings"): HTMLElement | null {
  const panel = pane?.closest(".ll-canvas")?.querySelector<HTMLElement>(".ll-inspector");
  if (wanted === "name") return panel?.querySelector<HTMLElement>(".ll-name") ?? null;
  const fields = [...(panel?.querySelectorAll<HTMLElement>(FIELD) ?? [])];
  return fields.find((each) => !each.matches(".ll-name")) ?? fields[0] ?? null;
}
