/** Downloads the weights that a pre-trained network starts with; the server checks the network anew once they are here. */

import { useState } from "react";
import { settingOf } from "../catalog/catalog";
import { progressText } from "../format";
import { ended } from "../upload/send";
import { t, told } from "../words/words";
import { useBench } from "./context";

export function WeightsButton({ node }: { node: string }) {
  const { project, catalog, editable } = useBench();
  const [said, setSaid] = useState<{ readonly text: string; readonly going: boolean } | null>(null);
  const { kind = "", params = {} } = project.document.get().nodes.get(node) ?? {};
  if (!editable) return null;
  const download = () => {
    setSaid({ text: t("Asking for the weights …"), going: true });
    const classifier = settingOf(catalog.layer(kind), params, "include_top") === true;
    fetchWeights(kind, classifier, (text) => setSaid({ text, going: true })).then(
      () => setSaid({ text: "Downloaded.", going: true }),
      (error: Error) => setSaid({ text: error.message, going: false }),
    );
  };
  return (
    <>
      {said && <p role="status">{said.text}</p>}
      <button
        type="button"
        className="ll-fix"
        data-testid={`weights-${node}`}
        disabled={said?.going}
        onClick={download}
      >
        {t("Download the weights")}
      </button>
    </>
  );
}

async function fetchWeights(kind: string, classifier: boolean, tell: (text: string) => void): Promise<void> {
  const wanted = new URLSearchParams({ kind, classifier: classifier ? "yes" : "no" });
  const response = await fetch(new URL(`api/weights?${wanted}`, document.baseURI), { method: "POST" });
  const body = (await response.json().catch(() => ({}))) as { job?: string; sentence?: string };
  if (!body.job) throw new Error(told(body, "sentence") || t("The server did not take this up. Try again."));
  await ended(body.job, ({ sentence, share }) => tell(`${sentence} ${progressText(share)}`.trim()));
}
