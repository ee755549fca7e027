/** On the card of an Input: what it does to the data before the network reads them. */
import type { PlacedNode } from "../../document/types";
import { useBench } from "../context";
import { preparesText, useReads } from "./reads";

export function Prepares({ node }: { node: PlacedNode }) {
  const { catalog, data } = useBench();
  const takesData = catalog.layer(node.kind)?.params?.some(({ type }) => type === "feature_names");
  return takesData && data.schema ? <Words node={node} /> : null;
}

function Words({ node }: { node: PlacedNode }) {
  const { catalog } = useBench();
  const words = preparesText(useReads(node, catalog));
  return words ? (
    <span className="ll-prepares" title={words}>
      {" "}
      · {words}
    </span>
  ) : null;
}
