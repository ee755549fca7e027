/** What floats over the canvas: one thing at a time, gone with a press outside of it. */
import { useCallback, useEffect, useRef } from "react";
import { useStore } from "../../project/store";
import { Augment } from "../beginning/Augment";
import { Prepare } from "../beginning/Prepare";
import { useBench } from "../context";
import { CommandPalette } from "../finding/CommandPalette";
import { Search } from "../finding/Search";
import { Keys } from "../Keys";
import { Question } from "../keyboard/Question";
import { ContextMenu } from "../menu/ContextMenu";
import type { Open } from "./open";

export function Floating() {
  const { view } = useBench();
  const open = useStore(view.open);
  const root = useRef<HTMLDivElement>(null);
  const close = useCallback(() => view.open.set(null), [view]);

  useEffect(() => {
    if (!open || open.what === "keys") return;
    const away = (event: Event) => {
      if (!event.composedPath().includes(root.current as EventTarget)) close();
    };
    for (const gesture of ["pointerdown", "wheel"]) window.addEventListener(gesture, away, true);
    return () => {
      for (const gesture of ["pointerdown", "wheel"]) window.removeEventListener(gesture, away, true);
    };
  }, [open, close]);

  return (
    <div ref={root} className="ll-floating">
      {open && <Floated open={open} close={close} />}
    </div>
  );
}

function Floated({ open, close }: { open: Open; close: () => void }) {
  switch (open.what) {
    case "keys":
      return <Keys close={close} />;
    case "palette":
      return <CommandPalette key={open.scope} scope={open.scope} close={close} />;
    case "search":
      return <Search open={open} close={close} />;
    case "augment":
      return <Augment input={open.input} close={close} />;
    case "prepare":
      return <Prepare input={open.input} close={close} />;
    case "question":
      return <Question key={open.asked.title} asked={open.asked} close={close} />;
    case "menu":
      return <ContextMenu key={`${open.at.x} ${open.at.y}`} open={open} close={close} />;
  }
}
