/** What is asked of every engine: about stories that are there, the same in every process. */
import type { NewStory } from '#src/catalog/contract.ts';
import { Dice } from '../dice.ts';
import { KINDS, type Kind, type Question, WORD } from './engine.ts';

export interface Questions {
  readonly words: readonly Question[];
  readonly filtered: readonly Question[];
  readonly byDate: readonly Question[];
  /** Each with the same before it was mistyped. */
  readonly typos: readonly { readonly clean: Question; readonly mistyped: Question }[];
  readonly deep: readonly Question[];
  readonly firstPages: readonly Question[];
  readonly beginnings: readonly { readonly kind: Kind; readonly typed: string }[];
  /** A word of the title and one of a tag; the story should be among the ten. */
  readonly known: readonly { readonly question: Question; readonly key: string }[];
}

const DEEP = 10_000;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** @param sources - stories of the catalog, from all over it. */
export function questionsAbout(sources: readonly NewStory[], stories: number): Questions {
  const dice = new Dice(7);
  const english = sources.filter(({ fields }) => fields.language === 'en');
  const words = (text: string) => text.toLowerCase().match(WORD) ?? [];
  const some = ({ fields }: NewStory) => {
    const of = [fields.title, fields.summary ?? '', ...fields.tags.slice(0, 3), ...fields.characters.slice(0, 2)];
    return Array.from({ length: dice.between(1, 3) }, () => dice.pick(words(dice.pick(of.filter(Boolean)))));
  };
  const narrowed = ({ fields }: NewStory) => ({
    ...(dice.roll() < 0.6 && { fandom: fields.fandoms[0] ?? '' }),
    ...(dice.roll() < 0.4 && fields.tags[0] !== undefined && { tag: fields.tags[0] }),
    ...(dice.roll() < 0.5 && fields.rating.rank !== null && fields.rating.rank <= 20 && { isMild: true as const }),
    ...(dice.roll() < 0.5 && fields.status === 'complete' && { isComplete: true as const }),
  });
  const deep: Question[] = english.slice(0, 100).map((_, number) => ({
    ...{ words: [], isByDate: true, offset: Math.min(DEEP, Math.floor(stories / 4)) },
    ...(number % 2 === 0 ? { isComplete: true as const } : { isMild: true as const }),
  }));
  return {
    words: english.map((story) => ({ words: some(story), offset: 0 })),
    filtered: english.map((story) => ({ words: some(story).slice(0, 2), ...narrowed(story), offset: 0 })),
    byDate: sources.map((story) => ({
      ...{ words: [], fandom: story.fields.fandoms[0] ?? '', ...narrowed(story) },
      ...{ isByDate: true, offset: 0 },
    })),
    typos: english.flatMap((story) => {
      const long = words(`${story.fields.title} ${story.fields.summary}`).filter((word) => word.length >= 6);
      if (long.length < 2) return [];
      const [first = '', second = ''] = [dice.pick(long), dice.pick(long)];
      const clean = { words: dice.roll() < 0.5 ? [first] : [first, second], offset: 0 };
      return [
        { clean, mistyped: { ...clean, words: [mistype(dice, first), ...clean.words.slice(1)], isMistyped: true } },
      ];
    }),
    deep,
    firstPages: deep.map((question) => ({ ...question, offset: 0 })),
    beginnings: english.flatMap(({ fields }) => {
      const kind = dice.pick(KINDS);
      const name = { fandom: fields.fandoms, character: fields.characters, tag: fields.tags }[kind][0];
      const word = words(name ?? '')[0];
      return word ? [{ kind, typed: word.slice(0, dice.between(1, 5)) }] : [];
    }),
    known: english.flatMap(({ fields }) => {
      const tag = fields.tags[0];
      if (!tag) return [];
      const asked = [dice.pick(words(fields.title)), dice.pick(words(tag))];
      return [{ question: { words: asked, offset: 0 }, key: fields.sourceUrl ?? '' }];
    }),
  };
}

/** One slip of the finger: a letter too much, too few, another, or two the wrong way round; never the first. */
function mistype(dice: Dice, word: string): string {
  const at = dice.between(1, word.length - 2);
  const letter = LETTERS[dice.between(0, 25)] ?? 'x';
  const [before, after] = [word.slice(0, at), word.slice(at)];
  const slips = [
    before + letter + after,
    before + after.slice(1),
    before + letter + after.slice(1),
    before + after.charAt(1) + after.charAt(0) + after.slice(2),
  ];
  const slip = dice.pick(slips);
  return slip === word ? mistype(dice, word) : slip;
}
