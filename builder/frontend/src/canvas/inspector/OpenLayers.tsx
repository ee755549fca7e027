/** Opens a pre-trained network as layers: the server reads what it is made of, and its node becomes a block. */
import { useState } from "react";
import type { Edit } from "../../document/types";
import { httpAddress } from "../../project/address";
import { ended } from "../../upload/send";
import { useBench } from "../context";

export function OpenLayers({ id }: { id: string }) {
  const { project, editable } = useBench();
  const [said, setSaid] = useState<{ readonly text: string; readonly going: boolean } | null>(null);
  if (!editable) return null;
  const open = () => {
    setSaid({ text: "Opening …", going: true });
    layersOf(project.id, id).then(
      (edits) => {
        setSaid(null);
        project.edit(edits);
      },
      (error: Error) => setSaid({ text: error.message, going: false }),
    );
  };
  return (
    <>
      {said && <p role="status">{said.text}</p>}
      <button type="button" className="ll-fix" data-testid="open-layers" disabled={said?.going} onClick={open}>
        Open as layers
      </button>
    </>
  );
}

async function layersOf(project: string, node: string): Promise<readonly Edit[]> {
  const path = `api/projects/${encodeURIComponent(project)}/layers/${encodeURIComponent(node)}`;
  const response = await fetch(httpAddress(path), { method: "POST" });
  const body = (await response.json().catch(() => ({}))) as { job?: string; sentence?: string };
  if (!body.job) throw new Error(body.sentence || "The server did not take this up. Try again.");
  const result = (await ended(body.job, () => {})) as { readonly edits: readonly Edit[] };
  return result.edits;
}
