/** Asking a trained network, and what it answers. */
import { type Carried, t, told } from "../words/words";

type Refused = Carried & { readonly sentence?: string };

export interface FoundBox {
  readonly class: string;
  readonly score: number;
  readonly box: readonly [number, number, number, number];
}

export interface Answer {
  readonly label?: string;
  /** Of several labels a sample may have: those whose probability is 0.5 or more. */
  readonly labels?: readonly string[];
  readonly classes?: readonly string[];
  readonly probabilities?: readonly number[];
  readonly value?: number | readonly unknown[];
  /** What comes out where a picture is to be given again, as an address of its content, and the one that went in. */
  readonly picture?: string;
  readonly given?: string;
  /** How much it differs from what went in, above which limit that is unusual, and whether it is. */
  readonly error?: number;
  readonly limit?: number;
  readonly unusual?: boolean;
  /** What was found in the picture, each a box of shares of it: left, top, right, bottom. */
  readonly boxes?: readonly FoundBox[];
  /** A mask to lay over the picture that went in, how much of it each class takes, and the colours of classes. */
  readonly mask?: string;
  readonly shares?: readonly number[];
  readonly colours?: readonly (string | null)[];
}

/** Ask the run's network; raises an `Error` whose message is a sentence for people. */
export async function predict(run: string, inputs: Record<string, unknown>): Promise<Record<string, Answer>> {
  const url = new URL(`api/runs/${encodeURIComponent(run)}/predict`, document.baseURI);
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ inputs }),
  });
  const body = (await response.json().catch(() => ({}))) as { outputs?: Record<string, Answer> } & Refused;
  if (!response.ok || !body.outputs)
    throw new Error(told(body, "sentence") || t("The network could not be asked. Try again."));
  return body.outputs;
}
