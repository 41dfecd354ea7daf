/**
 * `/fic search`: the server's library and the shared one, by words and filters, five results a page.
 */

import { SAVED_SEARCHES } from '#commands/saved-searches/kept.ts';
import { completeFields, completeInFandom } from '#commands/search/completion.ts';
import { mistakesText } from '#commands/search/mistakes.ts';
import { command, type SearchPorts } from '#commands/search/ports.ts';
import { completeQuery } from '#commands/search/query-completion.ts';
import { OFFERED_SORTS } from '#commands/search/refine-view.ts';
import { beginSearch } from '#commands/search/session.ts';
import { type Choice, choice, type OptionSpec, text } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import type { Asked } from '#src/kit/request.ts';
import { notice } from '#src/kit/show/notices.ts';
import { conjuncts, EVERYTHING, type StoryQuery } from '#src/query/ast.ts';
import type { OptionField } from '#src/query/fields.ts';
import { parseQuery, type QueryReading, readPrinted } from '#src/query/language.ts';
import { DROPPED, queryOf } from '#src/query/options.ts';
import { FicError } from '#src/story/errors.ts';
import { fold } from '#src/story/fold.ts';

const NOTHING: StoryQuery = { where: EVERYTHING };
const NOTHING_TYPED: QueryReading = { query: NOTHING, mistakes: [] };
/** Discord's own limit: what is too long for the query language is told by it, and the rest searched. */
const LONGEST_OPTION = 6000;

export const search = command({
  name: 'fic search',
  answer: 'reply-private',
  who: 'everyone',
  options: {
    query: text({ maxLength: LONGEST_OPTION }),
    fandom: text({}),
    pairing: text({}),
    character: text({}),
    tag: text({}),
    without: text({}),
    author: text({}),
    rating: choice(['General', 'Teen', 'Mature', 'Explicit', 'Unrated']),
    status: choice(['complete', 'in-progress', 'abandoned']),
    words: text({ maxLength: 30 }),
    sort: choice(OFFERED_SORTS),
    saved: text({}),
  } satisfies Readonly<Record<OptionField | 'query' | 'without' | 'saved', OptionSpec>>,
  example: { rating: 'General', words: '<5000' },
  complete: {
    query: completeQuery,
    ...completeFields,
    without: completeInFandom(...DROPPED),
    saved: completeSaved,
  },
  async run(request, services) {
    const { query, saved, ...filters } = request.options;
    const kept = saved === undefined ? NOTHING : await savedQuery(request, services, saved);
    const { query: typed, mistakes } = query === undefined ? NOTHING_TYPED : parseQuery(query);
    const sort = typed.sort ?? filters.sort ?? kept.sort;
    const where = [...conjuncts(kept.where), ...conjuncts(typed.where)];
    const asked: StoryQuery = { ...queryOf(filters, where), ...(sort && { sort }) };
    const note = mistakesText(request.language, query ?? '', mistakes);
    // Where nothing was understood, everything there is would be no answer.
    if (note !== null && sort === undefined && conjuncts(asked.where).length === 0) return message(notice(note));
    return message(await beginSearch(request, services, asked, { note }));
  },
});

/** Their own, by name. */
async function completeSaved(typed: string, { who }: Asked, { kept }: SearchPorts): Promise<readonly Choice[]> {
  const saved = await kept(SAVED_SEARCHES).list(who.id);
  return saved.filter(({ name }) => fold(name).includes(fold(typed))).map(({ name }) => ({ name, value: name }));
}

/** @throws FicError `saved-search-unknown`. */
async function savedQuery({ who }: Asked, { kept }: SearchPorts, name: string): Promise<StoryQuery> {
  const saved = await kept(SAVED_SEARCHES).list(who.id);
  const found = saved.find((each) => fold(each.name) === fold(name));
  if (!found) throw new FicError('saved-search-unknown', { name });
  return readPrinted(found.query);
}
