/** What a layer costs, in one line of its card. */
import { bytesText, countText } from "../format";
import type { NodeReport } from "../project/report";
import { t } from "../words/words";

export function costText({ trainable, frozen, memory }: NodeReport): string {
  const values = { trained: countText(trainable), kept: countText(frozen), memory: bytesText(memory) };
  if (!frozen) return t("{trained} trained · {memory} a sample", values);
  return t("{trained} trained · {kept} kept · {memory} a sample", values);
}
