/** The bar on every page: the steps of the work, the project, its people, and the one next thing to press. */
import { useEffect, useState } from "react";
import "../design/controls.css";
import { Arrival } from "../plot/Arrival";
import { arrival } from "../plot/arrival";
import { type Project, projectOf } from "../project/project";
import { useStore } from "../project/store";
import { useHeld } from "../project/useProject";
import { type ComponentProps, press, type StreamlitComponent } from "../streamlit";
import type { Page, TopBarData } from "./data";
import { Mark } from "./Mark";
import { People } from "./People";
import { ProjectName } from "./ProjectName";
import { SavedState } from "./SavedState";
import { ShareMenu } from "./ShareMenu";
import "./topbar.css";
import { Train } from "./Train";
import { UndoKeys } from "./UndoKeys";
import { useChanged, useRequests } from "./useRequests";

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
  useHeld(project, data);
  useRequests(project, data.requests ?? [], component);
  useChanged(project, data.page, component);

  // These two are known here before Python hears of them.
  const known: Record<string, boolean | undefined> = { data: Boolean(document.data.source), design: report?.ready };
  const pages = data.pages.map((page) => ({ ...page, ready: known[page.id.toLowerCase()] ?? page.ready ?? null }));
  return (
    <Bar data={data} component={component} pages={pages}>
      {data.page.toLowerCase() !== "design" && editable && <UndoKeys project={project} />}
      <ProjectName project={project} fallback={data.name ?? ""} editable={editable} />
      <SavedState project={project} editable={editable} />
      <People project={project} />
      <ShareMenu share={data.share ?? null} component={component} />
      {data.running ? (
        <button
          type="button"
          className="ll-button quiet"
          data-testid="training"
          onClick={() => goTo(component, "train")}
        >
          Training…
        </button>
      ) : (
        editable && <Train data={data} component={component} project={project} />
      )}
    </Bar>
  );
}

interface BarProps extends ComponentProps<TopBarData> {
  readonly pages: readonly Page[];
  readonly children?: React.ReactNode;
}

function Bar({ data, component, pages, children }: BarProps) {
  const [going, setGoing] = useState(data.page);
  useEffect(() => setGoing(data.page), [data.page]);
  const arriving = useArriving(data.page);

  function step(page: string): void {
    arrival.set(null);
    setGoing(page);
    goTo(component, page);
  }

  return (
    <>
      {arriving && <Arrival />}
      <header className="ll-topbar">
        <button type="button" className="ll-brand" data-testid="home" onClick={() => step("projects")}>
          <Mark />
          <strong>Layerloom</strong>
        </button>
        <nav className="ll-steps" aria-label="Steps of the work">
          {pages.map((page) => (
            <button
              key={page.id}
              type="button"
              className="ll-step"
              aria-current={page.id === (arriving ? "train" : going) ? "page" : undefined}
              data-testid={`step-${page.title}`}
              onClick={() => step(page.id)}
            >
              {typeof page.ready === "boolean" && (
                <>
                  <i className={page.ready ? "ll-dot ready" : "ll-dot"} aria-hidden />
                  <span className="ll-hidden">{page.ready ? "done:" : "open:"}</span>
                </>
              )}
              {page.title}
            </button>
          ))}
        </nav>
        <span className="ll-space" />
        {children}
      </header>
    </>
  );
}

/** How long a run that was started stands before its page at most. */
const ARRIVAL_MS = 6000;

/** Whether a run that was just started is shown before its page: on Train itself the page shows it. */
function useArriving(page: string): boolean {
  const started = useStore(arrival);
  const here = page.toLowerCase() === "train";
  useEffect(() => {
    if (!started) return;
    const timer = setTimeout(() => arrival.set(null), here ? ARRIVAL_MS / 4 : ARRIVAL_MS);
    return () => clearTimeout(timer);
  }, [started, here]);
  return started !== null;
}

function goTo(component: StreamlitComponent<TopBarData>, page: string): void {
  press(component, "page", page);
}
