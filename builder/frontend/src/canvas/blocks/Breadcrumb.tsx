/** Inside a block: the way back to the top, who is where on it, and how often the block is used. */
import { titleOf } from "../../catalog/blocks";
import { instancesOf } from "../../document/blocks";
import { useStore } from "../../project/store";
import { counted, t } from "../../words/words";
import { useActions } from "../actions";
import { useBench } from "../context";
import { leave } from "./commands";
import { Faces } from "./Faces";

interface Crumb {
  readonly title: string;
  readonly block: string | null;
  /** How many instances lie above it; nothing where one is now. */
  readonly depth: number | null;
}

export function Breadcrumb() {
  const { view } = useBench();
  const { stage } = useActions();
  const { block } = useStore(view.place);
  const crumbs = useCrumbs();
  if (block === null) return null;
  return (
    <nav className="ll-lifted ll-crumbs" aria-label={t("Where you are")} data-testid="breadcrumb">
      {crumbs.map(({ title, block: place, depth }) => (
        <span key={place ?? ""} className="ll-crumb">
          {depth === null ? (
            <strong aria-current="location">{title}</strong>
          ) : (
            <button
              type="button"
              className="ll-tool"
              data-testid={`crumb-${depth}`}
              title={t("Back to {title}", { title })}
              onClick={() => leave(stage, depth)}
            >
              {title}
            </button>
          )}
          <Faces at={(each) => each === place} />
        </span>
      ))}
      <Uses block={block} />
    </nav>
  );
}

function useCrumbs(): readonly Crumb[] {
  const { project, view, catalog } = useBench();
  const document = useStore(project.document);
  const { block, path } = useStore(view.place);
  const top = { title: document.name || t("Network"), block: null, depth: 0 };
  const name = (id: string | null | undefined) => document.blocks.get(id ?? "")?.name || t("Block");
  const last = { title: name(block), block, depth: null };
  const between = path.slice(0, -1).flatMap((id, at): Crumb[] => {
    const node = document.nodes.get(id);
    return node ? [{ title: titleOf(node, document, catalog), block: node.uses, depth: at + 1 }] : [];
  });
  return [top, ...between, last];
}

function Uses({ block }: { block: string }) {
  const { project } = useBench();
  const count = instancesOf(useStore(project.document).nodes, block).length;
  return (
    <span className="ll-crumb-uses">
      {count ? counted(count, "used once", "changes all {count} uses") : t("not used yet")}
    </span>
  );
}
