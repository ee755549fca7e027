/** Which keys are held that change what a click or a drag selects. Keys pressed in a component do not leave it
 * (main.ts), so React Flow, which listens on the document, never hears of them. */
import { useStoreApi } from "@xyflow/react";
import { useEffect, useState } from "react";

/** Drags draw a frame while Shift is held; clicks add to the selection with Shift, Control or Command. */
export function useModifiers(): { readonly selectionOnDrag: boolean; readonly panOnDrag: boolean } {
  const flow = useStoreApi();
  const [shift, setShift] = useState(false);
  useEffect(() => {
    const hold = (shiftKey: boolean, other: boolean) => {
      setShift(shiftKey);
      flow.setState({ multiSelectionActive: shiftKey || other });
    };
    const press = ({ shiftKey, ctrlKey, metaKey }: KeyboardEvent) => hold(shiftKey, ctrlKey || metaKey);
    const leave = () => hold(false, false);
    window.addEventListener("keydown", press, true);
    window.addEventListener("keyup", press, true);
    window.addEventListener("blur", leave);
    return () => {
      window.removeEventListener("keydown", press, true);
      window.removeEventListener("keyup", press, true);
      window.removeEventListener("blur", leave);
    };
  }, [flow]);
  return { selectionOnDrag: shift, panOnDrag: !shift };
}
