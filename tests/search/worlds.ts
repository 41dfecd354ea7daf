/**
 * Small worlds to ask an index about: few words and names, so that they meet; several libraries, ratings, aliases, edits, removals.
 */
import fc from 'fast-check';
import type { Alias, AliasBook, AliasesOf } from '#src/query/aliases.ts';
import { type Condition, SORTS, type StoryQuery } from '#src/query/ast.ts';
import { BLOCKABLE, MEASURES, NAMED_FIELDS, SUGGESTION_KINDS, type SuggestionKind } from '#src/query/fields.ts';
import type { IndexedStory, StoryIndex, Stretch, Surroundings } from '#src/search/contract.ts';
import { Phrases } from '#src/search/phrases.ts';
import { type FieldWords, fieldWordsOf } from '#src/search/word-fields.ts';
import { askedWords, hasWords, indexedWords } from '#src/search/words.ts';
import type { Audience } from '#src/story/audience.ts';
import { fold } from '#src/story/fold.ts';
import { type LibraryId, SHARED_LIBRARY, type Status, type StoryFields } from '#src/story/story.ts';
import { EXPLICIT, GENERAL, MATURE, NOTHING_SAID, TEEN, UNRATED } from '#tests/catalog/stories.ts';

const LIBRARIES: readonly LibraryId[] = [SHARED_LIBRARY, '111', '222'];
const STORIES = 24;
const NOW = 1_700_000_000_000;
const DAY = 86_400_000;

const WORDS = [
  ...[
    'night',
    'nights',
    'lamp',
    'lamps',
    'rose',
    'roses',
    'holmes',
    'red',
    'door',
    'doors',
    'the',
    'lighthouse',
    'angst',
  ],
  ...['摩斯', '福尔摩斯', "o'brien", 'Éowyn', 'watson', 'walked', 'walking'],
];
const CHARACTERS = ['Eowyn', 'John Watson', 'Mycroft Holmes', 'Rose Tyler', 'Sherlock Holmes', '福尔摩斯'];
const NAMES = {
  author: ['Ann Lee', 'Rose', 'Quill', 'Lamplight', 'Red Quill'],
  fandom: ['Sherlock', 'Sherlock Holmes', 'Doctor Who', 'The Lighthouse'],
  tag: ['Angst', 'Heavy Angst', 'Slow Burn', 'Red Door', 'Night Walks', 'Lighthouses'],
  genre: ['Angst', 'Drama', 'Hurt/Comfort'],
  warning: ['Violence', 'Major Character Death'],
  category: ['Gen', 'M/M'],
  series: ['The Red Night', 'Night Doors', 'Lamps'],
};

/** Words with a slip, beginnings, what nobody wrote, and signs alone. */
const TYPED = [
  ...WORDS,
  ...Object.values(NAMES).flat(),
  ...CHARACTERS,
  ...[
    'ligthouse',
    'lighthose',
    'nigth',
    'sherlok',
    'watsn',
    'rsoe',
    'holmse',
    'angts',
    'quil',
    'heavy agnst',
    'sherlok holmes',
  ],
  ...[
    'n',
    'ni',
    'li',
    'sh',
    'the li',
    'red d',
    'holmes red',
    'Night Red',
    'zebra',
    '!!!',
    '',
    'johnlock',
    'sherl',
    'walks',
  ],
  ...['Watson/Holmes', 'holmes x watson', 'Watson & Holmes', 'Holmes/Holmes', 'Sherlock/', 'Rose/Ewoyn', 'night/door'],
  ...['"', 'tardis', 'feels', 'red night', 'night doors', 'burn slow', '斯摩', '尔摩', '福'],
];

const ALIASES: Readonly<Record<LibraryId, readonly Alias[]>> = {
  [SHARED_LIBRARY]: [
    { kind: 'pairing', alias: 'Johnlock', standsFor: 'John Watson/Sherlock Holmes' },
    { kind: 'fandom', alias: 'TARDIS', standsFor: 'Doctor Who' },
  ],
  '111': [
    { kind: 'tag', alias: 'Feels', standsFor: 'Angst' },
    { kind: 'character', alias: 'Sherl', standsFor: 'Sherlock Holmes' },
  ],
  '222': [{ kind: 'tag', alias: 'Lamps', standsFor: 'Red Door' }],
};

function bookOf(library: LibraryId): AliasBook {
  const aliases = ALIASES[library] ?? [];
  return {
    meant: (kind, typed) =>
      aliases
        .filter((each) => each.kind === kind && fold(each.alias) === fold(typed))
        .map(({ standsFor }) => standsFor),
    named: (words) => aliases.filter(({ alias }) => fold(alias) === fold(words)),
    beginning: (kind, typed, limit) =>
      aliases.filter((each) => each.kind === kind && fold(each.alias).startsWith(fold(typed))).slice(0, limit),
  };
}

const aliasesOf: AliasesOf = bookOf;

/** What happens to a story: it comes, comes again otherwise, or goes. */
export type Change = { readonly story: IndexedStory } | { readonly gone: number };

export interface World {
  readonly changes: readonly Change[];
}

const some = (values: readonly string[], most: number) =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: most });
const text = (most: number) => fc.array(fc.constantFrom(...WORDS), { maxLength: most }).map((words) => words.join(' '));
const number = fc.integer({ min: 1, max: STORIES });

const fields = fc.record({
  title: text(4),
  authors: some(NAMES.author, 2),
  fandoms: some(NAMES.fandom, 2),
  pairings: fc.array(
    fc.record({
      raw: fc.constant(''),
      // In one order, since a name is shown as it was written first.
      members: fc.uniqueArray(fc.constantFrom(...CHARACTERS), { minLength: 1, maxLength: 3 }).map((all) => all.sort()),
      kind: fc.constantFrom('romantic', 'platonic', 'unsure'),
    }),
    { maxLength: 2 },
  ),
  characters: some(CHARACTERS, 2),
  tags: some(NAMES.tag, 3),
  genres: some(NAMES.genre, 2),
  warnings: some(NAMES.warning, 1),
  categories: some(NAMES.category, 1),
  series: fc.option(fc.record({ name: fc.constantFrom(...NAMES.series), part: fc.constant(null) })),
  summary: fc.option(text(8)),
  rating: fc.constantFrom(GENERAL, TEEN, MATURE, EXPLICIT, UNRATED),
  status: fc.constantFrom<Status>('complete', 'in-progress', 'abandoned', 'unknown'),
  language: fc.constantFrom(null, 'en', 'en-GB', 'de', 'EN-us'),
  postedAt: fc.option(fc.integer({ min: NOW - 1000 * DAY, max: NOW })),
});

const coming = fc.record({
  number,
  fields,
  words: fc.constantFrom(0, 999, 1000, 5000, 20_000, 60_000),
  chapters: fc.integer({ min: 1, max: 3 }),
  kudos: fc.constantFrom(0, 0, 0, 10, 5000),
  publishedAt: fc.integer({ min: NOW - 500 * DAY, max: NOW - 400 * DAY }),
  updatedAt: fc.integer({ min: NOW - 400 * DAY, max: NOW }),
});

export const aWorld: fc.Arbitrary<World> = fc
  .array(fc.oneof({ weight: 5, arbitrary: coming }, { weight: 1, arbitrary: number }), { minLength: 5, maxLength: 60 })
  .map((events) => ({
    changes: events.map((event, at): Change => {
      if (typeof event === 'number') return { gone: event };
      const { number } = event;
      const library = libraryOf(number);
      return {
        story: { ...event, fields: { ...NOTHING_SAID, ...event.fields }, id: `id${number}`, library, position: at },
      };
    }),
  }));

/** A shared story of which only this is said. */
export function aStory(number: number, said: Partial<StoryFields>): IndexedStory {
  return {
    number,
    id: `id${number}`,
    library: SHARED_LIBRARY,
    position: number,
    fields: { ...NOTHING_SAID, ...said },
    words: 1000,
    chapters: 1,
    kudos: 0,
    publishedAt: NOW,
    updatedAt: NOW,
  };
}

function libraryOf(number: number): LibraryId {
  return LIBRARIES[number % LIBRARIES.length] ?? SHARED_LIBRARY;
}

export function fill(index: StoryIndex, { changes }: World): void {
  for (const change of changes) {
    if ('story' in change) index.put(change.story);
    else index.remove(libraryOf(change.gone), change.gone);
  }
}

/** What a question turns on, and what stories say of themselves, for whoever looks at them. */
export interface WorldAround extends Surroundings {
  readonly valuesOf: (number: number) => readonly FieldWords[];
}

/** Of a world as it is in the end. */
export function surroundingsOf({ changes }: World): WorldAround {
  const stories = new Map<number, IndexedStory>();
  for (const change of changes) {
    if ('story' in change) stories.set(change.story.number, change.story);
    else stories.delete(change.gone);
  }
  return {
    now: NOW,
    aliasesOf,
    withText: (text) =>
      [...stories.values()]
        .filter(({ fields }) => {
          const asked = askedWords(text);
          return asked.length > 0 && hasWords(indexedWords(fields.summary ?? ''), asked);
        })
        .map((story) => story.number),
    valuesOf: (number) => {
      const story = stories.get(number);
      return story ? fieldWordsOf(story.fields) : [];
    },
    phrases: new Phrases(),
    deadline: Number.POSITIVE_INFINITY,
  };
}

const typed = fc.constantFrom(...TYPED);
const bound = fc.option(
  fc.oneof(
    fc.record({ day: fc.constantFrom('2023-01-01', '2023-06-15', '2023-11-14') }),
    fc.record({ ago: fc.integer({ min: 1, max: 400 }), unit: fc.constantFrom('hour', 'day', 'week', 'month', 'year') }),
  ),
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('words' as const),
        text: typed,
        as: fc.constantFrom('word', 'word', 'word', 'phrase', 'beginning'),
      }),
    },
    {
      weight: 4,
      arbitrary: fc
        .record({
          kind: fc.constant('named' as const),
          field: fc.constantFrom(...NAMED_FIELDS),
          text: typed,
          beginning: fc.constantFrom(undefined, undefined, true),
          larger: fc.constantFrom(undefined, true),
        })
        .map(({ beginning, larger, ...named }) => ({
          ...named,
          ...(beginning && { beginning }),
          ...(larger && { larger }),
        })),
    },
    {
      weight: 2,
      arbitrary: fc.oneof(
        fc.record({
          kind: fc.constant('rating' as const),
          from: fc.constantFrom('General', 'Teen', 'Unrated'),
          to: fc.constantFrom('Teen', 'Explicit', 'Unrated'),
        }),
        fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom<Status>('complete', 'in-progress') }),
        fc.record({ kind: fc.constant('language' as const), language: fc.constantFrom('en', 'de', 'en-gb', 'fr') }),
        fc.record({
          kind: fc.constant('number' as const),
          field: fc.constantFrom(...MEASURES),
          min: fc.constantFrom(null, 1, 2, 1000),
          max: fc.constantFrom(null, 1, 5000),
        }),
        fc.record({
          kind: fc.constant('date' as const),
          field: fc.constantFrom('updated', 'posted'),
          from: bound,
          to: bound,
        }),
        fc.record({ kind: fc.constant('is' as const), what: fc.constantFrom('oneshot', 'crossover') }),
        fc.record({ kind: fc.constant('text' as const), text: typed }),
      ),
    },
    { weight: 3, arbitrary: fc.array(tie('condition'), { maxLength: 3 }).map((of) => ({ kind: 'all' as const, of })) },
    {
      weight: 2,
      arbitrary: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }).map((of) => ({ kind: 'any' as const, of })),
    },
    { weight: 2, arbitrary: tie('condition').map((of) => ({ kind: 'not' as const, of })) },
  ) as fc.Arbitrary<Condition>,
}));

const query: fc.Arbitrary<StoryQuery> = fc
  .record({ where: condition, sort: fc.constantFrom(undefined, undefined, ...SORTS) })
  .map(({ where, sort }) => ({ where, ...(sort && { sort }) }));

const audience: fc.Arbitrary<Audience> = fc.record({
  libraries: fc.constantFrom([SHARED_LIBRARY], ['111', SHARED_LIBRARY], ['222', SHARED_LIBRARY], ['222'], ['333']),
  maxRank: fc.constantFrom(19, 29, 100),
  blocked: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(fc.record({ kind: fc.constantFrom(...BLOCKABLE), name: typed }), { maxLength: 2 }),
    },
  ),
});

export interface Question {
  readonly query: StoryQuery;
  readonly audience: Audience;
  readonly stretch: Stretch;
  readonly kind: SuggestionKind;
  readonly typed: string;
  readonly limit: number;
  readonly fandom: string | undefined;
}

export const aQuestion: fc.Arbitrary<Question> = fc.record({
  query,
  audience,
  stretch: fc.record({ offset: fc.constantFrom(0, 0, 2, 50), limit: fc.constantFrom(1, 3, 100) }),
  kind: fc.constantFrom(...SUGGESTION_KINDS),
  typed,
  limit: fc.constantFrom(1, 2, 25),
  fandom: fc.constantFrom(undefined, undefined, 'Sherlock', 'doctor', 'zebra'),
});

/** Asks until no story is missing whose words have to be known. */
export function told<Answer>({ phrases, valuesOf }: WorldAround, ask: () => Answer | null): Answer {
  for (;;) {
    const answer = ask();
    if (answer !== null) return answer;
    for (const story of [...phrases.missing]) phrases.tell(story, valuesOf(story));
  }
}

/** Everything that an index says to a question. */
export function answersOf(index: StoryIndex, world: WorldAround, question: Question): unknown {
  const { query, audience, stretch, kind, typed, limit, fandom } = question;
  const around = { ...world, phrases: new Phrases() };
  return {
    found: told(around, () => index.search(query, audience, stretch, around)),
    count: told(around, () => index.count(query, audience, around)),
    facets: told(around, () => index.facets(query, audience, around)),
    suggestions: index.suggest(kind, typed, audience, limit, around, fandom),
  };
}
