/**
 * Completion inside a query: the name or title that its last words begin, put in their place.
 *
 * Discord shows a choice's name where it was chosen, and sends what stands there once it is typed into again: so each choice is
 * the whole query, under its own name.
 */
import { audienceFor } from '#commands/find-story.ts';
import type { Services } from '#commands/services.ts';
import type { Suggestion, SuggestionKind } from '#src/catalog/contract.ts';
import type { Choice } from '#src/kit/declaration.ts';
import type { Asked } from '#src/kit/request.ts';
import type { Audience } from '#src/story/audience.ts';
import { LIMITS } from '#src/views/limits.ts';

/** Fields whose values are names that stories have, and what suggests them. */
const SUGGESTED: Readonly<Record<string, SuggestionKind>> = {
  title: 'title',
  author: 'author',
  fandom: 'fandom',
  pairing: 'pairing',
  ship: 'pairing',
  character: 'character',
  tag: 'tag',
  genre: 'tag',
  warning: 'tag',
};

/** Titles are looked up one by one. */
const MOST_TITLES = 10;
/** Words that a title is looked for by: the last ones typed. */
const MOST_WORDS = 8;

/** What is being typed at the end of a query. */
interface Ending {
  /** All before it, as it was typed. */
  readonly before: string;
  readonly kind: SuggestionKind;
  /** `fandom:`, also `-fandom:`; '' before plain words, which become a `title:`. */
  readonly prefix: string;
  readonly typed: string;
}

export async function completeQuery(typed: string, request: Asked, services: Services): Promise<readonly Choice[]> {
  const ending = endingOf(typed);
  if (!ending) return [];
  const { before, kind, prefix } = ending;
  const audience = await audienceFor(services, request);
  const limit = kind === 'title' ? MOST_TITLES : LIMITS.choices;
  const found = await services.catalog.suggest(kind, ending.typed, audience, limit);
  const names = kind === 'title' ? await titlesOf(found, audience, services) : found.map(({ value }) => value);
  const choices = [...new Set(names)]
    .filter((name) => !name.includes('"') && name.trim() !== '')
    .map((name) => `${before}${prefix || 'title:'}"${name}"`)
    .filter((query) => query.length <= LIMITS.choiceValue);
  return choices.map((query) => ({ name: query, value: query }));
}

/** A suggestion of a title has the story's id, and its authors in the label. */
async function titlesOf(
  found: readonly Suggestion[],
  { libraries }: Audience,
  { catalog }: Services,
): Promise<string[]> {
  const stories = await Promise.all(found.map(({ value }) => catalog.get(value, libraries)));
  return stories.flatMap((story) => (story ? [story.title] : []));
}

/** Null where no name is being typed: after a finished field, a range, an operator. */
function endingOf(query: string): Ending | null {
  const field = /(?<=^|[\s(])(-?([a-z]+):~?)(?:"([^"]*)|([^\s"()]*))$/i.exec(query);
  if (field) {
    const [whole, prefix = '', name = '', quoted, plain] = field;
    const kind = SUGGESTED[name.toLowerCase()];
    return kind ? { before: query.slice(0, -whole.length), kind, prefix, typed: quoted ?? plain ?? '' } : null;
  }
  const words = plainEnding(query);
  if (words.trim() === '') return null;
  return { before: query.slice(0, query.length - words.length), kind: 'title', prefix: '', typed: words };
}

/** The plain words at the end, with what stands between them. */
function plainEnding(query: string): string {
  const parts = query.split(/(\s+)/);
  let from = parts.length;
  for (let at = parts.length - 1, words = 0; at >= 0 && words < MOST_WORDS; at -= 1) {
    const part = parts[at] ?? '';
    if (part.trim() === '') continue;
    if (/^-|[":()*<>~]|^(?:OR|AND|NOT)$/.test(part)) break;
    words += 1;
    from = at;
  }
  return parts.slice(from).join('');
}
