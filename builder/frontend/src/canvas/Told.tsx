/** What a key has done, for those who hear the page. */
import { useEffect, useState } from "react";
import { useBench } from "./context";
import { inTurn } from "./keyboard/inTurn";

export function Told() {
  const { view } = useBench();
  const [said, setSaid] = useState({ sentence: "", number: 0 });
  useEffect(() => inTurn(view.told, (sentence) => setSaid(({ number }) => ({ sentence, number: number + 1 }))), [view]);
  return (
    <p className="ll-hidden" role="status" data-testid="told">
      {/* A new element each time: the same sentence again is heard again. */}
      <span key={said.number}>{said.sentence}</span>
    </p>
  );
}
