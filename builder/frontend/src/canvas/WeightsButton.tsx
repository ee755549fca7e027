/** Downloads the weights that a pre-trained network starts with; the server checks the network anew once they are here. */

import { useState } from "react";
import { settingOf } from "../catalog/catalog";
import { asked } from "../upload/send";
import { t } from "../words/words";
import { useBench } from "./context";

export function WeightsButton({ node }: { node: string }) {
  const { project, catalog, editable } = useBench();
  const [said, setSaid] = useState<{ readonly text: string; readonly going: boolean } | null>(null);
  const { kind = "", params = {} } = project.document.get().nodes.get(node) ?? {};
  if (!editable) return null;
  const download = () => {
    setSaid({ text: t("Asking for the weights …"), going: true });
    const classifier = settingOf(catalog.layer(kind), params, "include_top") === true;
    const wanted = new URLSearchParams({ kind, classifier: classifier ? "yes" : "no" });
    asked(`api/weights?${wanted}`, (text) => setSaid({ text, going: true })).then(
      () => setSaid({ text: t("Downloaded."), going: true }),
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
