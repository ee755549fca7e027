/** A strict little reader of XML, as far as figures need it: there is no browser in these tests. */

export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const TOKEN = /<\/([a-z]+)>|<([a-z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
const ENTITY = /&(?!(?:amp|lt|gt|quot|#39);)/;

/** What is wrong with a text as XML; nothing where it is well-formed. */
export function faultOf(text: string): string | null {
  const open: string[] = [];
  let roots = 0;
  let at = 0;
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const [whole, closed, opened, attributes = "", alone, words] = found;
    if (ENTITY.test(whole)) return `a bare & at ${at}`;
    if (words?.includes(">")) return `a bare > at ${at}`;
    if (words?.trim() && !open.length) return `words outside at ${at}`;
    if (closed && open.pop() !== closed) return `</${closed}> closes nothing at ${at}`;
    const names = [...attributes.matchAll(/ ([\w:-]+)=/g)].map((match) => match[1]);
    if (new Set(names).size !== names.length) return `an attribute twice at ${at}`;
    if (opened && !open.length) roots += 1;
    if (opened && !alone) open.push(opened);
    at = TOKEN.lastIndex;
  }
  if (at !== text.length) return `no XML at ${at}: ${text.slice(at, at + 40)}`;
  return open.length || roots !== 1 ? `${roots} roots, open: ${open}` : null;
}

/** All tags that open, in order. */
export function tags(text: string): Tag[] {
  return [...text.matchAll(/<([a-z]+)((?: [\w:-]+="[^"<]*")*)\/?>/g)].map(([, name = "", attributes = ""]) => ({
    name,
    attributes: new Map(
      [...attributes.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value]),
    ),
  }));
}
