/** Undo and redo away from the canvas: what a page changed can be taken back where it was done. */
import type { Project } from "../project/project";
import { useStore } from "../project/store";
import { t } from "../words/words";

export function UndoKeys({ project }: { project: Project }) {
  const { canUndo, canRedo } = useStore(project.history);
  if (!canUndo && !canRedo) return null;
  return (
    <span className="ll-tools">
      <button
        type="button"
        className="ll-tool"
        data-testid="command-undo"
        title={t("Take back the last change")}
        disabled={!canUndo}
        onClick={project.undo}
      >
        {t("Undo")}
      </button>
      {canRedo && (
        <button
          type="button"
          className="ll-tool"
          data-testid="command-redo"
          title={t("Make the change again")}
          onClick={project.redo}
        >
          {t("Redo")}
        </button>
      )}
    </span>
  );
}
