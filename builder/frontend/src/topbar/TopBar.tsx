/** The bar on every page: the steps of the work, the project, its people, and the one next thing to press. */
import { useCallback, useEffect, useRef, useState } from "react";
import { Arrival } from "../plot/Arrival";
import { type Arriving, arrival, noteArrival } from "../plot/arrival";
import { barStore } from "../project/bar";
import { type Project, projectOf } from "../project/project";
import { useStore } from "../project/store";
import { useHeld } from "../project/useProject";
import { type ComponentProps, press, type StreamlitComponent } from "../streamlit";
import { t } from "../words/words";
import type { Page, TopBarData } from "./data";
import { LanguageMenu } from "./LanguageMenu";
import { Mark } from "./Mark";
import { People } from "./People";
import { ProjectName } from "./ProjectName";
import { SavedState } from "./SavedState";
import { ShareMenu } from "./ShareMenu";
import "./topbar.css";
import { Train } from "./Train";
import { Trouble } from "./Trouble";
import { UndoKeys } from "./UndoKeys";
import { useChanged, useLatest, useRequests } from "./useRequests";

export function TopBar({ data, component }: ComponentProps<TopBarData>) {
  if (!data.project) return <Bar data={data} component={component} pages={data.pages} />;
  return <ProjectBar key={data.project} data={data} component={component} project={projectOf(data.project)} />;
}

interface ProjectBarProps extends ComponentProps<TopBarData> {
  readonly project: Project;
}

function ProjectBar({ data, component, project }: ProjectBarProps) {
  const document = useStore(project.document);
  const report = useStore(project.report);
  const editable = data.role !== "look";
  const arriving = useArriving(data.page);
  const going = arriving?.over === false ? arriving : null;
  const answer = useLatest(component);
  const show = useCallback(
    (run: string) => {
      noteArrival({ coming: true });
      press(answer.current, "started", run);
    },
    [answer],
  );
  useHeld(project, data);
  useEffect(() => project.show("page", data.page), [project, data.page]);
  useRequests(project, data.requests ?? [], component);
  useChanged(project, data.page, component);

  // These two are known here before Python hears of them.
  const known: Record<string, boolean | undefined> = { data: Boolean(document.data.source), design: report?.ready };
  const pages = data.pages.map((page) => ({ ...page, ready: known[page.id.toLowerCase()] ?? page.ready ?? null }));
  return (
    <>
      {arriving && <Arrival project={project.id} onShow={show} />}
      <Trouble project={project} data={data} />
      <Bar data={data} component={component} pages={pages} leaving={arriving?.coming === true}>
        {data.page.toLowerCase() !== "design" && editable && <UndoKeys project={project} />}
        <ProjectName project={project} fallback={data.name ?? ""} editable={editable} />
        <SavedState project={project} editable={editable} />
        <People project={project} data={data} component={component} />
        <ShareMenu share={data.share ?? null} owner={data.owner === true} component={component} />
        {!editable && (
          <button
            type="button"
            className="ll-button"
            data-testid="make-copy"
            onClick={() => press(component, "copy", project.id)}
          >
            {t("Make a copy")}
          </button>
        )}
        {data.running || going ? (
          <button
            type="button"
            className="ll-button quiet"
            data-testid="training"
            onClick={() => (going ? show(going.run) : goTo(component, "train"))}
          >
            {t("Training…")}
          </button>
        ) : (
          editable && <Train data={data} component={component} project={project} />
        )}
      </Bar>
    </>
  );
}

interface BarProps extends ComponentProps<TopBarData> {
  readonly pages: readonly Page[];
  /** Whether the page of a run that was started is about to come. */
  readonly leaving?: boolean;
  readonly children?: React.ReactNode;
}

function Bar({ data, component, pages, leaving, children }: BarProps) {
  const [going, setGoing] = useState(data.page);
  useEffect(() => setGoing(data.page), [data.page]);

  function step(page: string): void {
    arrival.set(null);
    setGoing(page);
    goTo(component, page);
  }

  const latest = useRef(step);
  latest.current = step;
  const { languages } = data;
  useEffect(() => {
    const speak = (language: string) => press(component, "language", language);
    barStore.set({ pages, go: (page) => latest.current(page), languages: languages ?? [], speak });
  }, [pages, languages, component]);

  return (
    <header className="ll-topbar">
      <button type="button" className="ll-plain ll-brand" data-testid="home" onClick={() => step("projects")}>
        <Mark />
        <strong>Layerloom</strong>
      </button>
      <nav className="ll-steps" aria-label={t("Steps of the work")}>
        {pages.map((page) => (
          <button
            key={page.id}
            type="button"
            className="ll-plain ll-step"
            aria-current={page.id === (leaving ? "train" : going) ? "page" : undefined}
            data-testid={`step-${page.title}`}
            onClick={() => step(page.id)}
          >
            {typeof page.ready === "boolean" && (
              <>
                <i className={page.ready ? "ll-dot ready" : "ll-dot"} aria-hidden />
                <span className="ll-hidden">{page.ready ? t("done:") : t("open:")}</span>
              </>
            )}
            {t(page.title)}
          </button>
        ))}
      </nav>
      <span className="ll-space" />
      {children}
      <LanguageMenu languages={data.languages ?? []} component={component} />
    </header>
  );
}

/** How long a run that was started stands in for its page at most. */
const ARRIVAL_MS = 15_000;

/** The run that was just started, while its page is not there: on Train itself the page shows it soon. */
function useArriving(page: string): Arriving | null {
  const arriving = useStore(arrival);
  const here = page.toLowerCase() === "train";
  const coming = arriving?.coming === true;
  useEffect(() => {
    if (!coming) return;
    const timer = setTimeout(() => arrival.set(null), here ? ARRIVAL_MS / 10 : ARRIVAL_MS);
    return () => clearTimeout(timer);
  }, [coming, here]);
  return arriving;
}

function goTo(component: StreamlitComponent<TopBarData>, page: string): void {
  press(component, "page", page);
}
