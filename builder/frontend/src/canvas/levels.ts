/** The level of the document that is seen: it follows the document and where in it one stands. */
import { type Level, levelOf } from "../document/level";
import type { Project } from "../project/project";
import { createStore, type Store } from "../project/store";
import { samePlace, stillThere } from "./place";
import { NOTHING, type View } from "./view";

const stores = new WeakMap<View, Store<Level>>();

/** The level that is seen, which follows the document and the place. */
export function levelStore(project: Project, view: View): Store<Level> {
  const found = stores.get(view);
  if (found) return found;
  const store = createStore(levelOf(project.document.get(), view.place.get().block));
  const follow = () => {
    const document = project.document.get();
    const place = stillThere(document, view.place.get());
    if (place !== view.place.get() && !samePlace(place, view.place.get())) return view.place.set(place);
    store.set(levelOf(document, place.block, store.get()));
  };
  project.document.subscribe(follow);
  view.place.subscribe(() => {
    view.selection.set(NOTHING);
    view.preview.set(null);
    follow();
  });
  follow();
  stores.set(view, store);
  return store;
}
