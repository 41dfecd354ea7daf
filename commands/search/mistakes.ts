import { clip } from '#src/kit/show/clip.ts';
import { codeLine } from '#src/kit/show/markdown.ts';
import type { Language } from '#src/language/language.ts';
import type { Mistake } from '#src/query/mistakes.ts';
import { MISTAKE_EXAMPLES } from '#src/query/vocabulary.ts';
import { codePointStart } from '#src/story/characters.ts';

/** Told one by one. */
const MOST_TOLD = 3;
/** UTF-16 units of the query that are shown before, between and after the marks, and of what a mark is around. */
const AROUND = 24;
const LONGEST_MARKED = 40;
/** UTF-16 units: what a sentence repeats of the query. */
const LONGEST_QUOTED = 40;

/** For Markdown, at most 1,200 UTF-16 units; null where nothing is wrong. @param text - as it was typed. */
export function mistakesText(language: Language, text: string, mistakes: readonly Mistake[]): string | null {
  if (mistakes.length === 0) return null;
  const told = mistakes.slice(0, MOST_TOLD);
  const more = mistakes.length - told.length;
  return [
    `${language.say('search.mistakes.head')} ${codeLine(marked(text, told))}`,
    ...told.map((mistake) => sentence(language, mistake)),
    ...(more > 0 ? [language.say('search.mistakes.more', { count: more })] : []),
    `-# ${language.say('search.mistakes.help')}`,
  ].join('\n');
}

function marked(text: string, mistakes: readonly Mistake[]): string {
  let shown = '';
  let end = 0;
  for (const { at, length } of mistakes) {
    // A place within one that is marked already is marked with it.
    if (at < end) continue;
    shown += `${between(text.slice(end, at), end === 0)}\u25b8${clip(text.slice(at, at + length), LONGEST_MARKED)}\u25c2`;
    end = at + length;
  }
  const rest = text.slice(end);
  return shown + (rest.length > AROUND ? `${rest.slice(0, codePointStart(rest, AROUND))}\u2026` : rest);
}

/** What stands before a mark: all of it where it is short. */
function between(text: string, isStart: boolean): string {
  if (text.length <= 2 * AROUND) return text;
  const tail = text.slice(codePointStart(text, text.length - AROUND));
  return `${isStart ? '' : text.slice(0, codePointStart(text, AROUND))}\u2026${tail}`;
}

function sentence(language: Language, { code, details }: Mistake): string {
  const { field = '', nearest, example = MISTAKE_EXAMPLES.get(code) } = details;
  const quotes = Object.entries(details).map(([name, value]): [string, string | number] => [
    name,
    name === 'most' ? Number(value) : codeLine(clip(value, LONGEST_QUOTED)),
  ]);
  const said = language.sayOf(`search.mistakes.${code}`, Object.fromEntries(quotes));
  if (nearest !== undefined) {
    const meant = codeLine(code === 'field-unknown' ? `${nearest}:` : `${field}:${nearest}`);
    return `${said} ${language.say('search.mistakes.near', { nearest: meant })}`;
  }
  return example === undefined
    ? said
    : `${said} ${language.say('search.mistakes.example', { example: codeLine(example) })}`;
}
