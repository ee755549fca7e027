/** What a layer costs, in one line of its card. */
import { bytesText, countText } from "../format";
import type { NodeReport } from "../project/report";
import { t } from "../words/words";

export function costText({ trainable, frozen, multiply_adds, memory }: NodeReport): string {
  const parts = [
    trainable > 0 && t("{count} trained", { count: countText(trainable) }),
    frozen > 0 && t("{count} kept", { count: countText(frozen) }),
    multiply_adds > 0 && t("{count} multiply-adds", { count: countText(multiply_adds) }),
    bytesText(memory),
  ];
  return parts.filter(Boolean).join(" · ");
}
