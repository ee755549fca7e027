/** The level of the document that is seen: it follows the document and where in it one stands. */
import { type Level, levelOf } from "../document/level";
import type { Project } from "../project/project";
import { createStore, type Store } from "../project/store";
import { t } from "../words/words";
import { samePlace, stillThere } from "./place";
import { NOTHING, type Selection, type View } from "./view";

const stores = new WeakMap<View, Store<Level>>();

/** The level that is seen, which follows the document and the place. */
export function levelStore(project: Project, view: View): Store<Level> {
  const found = stores.get(view);
  if (found) return found;
  const store = createStore(levelOf(project.document.get(), view.place.get().block));
  const follow = () => {
    const document = project.document.get();
    const before = view.place.get();
    const place = stillThere(document, before);
    if (place !== before && !samePlace(place, before)) {
      const gone = store.get().whole.blocks.get(before.block ?? "")?.name;
      view.place.set(place);
      if (gone !== undefined && place.block !== before.block)
        view.notice.set({
          sentence: t("The block “{name}” is gone; you are one level up.", { name: gone.slice(0, 60) }),
        });
      return;
    }
    const level = levelOf(document, place.block, store.get());
    view.selection.set(still(view.selection.get(), level));
    store.set(level);
  };
  project.document.subscribe(follow);
  view.place.subscribe(() => {
    // Another way to the same block is no other place: what is chosen there stays.
    if (view.place.get().block !== store.get().block) {
      view.selection.set(NOTHING);
      view.preview.set(null);
    }
    follow();
  });
  follow();
  stores.set(view, store);
  return store;
}

/** What is left of a selection after somebody took things away. */
function still(selection: Selection, { nodes, notes, frames }: Level): Selection {
  const left = (chosen: ReadonlySet<string>, there: ReadonlyMap<string, unknown>) =>
    [...chosen].every((id) => there.has(id)) ? chosen : new Set([...chosen].filter((id) => there.has(id)));
  const kept = {
    ...selection,
    nodes: left(selection.nodes, nodes),
    notes: left(selection.notes, notes),
    frames: left(selection.frames, frames),
  };
  const same = kept.nodes === selection.nodes && kept.notes === selection.notes && kept.frames === selection.frames;
  return same ? selection : kept;
}
