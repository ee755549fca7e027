/** Which keys are held that change what a click or a drag selects. Keys pressed in a component do not leave it
 * (main.ts), so React Flow, which listens on the document, never hears of them. */
import { useStoreApi } from "@xyflow/react";
import { useEffect, useState } from "react";
import { useStore } from "../project/store";
import { several } from "./touch/several";

/** Drags draw a frame while Shift is held; clicks add to the selection with Shift, Control or Command,
 * or where fingers are to select several. */
export function useModifiers(): { readonly selectionOnDrag: boolean; readonly panOnDrag: boolean } {
  const flow = useStoreApi();
  const [shift, setShift] = useState(false);
  const tapped = useStore(several);
  useEffect(() => {
    const hold = (shiftKey: boolean, other: boolean) => {
      setShift(shiftKey);
      flow.setState({ multiSelectionActive: shiftKey || other || several.get() });
    };
    const press = ({ shiftKey, ctrlKey, metaKey }: KeyboardEvent) => hold(shiftKey, ctrlKey || metaKey);
    const leave = () => hold(false, false);
    const ends = several.subscribe(leave);
    window.addEventListener("keydown", press, true);
    window.addEventListener("keyup", press, true);
    window.addEventListener("blur", leave);
    return () => {
      ends();
      window.removeEventListener("keydown", press, true);
      window.removeEventListener("keyup", press, true);
      window.removeEventListener("blur", leave);
    };
  }, [flow]);
  return { selectionOnDrag: shift || tapped, panOnDrag: !(shift || tapped) };
}
