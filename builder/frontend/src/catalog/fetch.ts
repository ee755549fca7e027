import { httpAddress } from "../project/address";
import { createStore } from "../project/store";
import { type Catalog, readCatalog } from "./catalog";

/** The catalogue, once it has been fetched. */
export const catalogStore = createStore<Catalog | null>(null);

const RETRY_MS = 2000;
let asked = false;

/** Fetch the catalogue if nobody has yet; tries again until the server answers. */
export function fetchCatalog(): void {
  if (asked || catalogStore.get()) return;
  asked = true;
  fetch(httpAddress("catalog.json"))
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`The catalogue: ${answer.status}`))))
    .then((file) => catalogStore.set(readCatalog(file)))
    .catch(() =>
      setTimeout(() => {
        asked = false;
        fetchCatalog();
      }, RETRY_MS),
    );
}
