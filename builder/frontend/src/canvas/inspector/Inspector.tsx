/** The panel at the right: the selected node's parameters and what comes out, or the whole network's. */
import { useStore } from "../../project/store";
import { t } from "../../words/words";
import { LiningBar } from "../arranging/LiningBar";
import { useBench } from "../context";
import { FramePanel } from "../frames/FramePanel";
import { BlockPanel } from "./BlockPanel";
import { ManyPanel } from "./ManyPanel";
import { NetworkPanel } from "./NetworkPanel";
import { NodePanel } from "./NodePanel";

export function Inspector() {
  const { project, view } = useBench();
  const document = useStore(project.document);
  const selection = useStore(view.selection);
  const ids = [...selection.nodes].filter((id) => document.nodes.has(id));
  const [id] = ids;
  const [frameId] = selection.frames;
  const frame = document.frames.get(frameId ?? "");
  const node = id === undefined ? undefined : document.nodes.get(id);
  return (
    <aside className="ll-inspector" aria-label={t("Inspector")} data-testid="inspector" tabIndex={-1}>
      <LiningBar />
      {ids.length > 1 ? (
        <ManyPanel ids={ids} />
      ) : id !== undefined && node ? (
        <NodePanel key={id} id={id} node={node} />
      ) : frameId !== undefined && frame ? (
        <FramePanel id={frameId} frame={frame} />
      ) : (
        <LevelPanel />
      )}
    </aside>
  );
}

/** What is shown where nothing is selected: the block one is in, else the network. */
function LevelPanel() {
  const { project, view } = useBench();
  const { block } = useStore(view.place);
  const definition = useStore(project.document).blocks.get(block ?? "");
  if (block === null || !definition) return <NetworkPanel />;
  return <BlockPanel key={block} id={block} definition={definition} />;
}
