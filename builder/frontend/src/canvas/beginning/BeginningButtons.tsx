/** In the inspector of an Input: ways to what is done to its samples before the network reads them. */
import type { PlacedNode } from "../../document/types";
import { t } from "../../words/words";
import { useBench } from "../context";
import { useReads } from "./reads";

export function BeginningButtons({ id, node }: { id: string; node: PlacedNode }) {
  const { view, catalog } = useBench();
  const reads = useReads(node, catalog);
  if (!reads.length) return null;
  const pictures = reads.every((type) => type === "image");
  return (
    <div className="ll-beginning-buttons">
      {pictures && (
        <button
          type="button"
          className="ll-button"
          data-testid="open-augment"
          title={t("Change pictures at random while training, so that few teach more")}
          onClick={() => view.open.set({ what: "augment", input: id })}
        >
          {t("Augment …")}
        </button>
      )}
      <button
        type="button"
        className="ll-button"
        data-testid="open-prepare"
        title={t("See how raw values become numbers")}
        onClick={() => view.open.set({ what: "prepare", input: id })}
      >
        {t("How it is prepared …")}
      </button>
    </div>
  );
}
