/** The blocks to put on the canvas: the project's own, the person's, and ready-made ones. */
import { type ReactNode, useMemo } from "react";
import { forget, type Kept, keep, mineStore, readyStore } from "../../catalog/library";
import { toJson } from "../../document/write";
import { useStore } from "../../project/store";
import { message, t } from "../../words/words";
import type { Source } from "../blocks/adding";
import { useBench } from "../context";
import { placeIn } from "../place";
import { BlockItem } from "./BlockItem";
import { allBlocks, type Choice, type Own, ownBlocks, sentenceOf } from "./choices";

const READY = message("Ready-made");

const FAMILY_TITLE: Readonly<Record<string, string>> = {
  pictures: message("Ready-made, for pictures"),
  sequences: message("Ready-made, for series and text"),
};

interface ShelfProps {
  readonly add: (source: Source) => void;
}

export function BlockShelf({ add }: ShelfProps) {
  const ready = useStore(readyStore);
  const families = [...new Set(ready.map(({ family }) => family))];
  return (
    <>
      <OwnBlocks add={add} />
      <MyBlocks add={add} />
      {families.map((family) => {
        const blocks = ready.filter((kept) => kept.family === family);
        return (
          <Section key={family} title={t(FAMILY_TITLE[family] ?? READY)} count={blocks.length}>
            {blocks.map((kept) => (
              <BlockItem key={kept.id} source={kept} title={t(kept.title)} sentence={t(kept.sentence)} add={add} />
            ))}
          </Section>
        );
      })}
    </>
  );
}

function OwnBlocks({ add }: ShelfProps) {
  const { project, view } = useBench();
  const document = useStore(project.document);
  const own = useOwnBlocks();
  return (
    <Section title={t("In this project")} count={own.length}>
      {own.length === 0 && (
        <p className="ll-nothing">
          {t("Select layers on the canvas and press")} <strong>{t("Block")}</strong>
          {t(": they become one that can be used many times.")}
        </p>
      )}
      {own.map((block) => (
        <BlockItem key={block.id} source={block.id} title={block.title} sentence={block.sentence} add={add}>
          <button
            type="button"
            className="ll-tool ll-item-tool"
            data-testid={`open-block-${block.id}`}
            aria-label={t("Open {block}", { block: block.title })}
            title={t("Open it")}
            onClick={() => view.place.set(placeIn(document, block.id))}
          >
            ›
          </button>
        </BlockItem>
      ))}
    </Section>
  );
}

function MyBlocks({ add }: ShelfProps) {
  const { view } = useBench();
  const mine = useStore(mineStore);

  async function takeOut({ id, title, document, block }: Kept): Promise<void> {
    const sentence = await forget(id);
    const done = t("“{title}” is out of your library. Projects that use it keep their copies.", { title });
    const act = { title: t("Put it back"), run: () => void keep(toJson(document), block) };
    view.notice.set(sentence ? { sentence } : { sentence: done, act });
  }

  if (!mine.length) return null;
  return (
    <Section title={t("My library")} count={mine.length}>
      {mine.map((kept) => (
        <BlockItem key={kept.id} source={kept} title={kept.title} sentence={sentenceOf(kept)} add={add}>
          <button
            type="button"
            className="ll-tool ll-item-tool"
            data-testid={`forget-${kept.id}`}
            aria-label={t("Take {kept} out of the library", { kept: kept.title })}
            title={t("Take it out of the library; projects keep their copies")}
            onClick={() => void takeOut(kept)}
          >
            ×
          </button>
        </BlockItem>
      ))}
    </Section>
  );
}

function Section({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  return (
    <section>
      <h3 className="ll-group">
        {title}
        <span className="ll-count">{count}</span>
      </h3>
      {children}
    </section>
  );
}

function useOwnBlocks(): readonly Own[] {
  const { project, catalog } = useBench();
  return ownBlocks(useStore(project.document), catalog);
}

/** Every block, with what is searched for in it. */
export function useAllBlocks(): readonly Choice[] {
  const { project, catalog } = useBench();
  const document = useStore(project.document);
  const mine = useStore(mineStore);
  const ready = useStore(readyStore);
  return useMemo(() => allBlocks(document, catalog, [...mine, ...ready]), [document, catalog, mine, ready]);
}
