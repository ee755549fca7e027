/** Keeps a block in the person's library; says whether it lies there, and whether as it is here. */
import { useState } from "react";
import { keep, mineStore } from "../../catalog/library";
import { alone, sameBlock } from "../../document/bring";
import { toJson } from "../../document/write";
import { useStore } from "../../project/store";
import { message, t } from "../../words/words";
import { useBench } from "../context";

const KEPT = message("Kept. You find it in the palette under Blocks, in all your projects.");

export function KeepBlock({ id }: { id: string }) {
  const { project } = useBench();
  const document = useStore(project.document);
  const mine = useStore(mineStore);
  const [said, setSaid] = useState("");
  const name = document.blocks.get(id)?.name || id;
  const known = mine.find(({ title }) => title === name);
  const same = known !== undefined && sameBlock(document, id, known.document, known.block);

  async function keepIt(): Promise<void> {
    setSaid((await keep(toJson(alone(document, id)), id)) || t(KEPT));
  }

  return (
    <>
      <button
        type="button"
        className="ll-button"
        data-testid="keep-block"
        disabled={same}
        title={same ? t("The palette has it under Blocks, in all your projects") : titleFor(name, known !== undefined)}
        onClick={() => void keepIt()}
      >
        {same ? t("In my library") : known ? t("Update my library") : t("Keep in my library")}
      </button>
      {said && (said !== t(KEPT) || same) && (
        <p className="ll-quiet ll-small ll-kept" role="status" data-testid="kept">
          {said}
        </p>
      )}
    </>
  );
}

const titleFor = (name: string, known: boolean) =>
  known
    ? t("Put it in place of the “{name}” that your library has", { name })
    : t("Have it in the palette of all your projects; nobody else sees your library");
