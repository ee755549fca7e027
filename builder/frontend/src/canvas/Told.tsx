/** What a key has done, for those who hear the page. */
import { useStore } from "../project/store";
import { useBench } from "./context";

export function Told() {
  const { view } = useBench();
  return (
    <p className="ll-hidden" role="status" data-testid="told">
      {useStore(view.told)}
    </p>
  );
}
