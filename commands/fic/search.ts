/**
 * `/fic search`: the server's library and the shared one, by words and filters, five results a page.
 */
import { completeFrom } from '#commands/completion.ts';
import { beginSearch } from '#commands/search-session.ts';
import { command } from '#commands/services.ts';
import { choice, text } from '#src/kit/declaration.ts';
import { message } from '#src/kit/reply.ts';
import { conjuncts, EVERYTHING, type Sort, type StoryQuery } from '#src/query/ast.ts';
import { parseQuery } from '#src/query/language.ts';
import { queryOf } from '#src/query/options.ts';
import { parseRange } from '#src/query/range.ts';

/** Kudos are for the query's own `sort:` until there are some. */
const OFFERED_SORTS = ['best', 'updated', 'published', 'words', 'title', 'author'] as const satisfies readonly Sort[];

export const search = command({
  name: 'fic search',
  answer: 'reply-private',
  who: 'everyone',
  options: {
    query: text({ maxLength: 200 }),
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
    const typed = query === undefined ? { where: EVERYTHING } : parseQuery(query).query;
    const options = { ...given(filters), ...(words === undefined ? {} : { words: parseRange(words) }) };
    const sort = typed.sort ?? options.sort;
    const asked: StoryQuery = { ...queryOf(options, conjuncts(typed.where)), ...(sort && { sort }) };
    return message(await beginSearch(request, services, asked));
  },
});

/** Only what was filled in: an absent filter and an empty one are not the same. */
function given<Options extends object>(options: Options): { [Name in keyof Options]?: NonNullable<Options[Name]> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Options]?: NonNullable<Options[Name]>;
  };
}
