/**
 * `/fic search`: the server's library and the shared one, by words and filters, five results a page.
 */
import { completeFrom } from '#commands/completion.ts';
import { beginSearch } from '#commands/search-session.ts';
import { command } from '#commands/services.ts';
import { choice, text } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import { conjuncts, EVERYTHING, type Sort, type StoryQuery } from '#src/query/ast.ts';
import { parseQuery, type QueryReading } from '#src/query/language.ts';
import { queryOf } from '#src/query/options.ts';
import { parseRange } from '#src/query/range.ts';
import { mistakesText } from '#src/views/mistakes.ts';
import { notice } from '#src/views/notices.ts';

const NOTHING_TYPED: QueryReading = { query: { where: EVERYTHING }, mistakes: [] };
/** Discord's own limit: what is too long for the query language is told by it, and the rest searched. */
const LONGEST_OPTION = 6000;
/** Kudos are for the query's own `sort:` until there are some. */
const OFFERED_SORTS = ['best', 'updated', 'published', 'words', 'title', 'author'] as const satisfies readonly Sort[];

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
    rating: choice(['General', 'Teen', 'Mature', 'Explicit', 'Unrated']),
    status: choice(['complete', 'in-progress', 'abandoned']),
    words: text({ maxLength: 30 }),
    sort: choice(OFFERED_SORTS),
  },
  example: { rating: 'General', words: '<5000' },
  complete: {
    fandom: completeFrom('fandom'),
    pairing: completeFrom('pairing'),
    character: completeFrom('character'),
    tag: completeFrom('tag'),
    without: completeFrom('tag'),
  },
  async run(request, services) {
    const { query, words, ...filters } = request.options;
    const reading = query === undefined ? NOTHING_TYPED : parseQuery(query);
    const typed = reading.query;
    const options = { ...given(filters), ...(words === undefined ? {} : { words: parseRange(words) }) };
    const sort = typed.sort ?? options.sort;
    const asked: StoryQuery = { ...queryOf(options, conjuncts(typed.where)), ...(sort && { sort }) };
    const note = mistakesText(request.language, query ?? '', reading.mistakes);
    // Where nothing was understood, everything there is would be no answer.
    if (note !== null && sort === undefined && conjuncts(asked.where).length === 0) return message(notice(note));
    return message(await beginSearch(request, services, asked, { note }));
  },
});

/** Only what was filled in: an absent filter and an empty one are not the same. */
function given<Options extends object>(options: Options): { [Name in keyof Options]?: NonNullable<Options[Name]> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Options]?: NonNullable<Options[Name]>;
  };
}
