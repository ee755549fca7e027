/** What the inspector shows of a frame: its colour, and what stands in it. */
import type { Frame } from "../../document/types";
import { useStore } from "../../project/store";
import { counted, t } from "../../words/words";
import { useActions } from "../actions";
import { useBench } from "../context";
import { FRAME_HUES, heldBy } from "./frames";

export function FramePanel({ id, frame }: { id: string; frame: Frame }) {
  const { project, level, view, editable } = useBench();
  const { run } = useActions();
  const { nodes } = heldBy(useStore(level), id);
  const set = (part: Partial<Frame>) => project.edit([{ edit: "set_frame", id, frame: { ...frame, ...part } }]);
  return (
    <>
      <header className="ll-panel-head">
        <h2>{frame.text || t("Frame")}</h2>
        <p className="ll-quiet">
          {nodes.length ? `${counted(nodes.length, "{count} layer in it.", "{count} layers in it.")} ` : ""}
          {t(
            "Drag it by its title, or press the arrow keys: what stands in it goes along. Shift and the arrow keys resize it.",
          )}
        </p>
      </header>
      {editable && (
        <>
          <Hues frame={frame} choose={(hue) => set({ hue })} />
          <div className="ll-row">
            <button
              type="button"
              className="ll-button"
              disabled={!nodes.length}
              onClick={() => view.selection.set({ ...view.selection.get(), frames: new Set(), nodes: new Set(nodes) })}
            >
              {t("Select its layers")}
            </button>
            <button
              type="button"
              className="ll-button"
              data-testid="fold"
              disabled={!nodes.length}
              onClick={() => run("fold")}
            >
              {t("Fold")}
            </button>
            <button type="button" className="ll-button" onClick={() => run("delete")}>
              {t("Remove the frame")}
            </button>
          </div>
        </>
      )}
    </>
  );
}

function Hues({ frame, choose }: { frame: Frame; choose: (hue: number) => void }) {
  return (
    <span className="ll-frame-hues" role="radiogroup" aria-label={t("Colour of the frame")}>
      {FRAME_HUES.map((hue) => (
        // biome-ignore lint/a11y/useSemanticElements: a swatch is drawn by us and behaves as a radio.
        <button
          key={hue}
          type="button"
          role="radio"
          aria-checked={frame.hue === hue}
          aria-label={t("Colour {hue}", { hue })}
          style={{ "--hue": hue }}
          data-testid={`frame-hue-${hue}`}
          onClick={() => choose(hue)}
        />
      ))}
    </span>
  );
}
