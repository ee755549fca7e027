import type { Project } from "../project/project";
import type { Saved } from "../project/saved";
import { useStore } from "../project/store";

const WORDS: Record<Saved, string> = { loading: "opening…", saving: "saving…", saved: "saved", offline: "offline" };

const SENTENCES: Record<Saved, string> = {
  loading: "The project is being opened.",
  saving: "The last change is on its way to the server.",
  saved: "The server has everything.",
  offline: "The server cannot be reached. You can go on; everything is sent when it is back.",
};

/** Whether the server has everything. */
export function SavedState({ project, editable }: { project: Project; editable: boolean }) {
  const saved = useStore(project.saved);
  const trouble = useStore(project.trouble);
  if (trouble) {
    return (
      <span className="ll-saved offline" data-testid="saved" role="alert" title={trouble}>
        not saved
      </span>
    );
  }
  if (!editable && saved === "saved") return <span className="ll-saved">view only</span>;
  return (
    <span className={`ll-saved ${saved}`} data-testid="saved" role="status" title={SENTENCES[saved]}>
      {WORDS[saved]}
    </span>
  );
}
