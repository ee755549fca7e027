/** The kind of what is selected, and the kinds that can take its place. */
import { useCallback, useEffect, useMemo } from "react";
import { entryOf } from "../../catalog/blocks";
import { useStore } from "../../project/store";
import { t } from "../../words/words";
import { useActions } from "../actions";
import { useBench } from "../context";
import { Finder, useOffers } from "../finding/Finder";
import { KindMark } from "../KindMark";
import { ranked } from "../palette/search";
import { kindOffers } from "./offers";
import { kindOf, lostText } from "./replace";
import { replaceable, replaced } from "./replaced";

/** For nodes of one kind that can be replaced; nothing for others. */
export function KindPicker({ ids }: { ids: readonly string[] }) {
  const { catalog, level, view, editable } = useBench();
  const open = useStore(view.replacing);
  const here = useStore(level);
  const [id = ""] = ids;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another selection closes it.
  useEffect(() => () => view.replacing.set(false), [view, ids.join()]);
  const node = here.nodes.get(id);
  const able = ids.every((each) => replaceable(here, each, catalog)) && kindOf(here, ids) !== null;
  if (!node || !able) return null;
  const entry = entryOf(node, here.whole, catalog);

  return (
    <>
      <button
        type="button"
        className="ll-kind"
        aria-expanded={open}
        aria-label={t("{kind}: replace it by another kind", { kind: t(entry?.title ?? node.kind) })}
        title={editable ? t("Replace it by another kind (R)") : undefined}
        data-testid="replace"
        disabled={!editable}
        onClick={() => view.replacing.set(!open)}
      >
        <KindMark kind={node.kind} uses={node.uses} />
        {t(entry?.title ?? node.kind)}
        {editable && <span aria-hidden>▾</span>}
      </button>
      {open && editable && <Kinds ids={ids} close={() => view.replacing.set(false)} />}
    </>
  );
}

function Kinds({ ids, close }: { ids: readonly string[]; close: () => void }) {
  const { catalog, level } = useBench();
  const { stage } = useActions();
  const here = useStore(level);
  const known = useMemo(() => kindOffers(stage, here, ids), [stage, here, ids]);
  const find = useCallback((words: string) => ranked(known, words), [known]);
  const box = useOffers({ label: t("Replace by"), find, close });
  const entry = known.find((each) => each === box.chosen)?.entry;
  return (
    <div className="ll-afloat ll-kinds">
      <Finder box={box} nothing={t("No kind is called like that.")} testid="replace" fieldTestid="replace-search" />
      {entry && <Outcome made={replaced(here, ids, entry, catalog)} />}
    </div>
  );
}

/** What would not come along, before one chooses. */
function Outcome({ made }: { made: ReturnType<typeof replaced> }) {
  const lost = "sentence" in made ? made.sentence : lostText(made.lost);
  return (
    <p className="ll-kinds-foot" data-testid="replace-outcome">
      {lost ? t("Would not be kept: {lost}", { lost }) : t("Keeps wires and settings.")}
    </p>
  );
}
