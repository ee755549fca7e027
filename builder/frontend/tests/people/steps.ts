/** What somebody may do next, by chance: every command that edits, every gesture, and what is typed. */
import { enter, leave } from "../../src/canvas/blocks/commands";
import { copied, paste } from "../../src/canvas/clipboard/clipboard";
import { COMMANDS, command as find, perform } from "../../src/canvas/commands";
import { wireId } from "../../src/canvas/edges";
import { addAt, addBeside, addInto } from "../../src/canvas/gestures";
import { wires } from "../../src/document/graph";
import type { Edit } from "../../src/document/types";
import type { SomeBody } from "./person";

export type Pick = (count: number) => number;

const KINDS = ["Dense", "Conv2D", "Add", "Concatenate", "LSTM", "Dropout", "Flatten", "Input", "Output", "Expression"];
const NAMES = [
  "",
  "a",
  "<img src=x onerror=alert(1)>",
  "שלום \u202e עולם",
  "👩‍🚀🧪",
  "x".repeat(10_000),
  "{count}",
  "\u0000",
];
const WORTH = [0, 1, 64, -1, 3.5, "relu", null, [3, 3], { expr: "2 * filters" }, true];
const FIELDS = ["disabled", "frozen"] as const;
/** What is written to the system's clipboard belongs to a browser. */
const ELSEWHERE = new Set(["copy", "cut", "paste"]);
const EDITING = COMMANDS.filter(({ name, edits }) => edits && !ELSEWHERE.has(name));

const MOST = 100;

type Step = (who: SomeBody, pick: Pick) => string;

const nodesOf = ({ stage }: SomeBody) => [...stage.level().nodes.keys()];
const full = ({ stage }: SomeBody) => stage.project.document.get().nodes.size > MOST;
const some = <T>(all: readonly T[], pick: Pick): T | undefined => all[pick(all.length)];

/** Choose by chance some of what stands on the level, then run a command. */
function commanded(who: SomeBody, pick: Pick): string {
  if (pick(3)) select(who, pick);
  // What doubles itself again and again soon reaches the room's limit.
  const command = full(who) ? find("delete") : EDITING[pick(EDITING.length)];
  if (!command) return "";
  return perform(command, who.stage) ? command.name : "";
}

function select({ stage }: SomeBody, pick: Pick): void {
  const { nodes, notes, frames } = stage.level();
  const few = <T>(all: Iterable<T>) => new Set([...all].filter(() => !pick(4)));
  stage.view.selection.set({
    nodes: few(nodes.keys()),
    notes: few(notes.keys()),
    frames: few(frames.keys()),
    wires: few(pick(3) ? [] : wires(nodes).map(wireId)),
  });
}

function undone(who: SomeBody, pick: Pick): string {
  const back = pick(5) > 1;
  if (back) who.stage.project.undo();
  else who.stage.project.redo();
  return back ? "undo" : "redo";
}

function added(who: SomeBody, pick: Pick): string {
  const { stage } = who;
  const level = stage.level();
  const entry = stage.catalog.layer(KINDS[pick(KINDS.length)] ?? "");
  if (!entry || full(who)) return "";
  const wire = some(wires(level.nodes), pick);
  const ways = [
    () => addAt(level, entry, { x: pick(900), y: pick(900) }),
    () =>
      addBeside(
        level,
        entry,
        nodesOf(who).filter(() => !pick(6)),
      ),
    () => (wire ? addInto(level, entry, wire) : addAt(level, entry, { x: 0, y: 0 })),
  ];
  stage.project.edit(ways[pick(ways.length)]?.().edits ?? []);
  return "add";
}

function wired(who: SomeBody, pick: Pick): string {
  const ids = nodesOf(who);
  const [source, node] = [some(ids, pick), some(ids, pick)];
  const port = node && (stagePort(who, node) ?? "inputs");
  if (!source || !node || !port) return "";
  const cut = !pick(3);
  const index = pick(3);
  const edit: Edit = cut
    ? { edit: "disconnect", node, port, index }
    : { edit: "connect", node, port, index, source: pick(5) ? source : `${source}:1` };
  who.stage.project.edit([edit]);
  return edit.edit;
}

function stagePort({ stage }: SomeBody, node: string): string | undefined {
  return stage.catalog.layer(stage.level().nodes.get(node)?.kind ?? "")?.inputs?.[0]?.name;
}

/** The edits that forms make. */
function filledIn(who: SomeBody, pick: Pick): string {
  const level = who.stage.level();
  const node = some(nodesOf(who), pick);
  const block = some([...level.whole.blocks.keys()], pick);
  const name = NAMES[pick(NAMES.length)] ?? "";
  const value = WORTH[pick(WORTH.length)] ?? null;
  const area = { text: name, x: pick(500), y: pick(500), width: 200, height: 90, block: level.block };
  const edits: (Edit | false | undefined)[] = [
    node !== undefined && { edit: "set_param", node, param: ["units", "filters", "rate"][pick(3)] ?? "", value },
    node !== undefined && { edit: "unset_param", node, param: "units" },
    node !== undefined && { edit: "rename_node", node, name },
    node !== undefined && { edit: "move", node, position: { x: pick(900), y: pick(900) } },
    node !== undefined && { edit: "set_field", node, field: FIELDS[pick(2)] ?? "frozen", value: pick(2) > 0 },
    node !== undefined && { edit: "set_field", node, field: "kind", value: KINDS[pick(KINDS.length)] ?? "Dense" },
    { edit: "hide", rule: ["no-norm", "two-relu"][pick(2)] ?? "", node: node ?? null, hidden: pick(2) > 0 },
    { edit: "set_note", id: `n${pick(5)}`, note: pick(3) ? area : null },
    { edit: "set_frame", id: `f${pick(5)}`, frame: pick(3) ? { ...area, hue: pick(360) } : null },
    { edit: "set", part: "training", key: "epochs", value: pick(50) },
    { edit: "set", part: "meta", key: "name", value: name },
    block !== undefined && {
      edit: "set_block_param",
      block,
      param: ["filters", "rate"][pick(2)] ?? "rate",
      value: pick(3) ? { default: pick(100), help: name } : null,
    },
    block !== undefined && !pick(6) && { edit: "set_block", id: block, block: null },
  ];
  const edit = edits[pick(edits.length)];
  if (!edit) return "";
  who.stage.project.edit([edit]);
  return edit.edit;
}

function pasted(who: SomeBody, pick: Pick): string {
  if (!pick(2)) {
    select(who, pick);
    who.clipboard = copied(who.stage) ?? who.clipboard;
  }
  if (!who.clipboard || full(who)) return "";
  paste(who.stage, who.clipboard, { x: pick(900), y: pick(900) });
  return "paste";
}

function walked({ stage }: SomeBody, pick: Pick): string {
  const instances = [...stage.level().nodes].filter(([, { uses }]) => uses !== null);
  const [id] = some(instances, pick) ?? [];
  if (id !== undefined && pick(3)) enter(stage, id);
  else leave(stage);
  return "walk";
}

const STEPS: readonly Step[] = [
  commanded,
  commanded,
  commanded,
  undone,
  added,
  wired,
  filledIn,
  filledIn,
  pasted,
  walked,
];

/** Do something by chance, and say what it was; nothing where it was not possible. */
export const step: Step = (who, pick) => STEPS[pick(STEPS.length)]?.(who, pick) ?? "";
