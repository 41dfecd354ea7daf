/**
 * What is wrong with a query: the query with its bad places marked, and a sentence on each.
 *
 * The marks stand around a place and not under it: on a phone the line wraps, and letters of many scripts are wider than a caret.
 */
import { ComponentType } from 'discord-api-types/v10';
import type { Language } from '#src/language/language.ts';
import type { Mistake } from '#src/query/mistakes.ts';
import { MISTAKE_EXAMPLES } from '#src/query/vocabulary.ts';
import { codePointStart } from '#src/story/characters.ts';
import { clip } from '#src/views/clip.ts';
import { LIMITS } from '#src/views/limits.ts';
import { codeLine } from '#src/views/markdown.ts';
import type { MessageBody } from '#src/views/message.ts';

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
    `${language.say('mistakes.head')} ${codeLine(marked(text, told))}`,
    ...told.map((mistake) => sentence(language, mistake)),
    ...(more > 0 ? [language.say('mistakes.more', { count: more, number: language.number(more) })] : []),
    `-# ${language.say('mistakes.help')}`,
  ].join('\n');
}

/**
 * Above everything in a message of Components V2, in its first text. Where Discord's limit leaves no room for all of it, its last
 * lines go.
 */
export function withNote(body: MessageBody, note: string): MessageBody {
  const [first, ...rest] = body.components ?? [];
  if (first?.type !== ComponentType.TextDisplay) return body;
  const room = LIMITS.componentsText - textLength(body.components) - 2;
  const lines = note.split('\n');
  while (lines.length > 0 && lines.join('\n').length > room) lines.pop();
  if (lines.length === 0) return body;
  return { ...body, components: [{ ...first, content: `${lines.join('\n')}\n\n${first.content}` }, ...rest] };
}

function textLength(components: unknown): number {
  if (Array.isArray(components)) return components.reduce<number>((sum, each) => sum + textLength(each), 0);
  if (typeof components !== 'object' || components === null) return 0;
  const own = 'content' in components && typeof components.content === 'string' ? components.content.length : 0;
  return own + ('components' in components ? textLength(components.components) : 0);
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
  const { field = '', nearest, example = MISTAKE_EXAMPLES[code] } = details;
  const quotes = Object.entries(details).map(([name, value]): [string, string] => [
    name,
    name === 'most' ? language.number(Number(value)) : codeLine(clip(value, LONGEST_QUOTED)),
  ]);
  const said = language.say(`mistakes.${code}`, Object.fromEntries(quotes));
  if (nearest !== undefined) {
    const meant = codeLine(code === 'field-unknown' ? `${nearest}:` : `${field}:${nearest}`);
    return `${said} ${language.say('mistakes.near', { nearest: meant })}`;
  }
  return example === undefined ? said : `${said} ${language.say('mistakes.example', { example: codeLine(example) })}`;
}
