import { useState } from "react";
import type { Project } from "../project/project";
import { useStore } from "../project/store";
import { t } from "../words/words";

interface ProjectNameProps {
  readonly project: Project;
  /** Shown until the document is here. */
  readonly fallback: string;
  readonly editable: boolean;
}

/** The project's name; a click makes it a field. Renaming is an edit like any other. */
export function ProjectName({ project, fallback, editable }: ProjectNameProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const name = useStore(project.document).name || fallback || "Untitled";

  function keep(): void {
    const next = draft?.trim();
    if (next && next !== name) project.edit([{ edit: "set", part: "meta", key: "name", value: next }]);
    setDraft(null);
  }

  if (draft === null) {
    return (
      <button
        type="button"
        className="ll-project"
        data-testid="project-name"
        title={editable ? t("Rename the project") : name}
        disabled={!editable}
        onClick={() => setDraft(name)}
      >
        {name}
      </button>
    );
  }
  return (
    <input
      className="ll-field ll-project-field"
      data-testid="project-name-field"
      aria-label={t("Name of the project")}
      ref={(field) => field?.focus()}
      maxLength={120}
      value={draft}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter") keep();
        if (event.key === "Escape") setDraft(null);
      }}
    />
  );
}
