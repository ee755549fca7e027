/** What is laid out: boxes with wires between them. `across` is at right angles to the wires, `along` goes with them. */

export interface Item {
  readonly id: string;
  /** How far it reaches to both sides of the line that its wires keep to. */
  readonly before: number;
  readonly after: number;
  readonly length: number;
}

export type Link = readonly [from: string, to: string];

export interface Graph {
  readonly items: ReadonlyMap<string, Item>;
  readonly next: ReadonlyMap<string, readonly string[]>;
  readonly previous: ReadonlyMap<string, readonly string[]>;
}

/** The graph of some items; what links an item with itself or with none of them is left out, and so are doubles. */
export function graphOf(items: readonly Item[], links: Iterable<Link>): Graph {
  const next = new Map<string, string[]>(items.map(({ id }) => [id, []]));
  const previous = new Map<string, string[]>(items.map(({ id }) => [id, []]));
  const known = new Set<string>();
  for (const [from, to] of links) {
    const key = `${from}>${to}`;
    if (from === to || known.has(key) || !next.has(from) || !next.has(to)) continue;
    known.add(key);
    next.get(from)?.push(to);
    previous.get(to)?.push(from);
  }
  return { items: new Map(items.map((item) => [item.id, item])), next, previous };
}

/** The parts of a graph that no wire joins, each as a graph of its own. */
export function parts(graph: Graph): Graph[] {
  const seen = new Set<string>();
  const found: Graph[] = [];
  for (const start of graph.items.keys()) {
    if (seen.has(start)) continue;
    const ids = new Set([start]);
    for (const id of ids) for (const other of around(graph, id)) ids.add(other);
    for (const id of ids) seen.add(id);
    found.push(within(graph, ids));
  }
  return found;
}

const around = ({ next, previous }: Graph, id: string) => [...(next.get(id) ?? []), ...(previous.get(id) ?? [])];

function within(graph: Graph, ids: ReadonlySet<string>): Graph {
  const only = <T>(all: ReadonlyMap<string, T>) => new Map([...ids].map((id) => [id, all.get(id) as T]));
  return { items: only(graph.items), next: only(graph.next), previous: only(graph.previous) };
}

/** The same graph without circles: wires that lead back to where one came from are turned round. */
export function withoutCircles(graph: Graph): Graph {
  const state = new Map<string, "open" | "done">();
  const back = new Set<string>();
  const begin = [...graph.items.keys()].sort((a, b) => entering(graph, a) - entering(graph, b));
  for (const start of begin) {
    if (state.has(start)) continue;
    state.set(start, "open");
    const way = [{ id: start, at: 0 }];
    for (let here = way.at(-1); here; here = way.at(-1)) {
      const to = graph.next.get(here.id)?.[here.at++];
      if (to === undefined) {
        state.set(here.id, "done");
        way.pop();
        continue;
      }
      if (state.get(to) === "open") back.add(`${here.id}>${to}`);
      if (state.has(to)) continue;
      state.set(to, "open");
      way.push({ id: to, at: 0 });
    }
  }
  const links = [...graph.previous].flatMap(([to, all]) =>
    all.map((from): Link => (back.has(`${from}>${to}`) ? [to, from] : [from, to])),
  );
  return graphOf([...graph.items.values()], links);
}

const entering = ({ previous }: Graph, id: string) => Math.min(1, previous.get(id)?.length ?? 0);

/** The items so that each comes after all that feed it; the graph has no circles. */
export function inOrder({ items, next, previous }: Graph): string[] {
  const waits = new Map([...items.keys()].map((id) => [id, previous.get(id)?.length ?? 0]));
  const ready = [...items.keys()].filter((id) => !waits.get(id));
  for (const id of ready) {
    for (const to of next.get(id) ?? []) {
      const left = (waits.get(to) ?? 0) - 1;
      waits.set(to, left);
      if (!left) ready.push(to);
    }
  }
  return ready;
}
