/** What the inspector shows inside a block while nothing is selected: the block's own name, purpose and parameters. */
import { useState } from "react";
import { keep } from "../../catalog/library";
import { instancesOf } from "../../document/blocks";
import { alone } from "../../document/bring";
import type { Block } from "../../document/types";
import { toJson } from "../../document/write";
import { counted } from "../../format";
import { useStore } from "../../project/store";
import { leave } from "../blocks/commands";
import { useBench } from "../context";
import { BlockParams } from "./BlockParams";

export function BlockPanel({ id, definition }: { id: string; definition: Block }) {
  const { project, editable } = useBench();
  const change = (part: Partial<Block>, gesture: string) =>
    project.edit([{ edit: "set_block", id, block: { ...definition, ...part } }], `${id} ${gesture}`);
  return (
    <>
      <header className="ll-panel-head">
        <input
          className="ll-name"
          aria-label="Name of the block"
          data-testid="definition-name"
          placeholder="Block"
          value={definition.name}
          disabled={!editable}
          maxLength={80}
          onChange={({ target }) => change({ name: target.value }, "name")}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        />
        <textarea
          className="ll-field ll-block-help"
          aria-label="What the block is for"
          data-testid="definition-help"
          placeholder="What is it for? One sentence."
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
  const document = useStore(project.document);
  const [said, setSaid] = useState("");
  const uses = instancesOf(document.nodes, id).length;

  async function keepIt(): Promise<void> {
    const sentence = await keep(toJson(alone(document, id)), id);
    setSaid(sentence || "Kept. You find it in the palette under Blocks, in all your projects.");
  }

  function removeIt(): void {
    leave({ view, project }, 0);
    project.edit([{ edit: "set_block", id, block: null }]);
  }

  return (
    <section className="ll-keeping">
      <p className="ll-quiet">
        {uses
          ? `Used ${uses === 1 ? "once" : counted(uses, "time", "times")} in this project.`
          : "Not used in this project."}
      </p>
      <div className="ll-row">
        <button type="button" className="ll-button" data-testid="keep-block" onClick={() => void keepIt()}>
          Keep in my library
        </button>
        {editable && uses === 0 && (
          <button type="button" className="ll-button" data-testid="remove-block" onClick={removeIt}>
            Delete
          </button>
        )}
      </div>
      {said && (
        <p className="ll-quiet" role="status" data-testid="kept">
          {said}
        </p>
      )}
    </section>
  );
}
