/**
 * A story's pages without a catalog, for what shows them.
 */
import { PAGE_SIZES, type PageSize } from '#commands/reading/page-sizes.ts';
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import type { Page } from '#src/story/page.ts';
import { pageRange, paginate } from '#src/story/pager.ts';
import { type Prose, plainText } from '#src/story/prose.ts';
import type { Story } from '#src/story/story.ts';

/** The pages of a story's only, first or last chapter, as `Pages` would cut them. */
export function pagesOf(story: Story, prose: Prose, size: PageSize): Page[] {
  const text = plainText(prose);
  const starts = paginate(prose, discordMarkdown, PAGE_SIZES[size]);
  const chapters = story.chapters.map((chapter) => ({ ...chapter, length: text.length }));
  const numbers = new Set([1, chapters.length]);
  return [...numbers].flatMap((chapter) =>
    Array.from(starts, (_, index): Page => {
      const { start, end } = pageRange(starts, index, text.length);
      const next =
        end < text.length
          ? { chapter, offset: end }
          : chapter < chapters.length
            ? { chapter: chapter + 1, offset: 0 }
            : null;
      const previous =
        start > 0
          ? { chapter, offset: starts[index - 1] ?? 0 }
          : chapter > 1
            ? { chapter: chapter - 1, offset: 0 }
            : null;
      return {
        ...{ story: { ...story, chapters }, chapter, number: index + 1, of: starts.length, approximate: false },
        ...{ blocks: prose, from: start, to: end, start, end, text: text.slice(start, end), starts },
        ...{ percent: 27, minutesLeft: 1234, previous, next },
      };
    }),
  );
}
