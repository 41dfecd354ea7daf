/**
 * The menu of chapters: all of them where they fit; else those around one, and stretches of the others, through which every chapter
 * can be come to. A stretch is longer the further away it is, so that a few steps lead anywhere.
 */
import { StringSelectMenuBuilder, StringSelectMenuOptionBuilder } from '@discordjs/builders';
import { chapterName } from '#commands/reading/position.ts';
import { readingId } from '#commands/reading/routes.ts';
import { clipLine } from '#src/kit/show/clip.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { Language } from '#src/language/language.ts';
import type { Page } from '#src/story/page.ts';

/** Chapters, 1-based and inclusive. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Chapters that are shown by name where not all are. */
const NAMED = 13;
/** Stretches on each side of them. */
const STRETCHES = (LIMITS.selectOptions - NAMED) / 2;

/** A choice that shows other chapters, and turns no page: the one that stands in the middle then. */
const AROUND = /^around-(\d{1,9})$/;

/** @returns the chapter that is to stand in the middle of the menu; null where a chapter was chosen. */
export function chosenMiddle(value: string | undefined): number | null {
  const middle = AROUND.exec(value ?? '')?.[1];
  return middle === undefined ? null : Number(middle);
}

/** @param middle - the chapter around which others are shown. */
export function chapterMenu(
  language: Language,
  session: string,
  page: Page,
  middle: number = page.chapter,
): StringSelectMenuBuilder | null {
  const { story, chapter, start } = page;
  const count = story.chapters.length;
  if (count < 2) return null;
  const named = (number: number) =>
    new StringSelectMenuOptionBuilder()
      .setLabel(clipLine(chapterName(language, story, number), LIMITS.selectLabel))
      .setValue(String(number))
      .setDefault(number === chapter);
  const stretch = ({ from, to }: Stretch) =>
    from === to
      ? named(from)
      : new StringSelectMenuOptionBuilder()
          .setLabel(clipLine(language.say('reading.chapters-stretch', { from, to }), LIMITS.selectLabel))
          .setValue(`around-${Math.floor((from + to) / 2)}`);
  const { before, shown, after } = chaptersShown(count, middle);
  const isWhole = before.length === 0 && after.length === 0;
  return new StringSelectMenuBuilder()
    .setCustomId(
      isWhole ? readingId('chapter', { session }) : readingId('chapters', { session, chapter, offset: start }),
    )
    .setPlaceholder(language.say('reading.chapters'))
    .addOptions(...before.map(stretch), ...numbers(shown).map(named), ...after.map(stretch));
}

/** Together they are all chapters from 1 to `count`, each once and in order. */
export function chaptersShown(
  count: number,
  middle: number,
): { readonly before: readonly Stretch[]; readonly shown: Stretch; readonly after: readonly Stretch[] } {
  if (count <= LIMITS.selectOptions) return { before: [], shown: { from: 1, to: count }, after: [] };
  const from = Math.max(1, Math.min(middle - Math.floor(NAMED / 2), count - NAMED + 1));
  const shown = { from, to: from + NAMED - 1 };
  const after = stretches(count - shown.to).map(([near, far]) => ({ from: shown.to + near, to: shown.to + far }));
  const before = stretches(shown.from - 1).map(([near, far]) => ({ from: shown.from - far, to: shown.from - near }));
  return { before: before.toReversed(), shown, after };
}

/** Distances from the chapters that are shown, the nearest stretch first: each longer than the one before by the same factor. */
function stretches(distance: number): readonly (readonly [near: number, far: number])[] {
  let growth = 2;
  while (reach(growth) < distance) growth += 0.25;
  const found: [number, number][] = [];
  for (let near = 1, length = NAMED; near <= distance; length *= growth) {
    const far = Math.min(near + Math.ceil(length) - 1, distance);
    found.push([near, far]);
    near = far + 1;
  }
  return found;
}

/** How far as many stretches as there is room for come. */
function reach(growth: number): number {
  return (NAMED * (growth ** STRETCHES - 1)) / (growth - 1);
}

function numbers({ from, to }: Stretch): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
