/** What the inspector shows inside a block while nothing is selected: the block's own name, purpose and parameters. */
import { instancesOf } from "../../document/blocks";
import type { Block } from "../../document/types";
import { useStore } from "../../project/store";
import { counted, t } from "../../words/words";
import { leave } from "../blocks/commands";
import { useBench } from "../context";
import { BlockParams } from "./BlockParams";
import { KeepBlock } from "./KeepBlock";

export function BlockPanel({ id, definition }: { id: string; definition: Block }) {
  const { project, editable } = useBench();
  const change = (part: Partial<Block>, gesture: string) =>
    project.edit([{ edit: "set_block", id, block: { ...definition, ...part } }], `${id} ${gesture}`);
  return (
    <>
      <header className="ll-panel-head">
        <input
          className="ll-name"
          aria-label={t("Name of the block")}
          data-testid="definition-name"
          placeholder={t("Block")}
          value={definition.name}
          disabled={!editable}
          maxLength={80}
          onChange={({ target }) => change({ name: target.value }, "name")}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        />
        <textarea
          className="ll-field ll-block-help"
          aria-label={t("What the block is for")}
          data-testid="definition-help"
          placeholder={t("What is it for? One sentence.")}
          rows={3}
          value={definition.help}
          disabled={!editable}
          maxLength={200}
          onChange={({ target }) => change({ help: target.value }, "help")}
        />
      </header>
      <BlockParams id={id} definition={definition} />
      <Keeping id={id} />
    </>
  );
}

/** The library of the person, and the end of a block that nobody uses. */
function Keeping({ id }: { id: string }) {
  const { project, view, editable } = useBench();
  const uses = instancesOf(useStore(project.document).nodes, id).length;

  function removeIt(): void {
    leave({ view, project }, 0);
    project.edit([{ edit: "set_block", id, block: null }]);
  }

  return (
    <section className="ll-keeping">
      <p className="ll-quiet">
        {uses
          ? counted(uses, "Used once in this project.", "Used {count} times in this project.")
          : t(
              "Used nowhere in this project: nothing comes in, so there are no shapes to show yet. Settings are shown with the defaults above.",
            )}
      </p>
      <div className="ll-row">
        <KeepBlock id={id} />
        {editable && uses === 0 && (
          <button type="button" className="ll-button" data-testid="remove-block" onClick={removeIt}>
            {t("Delete")}
          </button>
        )}
      </div>
    </section>
  );
}
