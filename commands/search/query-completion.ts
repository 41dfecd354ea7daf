/**
 * Completion inside a query: the name or title that its last words begin, put in their place.
 *
 * Discord shows a choice's name where it was chosen, and sends what stands there once it is typed into again: so each choice is
 * the whole query, under its own name.
 */
import { audienceFor } from '#commands/blocks/audience.ts';
import type { SearchPorts } from '#commands/search/ports.ts';
import type { Suggestion } from '#src/catalog/contract.ts';
import type { Choice } from '#src/kit/declaration.ts';
import type { Asked } from '#src/kit/request.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import { type SuggestionKind, suggestedBy } from '#src/query/fields.ts';
import { printCondition } from '#src/query/language.ts';
import { fieldOf } from '#src/query/vocabulary.ts';
import type { Audience } from '#src/story/audience.ts';

const MOST_TITLES = 10;
/** Words that a title is looked for by: the last ones typed. */
const MOST_WORDS = 8;

/** What is being typed at the end of a query. */
interface Ending {
  /** All before the name, as it was typed: `rain -fandom:`. */
  readonly before: string;
  readonly kind: SuggestionKind;
  readonly typed: string;
}

export async function completeQuery(typed: string, request: Asked, services: SearchPorts): Promise<readonly Choice[]> {
  const ending = endingOf(typed);
  if (!ending) return [];
  const { before, kind } = ending;
  const audience = await audienceFor(services, request);
  const limit = kind === 'title' ? MOST_TITLES : LIMITS.choices;
  const found = await services.catalog.suggest(kind, ending.typed, audience, limit);
  const names = kind === 'title' ? await titlesOf(found, audience, services) : found.map(({ value }) => value);
  const values = names.map(asValue).filter((value) => value !== '');
  const queries = values.map((value) => `${before}${value}`);
  return [...new Set(queries)]
    .filter((query) => query.length <= LIMITS.choiceValue)
    .map((query) => ({ name: query, value: query }));
}

/** A name as it stands behind `title:`, in quotes where it needs them; '' for one that nobody can see. */
function asValue(name: string): string {
  return printCondition({ kind: 'named', field: 'title', text: name }).slice('title:'.length);
}

/** A suggestion of a title has the story's id, and its authors in the label. */
async function titlesOf(
  found: readonly Suggestion[],
  { libraries }: Audience,
  { catalog }: SearchPorts,
): Promise<string[]> {
  const ids = found.map(({ value }) => value);
  return (await catalog.cards(ids, libraries)).map(({ title }) => title);
}

/** Null where no name is being typed: after a finished field, a range, an operator. */
function endingOf(query: string): Ending | null {
  const field = /(?:^|[\s(])-?([\p{L}_]+):~?(?:"([^"]*)|([^\s"()]*))$/u.exec(query);
  if (field) {
    const [, name = '', quoted, plain = ''] = field;
    const known = fieldOf(name);
    const kind = known && suggestedBy(known.name);
    const typed = quoted ?? plain;
    const length = quoted === undefined ? typed.length : typed.length + 1;
    return kind ? { before: query.slice(0, query.length - length), kind, typed } : null;
  }
  const words = plainEnding(query);
  if (words.trim() === '') return null;
  return { before: `${query.slice(0, query.length - words.length)}title:`, kind: 'title', typed: words };
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
