/** *Try it*: a pad to draw on or a picture to choose, answered at once by a trained network. */
import { useEffect, useRef, useState } from "react";
import type { ComponentProps } from "../streamlit";
import { Answers } from "./Answers";
import { Drawing } from "./Drawing";
import "./pad.css";
import { message, t } from "../words/words";
import { Picture } from "./Picture";
import { type Answer, predict } from "./predict";
import { MAKINGS } from "./strokes";
import { Writing } from "./Writing";

export interface PadData {
  readonly run: string;
  readonly feature: string;
  /** `draw`: on a pad; `picture`: any picture, sent as it is; `text`: written as it is asked about. */
  readonly mode: "draw" | "picture" | "text";
  /** How the data set's pictures were made, for drawing. */
  readonly making: keyof typeof MAKINGS;
}

export function Pad({ data }: ComponentProps<PadData>) {
  const [input, setInput] = useState<unknown>(null);
  const { outputs, sentence } = useAnswer(data.run, data.feature, input);
  const picture = data.mode === "picture" && typeof input === "string" ? input : undefined;
  return (
    <div className="pad">
      {data.mode === "draw" && <Drawing making={MAKINGS[data.making]} onChange={setInput} />}
      {data.mode === "picture" && <Picture onChange={setInput} />}
      {data.mode === "text" && <Writing feature={data.feature} onChange={setInput} />}
      <div className="pad-side">
        {sentence && <p className="pad-problem">{sentence}</p>}
        {outputs ? <Answers outputs={outputs} asked={picture} /> : <p className="pad-hint">{t(HINTS[data.mode])}</p>}
      </div>
    </div>
  );
}

const HINTS = {
  draw: message("Draw a digit. The network answers while you draw."),
  text: message("Write, and the network answers as you do."),
  picture: message("Choose a picture. It stays in this browser and your Layerloom server."),
};

interface Answered {
  readonly outputs: Record<string, Answer> | null;
  readonly sentence: string;
}

/** The answer to the newest input: while one question is on its way, only the newest of those that follow is asked. */
function useAnswer(run: string, feature: string, input: unknown): Answered {
  const [answered, setAnswered] = useState<Answered>({ outputs: null, sentence: "" });
  const asking = useRef(false);
  const newest = useRef(input);
  useEffect(() => {
    newest.current = input;
    if (input === null) setAnswered({ outputs: null, sentence: "" });
    else if (!asking.current) void ask();

    async function ask(): Promise<void> {
      asking.current = true;
      let asked: unknown;
      do {
        asked = newest.current;
        const answer = await question(run, feature, asked);
        if (newest.current !== null) setAnswered(answer);
      } while (newest.current !== asked && newest.current !== null);
      asking.current = false;
    }
  }, [run, feature, input]);
  return answered;
}

async function question(run: string, feature: string, input: unknown): Promise<Answered> {
  try {
    return { outputs: await predict(run, { [feature]: input }), sentence: "" };
  } catch (error) {
    return { outputs: null, sentence: error instanceof Error ? error.message : String(error) };
  }
}
