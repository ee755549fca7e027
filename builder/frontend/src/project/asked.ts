/** A question to the server about a project, and its answer. */
import { type Carried, told } from "../words/words";
import { httpAddress } from "./address";

/** Ask with JSON. Raises an `Error` whose message is a sentence for people: the server's, else `otherwise`. */
export async function asked<T>(path: string, question: object, signal: AbortSignal, otherwise: string): Promise<T> {
  const response = await fetch(httpAddress(path), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(question),
    signal,
  });
  // An answer that broke off is none, however it began.
  const body = (await response.json().catch(() => null)) as (T & Carried & { readonly sentence?: string }) | null;
  if (!response.ok || !body) throw new Error((body && told(body, "sentence")) || otherwise);
  return body;
}
