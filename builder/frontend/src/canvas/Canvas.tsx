/** The Design page's canvas: palette, network, inspector. */
import { ReactFlowProvider } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useEffect, useMemo, useRef } from "react";
import type { Entry } from "../catalog/catalog";
import { catalogStore } from "../catalog/fetch";
import "../design/controls.css";
import { projectOf } from "../project/project";
import { useStore } from "../project/store";
import { useHeld } from "../project/useProject";
import type { ComponentProps } from "../streamlit";
import { type Actions, ActionsContext } from "./actions";
import "./canvas.css";
import "./card.css";
import "./floating.css";
import "./wires.css";
import { command, perform } from "./commands";
import { type Bench, BenchContext, useBench } from "./context";
import type { CanvasData } from "./data";
import { Flow } from "./Flow";
import { addBeside } from "./gestures";
import { Inspector } from "./inspector/Inspector";
import "./inspector/inspector.css";
import "./inspector/fields.css";
import { Palette } from "./palette/Palette";
import "./palette/palette.css";
import { EmptyCanvas } from "./EmptyCanvas";
import { StatusBar } from "./StatusBar";
import { Toolbar } from "./Toolbar";
import { useKeys } from "./useKeys";
import { useSelected } from "./useSelected";
import { useStage } from "./useStage";
import { useSteadyCenter } from "./useSteadyCenter";
import { selectNodes, viewOf } from "./view";

export function Canvas({ data, component }: ComponentProps<CanvasData>) {
  const project = projectOf(data.project);
  const catalog = useStore(catalogStore);
  const saved = useStore(project.saved);
  const editable = data.role !== "look";
  useHeld(project, data);
  const bench = useMemo<Bench | null>(
    () => catalog && { project, catalog, view: viewOf(project.id), data, component, editable },
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

function Loading() {
  return (
    <div className="ll-canvas loading" role="status">
      <span className="ll-quiet">Opening the project…</span>
    </div>
  );
}

function Workplace() {
  const { project, view, data, editable } = useBench();
  const pane = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const stage = useStage(search, pane);
  useKeys(stage);
  useSelected();
  useSteadyCenter(pane);
  useEffect(() => () => project.show("cursor", null), [project]);

  const actions = useMemo<Actions>(
    () => ({
      stage,
      run: (name) => void perform(command(name), stage),
      show(id) {
        selectNodes(stage.view, [id]);
        stage.show(id);
      },
    }),
    [stage],
  );

  function add(entry: Entry): void {
    const { id, edits } = addBeside(project.document.get(), entry, [...view.selection.get().nodes]);
    project.edit(edits);
    selectNodes(view, [id]);
  }

  return (
    <ActionsContext value={actions}>
      <div className={data.code ? "ll-canvas with-code" : "ll-canvas"} data-testid="canvas">
        <Palette search={search} add={add} />
        <main ref={pane} className="ll-pane" aria-label="Network" tabIndex={-1}>
          <Flow pane={pane} />
          <Toolbar places={["history", "arrange", "view"]} className="top" />
          <Toolbar places={["zoom"]} className="bottom" />
          {!editable && <p className="ll-readonly">You are looking at this project. Make a copy to change it.</p>}
          <EmptyCanvas find={stage.find} />
          <StatusBar />
        </main>
        <Inspector />
      </div>
    </ActionsContext>
  );
}
