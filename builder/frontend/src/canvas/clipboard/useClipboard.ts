/** Listens to the clipboard's own events: unlike `navigator.clipboard` they work on plain HTTP too, and ask nobody. */
import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect, useRef } from "react";
import type { Position } from "../../document/types";
import { able, command } from "../commands";
import type { Stage } from "../stage";
import { keepsKeys } from "../useKeys";
import { copied, cutOut, paste, sayCopied } from "./clipboard";

/** `pane`: what is pasted goes to the pointer while it is over this, else to the middle. */
export function useClipboard(stage: Stage, pane: RefObject<HTMLElement | null>): void {
  const { screenToFlowPosition } = useReactFlow();
  const pointer = usePointer(pane);
  useEffect(() => {
    const ours = (event: ClipboardEvent) => !event.composedPath().some(keepsKeys) && !textIsChosen(event);

    /** True where it was taken: then the browser must not do it as well. */
    function take(event: ClipboardEvent): boolean {
      const text = ours(event) ? copied(stage) : null;
      if (text === null) return false;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      return true;
    }

    function onCopy(event: ClipboardEvent): void {
      if (take(event)) sayCopied(stage);
    }

    function onCut(event: ClipboardEvent): void {
      if (able(command("cut"), stage) && take(event)) cutOut(stage);
    }

    function onPaste(event: ClipboardEvent): void {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!able(command("paste"), stage) || !ours(event) || text === "") return;
      event.preventDefault();
      paste(stage, text, pointer.current ? screenToFlowPosition(pointer.current) : undefined);
    }

    const heard = { copy: onCopy, cut: onCut, paste: onPaste } as const;
    for (const [name, hear] of Object.entries(heard)) document.addEventListener(name, hear as EventListener);
    return () => {
      for (const [name, hear] of Object.entries(heard)) document.removeEventListener(name, hear as EventListener);
    };
  }, [stage, pointer, screenToFlowPosition]);
}

/** Whether words are marked somewhere: then these are copied. */
function textIsChosen({ type }: Event): boolean {
  return type !== "paste" && getSelection()?.isCollapsed === false;
}

/** Where the pointer is on the screen, while it is over the pane. */
function usePointer(pane: RefObject<HTMLElement | null>): RefObject<Position | null> {
  const pointer = useRef<Position | null>(null);
  useEffect(() => {
    const element = pane.current;
    const move = ({ clientX, clientY }: PointerEvent) => {
      pointer.current = { x: clientX, y: clientY };
    };
    const leave = () => {
      pointer.current = null;
    };
    element?.addEventListener("pointermove", move);
    element?.addEventListener("pointerleave", leave);
    return () => {
      element?.removeEventListener("pointermove", move);
      element?.removeEventListener("pointerleave", leave);
    };
  }, [pane]);
  return pointer;
}
