/** The one next thing to press: quiet while there is a problem, and patient while nobody knows yet. */
import { useEffect, useState } from "react";
import { arrive } from "../plot/arrival";
import { trainStore } from "../project/bar";
import type { Project } from "../project/project";
import { problemsOf, type Report } from "../project/report";
import { useStore } from "../project/store";
import { startRun } from "../project/training";
import { type ComponentProps, press, type StreamlitComponent } from "../streamlit";
import { t, told } from "../words/words";
import type { TopBarData } from "./data";
import { useLatest } from "./useRequests";

type Pressed = "no" | "waiting" | "sent";

/** How long the press is answered by "Starting…" before it can be pressed again. */
const ANSWER_MS = 6000;

interface TrainProps extends ComponentProps<TopBarData> {
  readonly project: Project;
}

export function Train({ data, component, project }: TrainProps) {
  const report = useStore(project.report);
  const [pressed, setPressed] = useState<Pressed>("no");
  const answer = useLatest(component);

  // A press before the first report is kept until it is known whether the network can be trained.
  useEffect(() => {
    if (pressed !== "waiting" || !report) return;
    if (!report.ready) {
      setPressed("no");
      press(answer.current, "page", "design");
      return;
    }
    setPressed("sent");
    // The server trains what it has: let it have everything first.
    project.whenSaved(() => void start(project, data.page.toLowerCase() === "train", answer));
  }, [pressed, report, project, data.page, answer]);

  useEffect(() => {
    if (pressed !== "sent") return;
    const timer = setTimeout(() => setPressed("no"), ANSWER_MS);
    return () => clearTimeout(timer);
  }, [pressed]);

  useEffect(() => {
    trainStore.set(() => setPressed((now) => (now === "no" ? "waiting" : now)));
    return () => trainStore.set(null);
  }, []);

  const ready = report ? report.ready : data.trainable !== false;
  return (
    <button
      type="button"
      className={ready ? "ll-button accent" : "ll-button quiet"}
      data-testid="train"
      aria-busy={pressed !== "no"}
      title={pressed === "waiting" ? t("Starts as soon as the network is checked") : trainTitle(report)}
      onClick={() => pressed === "no" && setPressed("waiting")}
    >
      {pressed === "no" ? t("Train") : t("Starting…")}
    </button>
  );
}

/** Start a run and show it at once; the page that belongs to it follows when it begins. */
async function start(project: Project, here: boolean, answer: { current: StreamlitComponent<TopBarData> }) {
  const started = await startRun(project.id);
  if (typeof started === "string") press(answer.current, "refused", started);
  else if (arrive(started, here)) press(answer.current, "started", started.run);
}

function trainTitle(report: Report | null): string {
  const [first] = problemsOf(report);
  return first ? told(first, "sentence") : t("Train this network");
}
