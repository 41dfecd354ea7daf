/**
 * Stories, drafts and their authors found by words of their names, as moderators look for them: all the words, the last one by its
 * beginning.
 */
import { allOf, type Condition, type StoryQuery } from '#src/query/ast.ts';
import { askedPhrases, askedWords, hasWords, indexedWords } from '#src/search/words.ts';

/** The same of published stories, which are in the index: in the title or an author's name; the last changed first. */
export function titledQuery(typed: string): StoryQuery {
  const phrases = askedPhrases(typed);
  const conditions = phrases.map((phrase, index): Condition => {
    const text = phrase.join('');
    const beginning = index === phrases.length - 1 ? ({ beginning: true } as const) : {};
    return {
      kind: 'any',
      of: (['title', 'author'] as const).map((field): Condition => ({ kind: 'named', field, text, ...beginning })),
    };
  });
  return { where: allOf(conditions), sort: 'updated' };
}

/** Whether a name has the typed words; where nothing can be looked for, each has. */
export function hasTyped(typed: string, name: string): boolean {
  const asked = askedWords(typed);
  const last = asked.at(-1);
  const words = indexedWords(name);
  return hasWords(words, asked.slice(0, -1)) && (last === undefined || words.some((word) => word.startsWith(last)));
}
