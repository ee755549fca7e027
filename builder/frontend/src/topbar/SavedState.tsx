import type { Project } from "../project/project";
import type { Saved } from "../project/saved";
import { useStore } from "../project/store";
import { message, t } from "../words/words";

const WORDS: Record<Saved, string> = {
  loading: message("opening…"),
  saving: message("saving…"),
  saved: message("saved"),
  offline: message("offline"),
};

const SENTENCES: Record<Saved, string> = {
  loading: message("The project is being opened."),
  saving: message("The last change is on its way to the server."),
  saved: message("The server has everything."),
  offline: message("The server cannot be reached. You can go on; everything is sent when it is back."),
};

/** Whether the server has everything. */
export function SavedState({ project, editable }: { project: Project; editable: boolean }) {
  const saved = useStore(project.saved);
  const trouble = useStore(project.trouble);
  if (trouble) {
    return (
      <span className="ll-saved offline" data-testid="saved" role="alert" title={t(trouble)}>
        {t("not saved")}
      </span>
    );
  }
  if (!editable && saved === "saved") return <span className="ll-saved">{t("view only")}</span>;
  return (
    <span className={`ll-saved ${saved}`} data-testid="saved" role="status" title={t(SENTENCES[saved])}>
      {t(WORDS[saved])}
    </span>
  );
}
