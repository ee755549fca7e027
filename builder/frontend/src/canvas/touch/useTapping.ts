/** Wires drawn by two taps, one on each port: React Flow draws them, here they are told and given up. */
import { useStoreApi } from "@xyflow/react";
import { t } from "../../words/words";
import { useBench } from "../context";

export function useTapping() {
  const { view } = useBench();
  const flow = useStoreApi();
  return {
    onClickConnectStart: () => view.told.set(t("Now choose the port at the other end.")),
    /** A tap on nothing gives up the wire that was begun. */
    onPaneClick: () => flow.setState({ connectionClickStartHandle: null }),
  };
}
