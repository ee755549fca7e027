/** Changes to a block's parameters, with all that speaks of them: expressions inside, values at the instances. */
import { instancesOf } from "./blocks";
import { mapExpressions, namesUsed, substituted } from "./expressions";
import { repeatEdits, settingEdits } from "./pack";
import type { BlockParam, Document, Edit, Json } from "./types";

/** The edits that give a parameter another name, everywhere. */
export function renameParam(whole: Document, block: string, from: string, to: string): Edit[] {
  const definition = whole.blocks.get(block);
  if (!definition?.params[from] || from === to) return [];
  const params = Object.entries(definition.params).map(([name, param]) => [name === from ? to : name, param]);
  return [
    { edit: "set_block", id: block, block: { ...definition, params: Object.fromEntries(params) } },
    ...insideEdits(whole, block, { [from]: { expr: to } }),
    ...instancesOf(whole.nodes, block).flatMap((node): Edit[] => {
      const value = whole.nodes.get(node)?.params[from];
      if (value === undefined) return [];
      return [
        { edit: "unset_param", node, param: from },
        { edit: "set_param", node, param: to, value },
      ];
    }),
  ];
}

/** The edits that take a parameter away: where it was used its default stands from now on. */
export function removeParam(whole: Document, block: string, name: string): Edit[] {
  const param = whole.blocks.get(block)?.params[name];
  if (!param) return [];
  return [
    { edit: "set_block_param", block, param: name, value: null },
    ...insideEdits(whole, block, { [name]: param.default }),
    ...instancesOf(whole.nodes, block).flatMap((node): Edit[] =>
      whole.nodes.get(node)?.params[name] === undefined ? [] : [{ edit: "unset_param", node, param: name }],
    ),
  ];
}

/** The edits that put a parameter one place earlier or later; none at the ends. */
export function moveParam(whole: Document, block: string, name: string, by: 1 | -1): Edit[] {
  const definition = whole.blocks.get(block);
  const params = Object.entries(definition?.params ?? {});
  const at = params.findIndex(([each]) => each === name);
  const [moved, other] = [params[at], params[at + by]];
  if (!definition || !moved || !other) return [];
  params[at] = other;
  params[at + by] = moved;
  return [{ edit: "set_block", id: block, block: { ...definition, params: Object.fromEntries(params) } }];
}

/** The edit that adds a parameter, or sets what is known of it. */
export function setParam(block: string, param: string, value: BlockParam): Edit {
  return { edit: "set_block_param", block, param, value };
}

/** How many settings inside a block use a parameter. */
export function usesOfParam({ nodes }: Document, block: string, name: string): number {
  const here = [...nodes.values()].filter((node) => node.block === block);
  return here
    .flatMap(({ params, repeat }) => [...Object.values(params), repeat])
    .filter((value) => namesUsed(value).has(name)).length;
}

function insideEdits({ nodes }: Document, block: string, values: Readonly<Record<string, Json>>): Edit[] {
  const change = (value: Json) => mapExpressions(value, (expression) => substituted(expression, values));
  return [...nodes].flatMap(([id, node]) =>
    node.block === block ? [...settingEdits(id, node.params, change), ...repeatEdits(id, node.repeat, change)] : [],
  );
}
