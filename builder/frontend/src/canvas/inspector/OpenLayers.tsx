/** Opens a pre-trained network as layers: the server reads what it is made of, and its node becomes a block. */

import { useState } from "react";
import type { Edit } from "../../document/types";
import type { Project } from "../../project/project";
import { asked } from "../../upload/send";
import { t } from "../../words/words";
import { useBench } from "../context";

const MOST_TRIES = 4;

export function OpenLayers({ id }: { id: string }) {
  const { project, editable } = useBench();
  const [said, setSaid] = useState<{ readonly text: string; readonly going: boolean } | null>(null);
  if (!editable) return null;
  const open = () => {
    setSaid({ text: t("Opening …"), going: true });
    layersOf(project, id, (text) => setSaid({ text, going: true })).then(
      (edits) => {
        setSaid(null);
        project.edit(edits);
      },
      (error: Error) => setSaid({ text: error.message, going: false }),
    );
  };
  return (
    <div className="ll-open-layers">
      <button type="button" className="ll-button" data-testid="open-layers" disabled={said?.going} onClick={open}>
        {t("Open as layers")}
      </button>
      {said && <p role="status">{said.text}</p>}
    </div>
  );
}

/** Weights may have to be downloaded first: what was drawn meanwhile is not lost, the layers are asked for again. */
async function layersOf(project: Project, node: string, tell: (text: string) => void): Promise<readonly Edit[]> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const before = project.document.get();
    const edits = await opened(project.id, node, tell);
    if (project.document.get() === before) return edits;
  }
  throw new Error(t("The network was changed while it was opened as layers. Try again."));
}

async function opened(project: string, node: string, tell: (text: string) => void): Promise<readonly Edit[]> {
  const result = await asked(`api/projects/${encodeURIComponent(project)}/layers/${encodeURIComponent(node)}`, tell);
  return (result as { readonly edits: readonly Edit[] }).edits;
}
