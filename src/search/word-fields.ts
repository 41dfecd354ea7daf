/**
 * Where in a story a word stands: what a match there is worth depends on it.
 */
import { indexedWords } from '#src/search/words.ts';
import type { StoryFields } from '#src/story/story.ts';

/** `tag`: also genres, warnings, categories and the series. */
export const WORD_FIELDS = ['title', 'pairing', 'author', 'character', 'fandom', 'tag', 'summary'] as const;
export type WordField = (typeof WORD_FIELDS)[number];

/** One bit a field, in their order: a set of fields is a byte. */
export type FieldMask = number;

export function maskOf(...fields: readonly WordField[]): FieldMask {
  return fields.reduce((mask, field) => mask | (1 << WORD_FIELDS.indexOf(field)), 0);
}

export const ANYWHERE = maskOf(...WORD_FIELDS);
export const IN_TITLE = maskOf('title');
/** Whose words are names of somebody: "Rose" there is no flower. */
export const OF_PERSONS = maskOf('pairing', 'author', 'character');

/** The words of one value, such as of one tag: what stands side by side in it is a phrase. */
export interface FieldWords {
  readonly field: WordField;
  /** As `indexedWords` gives them. */
  readonly words: readonly string[];
}

export function fieldWordsOf(fields: StoryFields): FieldWords[] {
  return textsOf(fields).map(([field, text]) => ({ field, words: indexedWords(text) }));
}

/** Every value that free words may find. */
export function textsOf(fields: StoryFields): (readonly [WordField, string])[] {
  const each = (field: WordField, texts: readonly string[]) => texts.map((text) => [field, text] as const);
  return [
    ['title', fields.title],
    ...fields.pairings.flatMap(({ members }) => each('pairing', members)),
    ...each('author', fields.authors),
    ...each('character', fields.characters),
    ...each('fandom', fields.fandoms),
    ...each('tag', fields.genres),
    ...each('tag', fields.warnings),
    ...each('tag', fields.categories),
    ...each('tag', fields.tags),
    ...each('tag', fields.series ? [fields.series.name] : []),
    ...each('summary', fields.summary === null ? [] : [fields.summary]),
  ];
}

/** Side by side in this order; where open, the last word may go on. "Green Knight's" has "green knight". */
export function standsIn(words: readonly string[], phrase: readonly string[], open: boolean): boolean {
  return words.some((_, at) =>
    phrase.every((word, index) => {
      const there = words[at + index];
      if (there === word || (open && index === phrase.length - 1 && there?.startsWith(word))) return true;
      // Of a word with an apostrophe its parts are words, too; "knights" alone has no "knight".
      return there === `${word}s` && words.includes(word);
    }),
  );
}
