/** Undo and redo away from the canvas: what a page changed can be taken back where it was done. */
import { command } from "../canvas/commands";
import type { Project } from "../project/project";
import { useStore } from "../project/store";
import { t } from "../words/words";

const [UNDO, REDO] = [command("undo"), command("redo")];

export function UndoKeys({ project }: { project: Project }) {
  const { canUndo, canRedo } = useStore(project.history);
  if (!canUndo && !canRedo) return null;
  return (
    <span className="ll-tools">
      <button
        type="button"
        className="ll-tool"
        data-testid="command-undo"
        title={t(UNDO.sentence)}
        disabled={!canUndo}
        onClick={project.undo}
      >
        {t(UNDO.title)}
      </button>
      {canRedo && (
        <button
          type="button"
          className="ll-tool"
          data-testid="command-redo"
          title={t(REDO.sentence)}
          onClick={project.redo}
        >
          {t(REDO.title)}
        </button>
      )}
    </span>
  );
}
