/** The Design page's canvas: palette, network, inspector. */
import { ReactFlowProvider } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useCallback, useMemo, useRef } from "react";
import type { Entry } from "../catalog/catalog";
import { catalogStore } from "../catalog/fetch";
import { type Project, projectOf } from "../project/project";
import { useStore } from "../project/store";
import { useHeld } from "../project/useProject";
import type { ComponentProps } from "../streamlit";
import { type Actions, ActionsContext } from "./actions";
import { Drawer } from "./analysis/Drawer";
import { HeatLegend } from "./analysis/HeatLegend";
import { addBlock, type Source } from "./blocks/adding";
import { Breadcrumb } from "./blocks/Breadcrumb";
import "./advice/advice.css";
import "./blocks/blocks.css";
import { Notice } from "./blocks/Notice";
import "./canvas.css";
import "./card.css";
import "./arranging/arranging.css";
import "./floating.css";
import "./frames/frames.css";
import "./linking/linking.css";
import "./wires.css";
import { useClipboard } from "./clipboard/useClipboard";
import { Floating } from "./commanding/Floating";
import { goTo } from "./commanding/going";
import { command, perform } from "./commands";
import { type Bench, BenchContext, useBench } from "./context";
import type { CanvasData } from "./data";
import { Flow } from "./Flow";
import { addBeside } from "./gestures";
import { useReveal } from "./history/useReveal";
import { Inspector } from "./inspector/Inspector";
import { useAnnounced } from "./keyboard/useAnnounced";
import { useInspecting } from "./keyboard/useInspecting";
import "./inspector/inspector.css";
import "./inspector/fields.css";
import "./inspector/blocks.css";
import { Outline } from "./outline/Outline";
import { Palette } from "./palette/Palette";
import "./palette/palette.css";
import "./replace/replace.css";
import { SampleBar } from "./sampling/SampleBar";
import "./sampling/sampling.css";
import { EmptyCanvas } from "./EmptyCanvas";
import { Drawers } from "./folding/Drawers";
import { drawer } from "./folding/drawers";
import { levelStore } from "./levels";
import { useMenu } from "./menu/useMenu";
import { StatusBar } from "./StatusBar";
import { useTracing } from "./sampling/useTracing";
import { Followed } from "./together/Followed";
import "./together/together.css";
import { t } from "../words/words";
import { Told } from "./Told";
import { Toolbar } from "./Toolbar";
import { useFollowing } from "./together/useFollowing";
import { useKeys } from "./useKeys";
import { useSelected } from "./useSelected";
import { useStage } from "./useStage";
import { useSteadyCenter } from "./useSteadyCenter";
import { viewOf } from "./view";

export function Canvas({ data, component }: ComponentProps<CanvasData>) {
  const project = projectOf(data.project);
  const catalog = useStore(catalogStore);
  const saved = useStore(project.saved);
  const editable = data.role !== "look";
  useHeld(project, data);
  const bench = useMemo<Bench | null>(
    () => catalog && { project, catalog, ...seen(project), data, component, editable },
    [project, catalog, data, component, editable],
  );
  if (!bench || saved === "loading") return <Loading />;
  return (
    <BenchContext value={bench}>
      <ReactFlowProvider key={project.id}>
        <Workplace />
      </ReactFlowProvider>
    </BenchContext>
  );
}

function seen(project: Project): Pick<Bench, "view" | "level"> {
  const view = viewOf(project.id);
  return { view, level: levelStore(project, view) };
}

function Loading() {
  return (
    <div className="ll-canvas loading" role="status">
      <span className="ll-quiet">{t("Opening the project…")}</span>
    </div>
  );
}

function Workplace() {
  const { catalog, view, level, data, editable } = useBench();
  const { block } = useStore(view.place);
  const pane = useRef<HTMLDivElement>(null);
  const stage = useStage(pane);
  const menu = useMenu(stage);
  useKeys(stage);
  useClipboard(stage, pane);
  useReveal(stage, pane);
  useSelected();
  useAnnounced();
  useTracing();
  useInspecting(pane);
  const opened = useCallback(() => {
    if (!view.viewports.has(view.place.get().block ?? "")) stage.open();
  }, [view, stage]);
  useSteadyCenter(pane, opened);
  const open = useStore(drawer);
  useFollowing(pane);

  const actions = useMemo<Actions>(
    () => ({
      stage,
      run: (name) => void perform(command(name), stage),
      show: (id, path) => goTo(stage, id, path),
    }),
    [stage],
  );

  function add(entry: Entry): void {
    stage.put(addBeside(level.get(), entry, [...view.selection.get().nodes]));
    drawer.set(null);
  }

  function bringBlock(source: Source): void {
    const beside = [...view.selection.get().nodes];
    stage.put(addBlock(level.get(), source, catalog, (here, entry) => addBeside(here, entry, beside)));
    drawer.set(null);
  }

  return (
    <ActionsContext value={actions}>
      <div
        className={["ll-canvas", data.code && "with-code", open && `drawer-${open}`].filter(Boolean).join(" ")}
        data-testid="canvas"
      >
        <Palette add={add} addBlock={bringBlock} />
        <Outline />
        <section
          ref={pane}
          className={block === null ? "ll-pane" : "ll-pane inside"}
          aria-label={t("Network")}
          tabIndex={-1}
          {...menu}
        >
          <Flow pane={pane} />
          <Toolbar places={["history", "arrange", "node", "view"]} className="top" />
          <Toolbar places={["zoom"]} className="bottom" />
          {!editable && (
            <p className="ll-readonly">{t("You are looking at this project. Make a copy to change it.")}</p>
          )}
          <Followed />
          <Breadcrumb />
          <Notice />
          <Told />
          <EmptyCanvas />
          <HeatLegend />
          <SampleBar />
          <Drawer />
          <StatusBar />
          <Floating />
          <Drawers />
        </section>
        <Inspector />
      </div>
    </ActionsContext>
  );
}
