/**
 * Everything that the bot says on Discord, said once in a language: each view with what it can have in it, about a story whose own
 * words are Greek.
 */
import { addModal, evidenceModal, fillModal } from '#commands/adding/modals.ts';
import { draftView, publishedView } from '#commands/adding/view.ts';
import { aliasesView } from '#commands/aliases/view.ts';
import { blocksView } from '#commands/blocks/view.ts';
import { candidatesView } from '#commands/card/candidates.ts';
import { card, privateCard } from '#commands/card/view.ts';
import { careCard } from '#commands/care/view.ts';
import { editModal } from '#commands/editing/modal.ts';
import { clashText, editView, savedText, unsavedView } from '#commands/editing/view.ts';
import { searchHelpView } from '#commands/help/search-view.ts';
import { HELP_PARTS, helpView } from '#commands/help/view.ts';
import { logMessage } from '#commands/history/log-view.ts';
import { historyView, libraryLogView, revisionView } from '#commands/history/view.ts';
import { libraryListView } from '#commands/listing/view.ts';
import { exportView, forgetSureView, forgottenView, privacyView } from '#commands/privacy/view.ts';
import { firstReadingView, linkOnlyView, threadReadyView, withWhy } from '#commands/reading/notices.ts';
import { PAGE_SIZES, type PageSize } from '#commands/reading/page-sizes.ts';
import { notesView, pageView } from '#commands/reading/view.ts';
import { outcomeView, reportKeptView, reportSentView } from '#commands/reports/answers-view.ts';
import { reportsView } from '#commands/reports/list-view.ts';
import { lookView } from '#commands/reports/look-view.ts';
import { endReportModal, reportModal } from '#commands/reports/modals.ts';
import { reportPost, settledPost } from '#commands/reports/post-view.ts';
import { saveSearchModal, searchesView } from '#commands/saved-searches/view.ts';
import { mistakesText } from '#commands/search/mistakes.ts';
import { nothingFoundView } from '#commands/search/nothing-found.ts';
import { pageModal } from '#commands/search/page-modal.ts';
import { refineView } from '#commands/search/refine-view.ts';
import { resultsView, searchOverView } from '#commands/search/view.ts';
import { settingsView, troubleText } from '#commands/settings/view.ts';
import { shelfView } from '#commands/shelf/view.ts';
import { takedownLine } from '#commands/takedown/line.ts';
import { takedownQuestion, takedownView } from '#commands/takedown/view.ts';
import { welcomeView } from '#commands/welcome/view.ts';
import { type Facets, LIBRARY_STATES, type PastRevision, type RevisionKind } from '#src/catalog/contract.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { apology, notice } from '#src/kit/show/notices.ts';
import { FALLBACK, readLanguages } from '#src/language/files.ts';
import type { Language } from '#src/language/language.ts';
import type { LogAction } from '#src/moderation/library-log.ts';
import { REPORT_REASONS } from '#src/moderation/reports.ts';
import { DEFAULT_SETTINGS, READING_WAYS } from '#src/moderation/settings.ts';
import { EDIT_GROUPS, type EditGroup, headerOf } from '#src/publishing/header-edit.ts';
import type { Condition, StoryQuery } from '#src/query/ast.ts';
import { FACETS, LENGTHS } from '#src/query/facets.ts';
import { MISTAKE_CODES } from '#src/query/mistakes.ts';
import { RATING_FLOORS } from '#src/story/audience.ts';
import { PERMISSION_BASES, type Story } from '#src/story/story.ts';
import { paragraphs } from '#tests/story/arbitrary-prose.ts';
import { found } from '#tests/views/found.ts';
import { aStoryOf } from '#tests/views/hostile-story.ts';
import { pagesOf } from '#tests/views/pages-of.ts';

const ID = '12345678901234567890';
const AT = 1_700_000_000_000;
const SESSION = 'k3f9x_-Zq';
const WORD = 'Λόγος';
/** The codes that have a sentence below a key. */
export function codesBelow(path: string): string[] {
  const keys = [...(readLanguages().get(FALLBACK)?.keys() ?? [])];
  return keys.filter((key) => key.startsWith(`${path}.`)).map((key) => key.slice(path.length + 1));
}

const NAMES = {
  title: WORD,
  alias: WORD,
  standsFor: WORD,
  before: WORD,
  after: WORD,
  fields: codesBelow('history.fields').join(', '),
};

const GREEK: Story = aStoryOf({
  ...{ title: WORD, authors: [WORD, WORD], fandoms: [WORD], characters: [WORD], tags: [WORD], genres: [WORD] },
  ...{ warnings: [WORD], summary: WORD, notes: WORD, disclaimer: WORD, series: { name: WORD, part: 2 } },
  ...{ pairings: [{ raw: WORD, members: [WORD, WORD], kind: 'romantic' }], part: { number: 2, total: 3 } },
  ...{ sourceUrl: 'https://archive.example/1', chaptersTotal: 4, language: 'el', status: 'in-progress' },
  rating: { raw: '', rank: 20, band: 'Teen', ambiguous: false },
  permission: { basis: 'public-domain', evidence: WORD, by: ID, at: AT },
  ...{ library: '1', publishedAt: AT, updatedAt: AT, revision: 9 },
  chapters: [
    { title: WORD, words: 9_000, length: 60_000 },
    { title: null, words: 9_000, length: 60_000 },
  ],
});
const BARE: Story = {
  ...aStoryOf({ id: 'bare', authors: [], fandoms: [], status: 'complete' }),
  ...{ title: '', rating: { ...GREEK.rating, band: 'Unrated' }, library: 'shared', part: { number: 1, total: null } },
  permission: { basis: 'none', evidence: '', by: 'operator', at: AT },
};

/** What only one person is told, or all in a channel, feature by feature. */
export function everything(language: Language, one: Story = GREEK): MessageBody[] {
  return [
    ...searching(language, one),
    ...cards(language, one),
    ...reading(language, one),
    ...caring(language, one),
    ...reporting(language, one),
    ...aroundLibraries(language, one),
    ...aroundPersons(language),
  ];
}

/** The forms. */
export function forms(language: Language, one: Story = GREEK): unknown[] {
  return [
    ...[addModal(language), evidenceModal(language, SESSION), fillModal(language, SESSION)],
    ...(Object.keys(EDIT_GROUPS) as EditGroup[]).map((group) => editModal(language, one, group)),
    editModal(language, { ...one, summary: WORD.repeat(2_000) }, 'words'),
    ...[reportModal(language, SESSION, null), reportModal(language, SESSION, { chapter: 1, offset: 1 })],
    ...[endReportModal(language, SESSION, 'post'), pageModal(language, SESSION, 9)],
    saveSearchModal(language, SESSION, WORD),
  ];
}

const named = (field: 'title' | 'author' | 'series' | 'warning' | 'tag' | 'pairing'): Condition => ({
  kind: 'named',
  field,
  text: field === 'pairing' ? `${WORD}/${WORD}` : WORD,
});

/** Every kind of condition, in every form that it is said in. */
const CONDITIONS: readonly Condition[] = [
  ...(['word', 'phrase', 'beginning'] as const).map((as): Condition => ({ kind: 'words', text: WORD, as })),
  { kind: 'text', text: WORD },
  ...(['title', 'author', 'series', 'warning', 'tag'] as const).map(named),
  { ...named('pairing'), larger: true } as Condition,
  ...(
    [
      ['Unrated', 'Unrated'],
      ['Teen', 'Teen'],
      ['General', 'Teen'],
      ['Teen', 'Explicit'],
      ['Teen', 'Mature'],
    ] as const
  ).map(([from, to]): Condition => ({ kind: 'rating', from, to })),
  ...(['unknown', 'complete', 'abandoned'] as const).map((status): Condition => ({ kind: 'status', status })),
  { kind: 'language', language: 'el' },
  ...(['words', 'chapters', 'kudos'] as const).flatMap((field) =>
    (
      [
        [null, 9],
        [9, null],
        [9, 9],
        [1, 9],
      ] as const
    ).map(([min, max]): Condition => ({ kind: 'number', field, min, max })),
  ),
  ...(['updated', 'posted'] as const).flatMap((field) => {
    const [day, ago] = [{ day: '2024-02-29' }, { ago: 2, unit: 'week' as const }];
    const bounds = [
      [day, day],
      [ago, ago],
      [day, ago],
      [day, null],
      [ago, null],
      [null, day],
      [null, ago],
      [null, null],
    ];
    return bounds.map(([from = null, to = null]): Condition => ({ kind: 'date', field, from, to }));
  }),
  ...(['oneshot', 'crossover'] as const).map((what): Condition => ({ kind: 'is', what })),
];

function searching(language: Language, one: Story): MessageBody[] {
  const asking = (...of: Condition[]): StoryQuery => ({ where: { kind: 'all', of } });
  const each = [...CONDITIONS, ...CONDITIONS.map((of): Condition => ({ kind: 'not', of }))];
  const any: Condition = { kind: 'any', of: [named('tag'), named('author')] };
  const rated: Condition = { kind: 'rating', from: 'Teen', to: 'Teen' };
  const groups = [
    any,
    { kind: 'not', of: any } as const,
    { kind: 'not', of: { kind: 'any', of: [rated, any] } } as const,
  ];
  const word: Condition = { kind: 'words', text: WORD, as: 'word' };
  const corrections = [{ typed: WORD, searched: [WORD] }];
  const passage = { chapter: 1, offset: 9, excerpt: WORD, match: [0, 2] as const, spoiler: false };
  const hidden = [...(['rating', 'blocked'] as const)].map((reason) => ({ reason, count: 2 }));
  const full = found({
    total: 12,
    hits: [one],
    corrections,
    otherKind: 2,
    hidden,
    passages: { [one.id]: passage },
  });
  const page = { session: SESSION, page: 1, floor: 'mature', note: '' } as const;
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, [{ value: WORD, count: 1 }]])) as unknown as Facets;
  const known: Facets = {
    ...facets,
    ...{ rating: [{ value: 'Teen', count: 1 }], status: [{ value: 'complete', count: 1 }] },
    ...{ language: [{ value: 'el', count: 1 }], length: LENGTHS.map(({ name }) => ({ value: name, count: 1 })) },
  };
  const menu = { session: SESSION, page: 0, query: asking(named('tag')), total: 3 };
  const nothing = (parts: Parameters<typeof found>[0], ...of: Condition[]) =>
    nothingFoundView(language, {
      session: SESSION,
      floor: 'teen',
      result: found(parts),
      query: asking(...of),
      offers: [],
    });
  const mistakes = MISTAKE_CODES.map((code) => {
    const details = { field: WORD, value: WORD, operator: WORD, most: '9', nearest: WORD };
    return mistakesText(language, WORD, [{ code, at: 0, length: 1, details }]) ?? '';
  });
  const many = MISTAKE_CODES.slice(0, 5).map((code) => ({ code, at: 0, length: 1, details: { most: '9' } }));
  return [
    ...[...each, ...groups].map((condition) =>
      resultsView(language, { ...page, result: full, query: asking(condition) }),
    ),
    ...(['romantic', 'platonic'] as const).map((kind) =>
      resultsView(language, {
        ...{ ...page, result: full, last: { asked: WORD, page: kind === 'romantic' ? 0 : 2 } },
        query: asking(
          kind === 'romantic' ? named('pairing') : ({ ...named('pairing'), text: `${WORD} & ${WORD}` } as Condition),
          word,
        ),
      }),
    ),
    resultsView(language, {
      ...page,
      result: { ...full, unfinished: true },
      query: asking(
        ...Array(12)
          .fill(0)
          .map((_, at) => ({ ...named('tag'), text: `${WORD} ${at}` }) as Condition),
      ),
    }),
    ...RATING_FLOORS.map((floor) => resultsView(language, { ...page, floor, result: full, query: asking(word) })),
    ...(['only', 'without'] as const).map((mode) => refineView(language, { ...menu, mode, facets: known })),
    refineView(language, { ...menu, mode: 'only', total: 1, query: asking(), facets: known }),
    refineView(language, { ...menu, mode: 'without', total: 1, facets: known }),
    ...[
      nothing({}),
      nothing({ hidden }),
      nothing({}, word),
      nothing({ hidden }, word),
      nothing({ unfinished: true }, word),
    ],
    ...(['romantic', 'platonic'] as const).map((kind) =>
      nothing(
        { otherKind: 2 },
        kind === 'romantic' ? named('pairing') : ({ ...named('pairing'), text: `${WORD} & ${WORD}` } as Condition),
      ),
    ),
    nothingFoundView(language, {
      ...{ session: SESSION, floor: 'mature', result: found({ corrections }), query: asking(word, named('tag')) },
      offers: [
        { without: named('tag'), count: 2 },
        { without: 'words', count: 2 },
      ],
    }),
    searchOverView(language, SESSION),
    ...[...mistakes, mistakesText(language, WORD, many) ?? ''].map((text) => notice(text)),
    searchesView(language, { last: { asked: WORD, page: 2 }, saved: [{ id: 's', name: WORD, asked: '' }] }),
    searchesView(language, { last: { asked: WORD, page: 0 }, saved: [] }),
  ];
}

function cards(language: Language, one: Story): MessageBody[] {
  return [
    ...[one, BARE, { ...BARE, sourceUrl: one.sourceUrl }].map((story) => card(language, story)),
    ...[
      { ...one, chaptersTotal: null },
      { ...one, words: 90 },
    ].map((story) => card(language, story)),
    privateCard(language, one, true),
    candidatesView(language, 'show', [one, BARE]),
    ...[shelfView(language, [one, BARE], 0, 2), shelfView(language, [], 0, 1)],
    shelfView(
      language,
      Array.from({ length: 30 }, (_, at) => ({ ...one, id: `s${at}` })),
      0,
      0,
    ),
  ];
}

function reading(language: Language, one: Story): MessageBody[] {
  const texts = paragraphs(WORD.repeat(2_000));
  const pages = [one, { ...BARE, notes: WORD.repeat(500) }].flatMap((story) =>
    pagesOf(story, texts, 'short').slice(0, 2),
  );
  const last = pagesOf(BARE, paragraphs(WORD), 'short');
  const shown = (Object.keys(PAGE_SIZES) as PageSize[]).flatMap((size) =>
    [...pages, ...last].map((page) =>
      pageView(language, SESSION, { ...page, minutesLeft: size === 'long' ? 9 : 900 }, size),
    ),
  );
  const about = pages.map((page) => pageView(language, SESSION, { ...page, approximate: true }, 'short'));
  const whys = (
    [
      'direct',
      'no-threads-here',
      'thread-not-allowed',
      'thread-cap',
      'thread-locked',
      'server-private',
      'preferred',
    ] as const
  ).map((why) => withWhy(language, why, one, shown[0] ?? {}));
  return [
    ...[...shown, ...about, ...whys],
    ...[firstReadingView(language, one, null), linkOnlyView(language, one), linkOnlyView(language, BARE)],
    ...[notesView(language, one), notesView(language, BARE)],
    threadReadyView(language, ID, 'https://discord.com/channels/1/2/3', null),
    ...(['too-mature', 'unseen'] as const).map((reason) =>
      threadReadyView(language, ID, 'https://discord.com/channels/1/2/3', { reason, channel: ID }),
    ),
  ];
}

const KINDS: readonly RevisionKind[] = [
  ...(['published', 'revised', 'edited', 'withdrawn', 'restored', 'taken-down', 'takedown-undone'] as const),
];
const DOERS = [ID, 'operator', 'forgotten'];

function caring(language: Language, one: Story): MessageBody[] {
  const past = KINDS.map((kind, at): PastRevision => {
    const story = at % 2 === 0 ? one : { ...BARE, summary: WORD };
    const fields = { ...headerOf(story), words: 100 * at, chapters: 1 };
    return { revision: 9 - at, kind, by: DOERS[at % 3] ?? ID, at: AT, ...fields };
  });
  const difference = { before: headerOf(BARE), after: headerOf(one) };
  const draft = { id: SESSION, fields: one, findings: [], chapters: 3, words: 90, answers: {}, takenDown: false };
  const finding = { severity: 'error', code: 'label-unknown', field: null, line: 3, details: { label: WORD } } as const;
  const listed = { session: SESSION, page: 0, words: WORD, total: 30, counts: COUNTS };
  const drafts = DOERS.map((by, at) => {
    const title = at === 0 ? WORD : null;
    return { id: `d${at}`, by, title, fileName: null, savedAt: AT, expiresAt: AT };
  });
  return [
    ...past.flatMap((changed) =>
      (['published', 'withdrawn', 'taken-down'] as const).map((state) =>
        careCard(language, {
          ...{
            story: { ...(state === 'published' ? one : BARE), state },
            own: state !== 'withdrawn',
            openReports: 2,
          },
          ...{ added: past[0], changed, mayShow: state !== 'published' },
        }),
      ),
    ),
    careCard(language, { story: one, own: true, added: past[0], changed: past[0], openReports: 0, mayShow: false }),
    ...[editView(language, one), editView(language, { ...BARE, state: 'withdrawn', notes: WORD })],
    ...past.flatMap((meanwhile) => [
      unsavedView(
        language,
        clashText(language, { story: one, meanwhile, difference }),
        { title: WORD, basis: 'none' },
        SESSION,
      ),
      { content: savedText(language, one, { before: headerOf(BARE), findings: [finding], meanwhile, prose: false }) },
    ]),
    { content: savedText(language, one, { before: headerOf({ ...one, notes: '' }), findings: [], prose: false }) },
    ...[0, 1, 2].map((from) => historyView(language, one, past.slice(from), from === 1)),
    ...past.flatMap((each) => [revisionView(language, one, each, true), revisionView(language, one, each, true, each)]),
    ...[undefined, ...PERMISSION_BASES].flatMap((basis) =>
      ['', WORD].map((evidence) => draftView(language, { ...draft, answers: { ...(basis && { basis }), evidence } })),
    ),
    draftView(language, { ...draft, fields: BARE, chapters: 1, findings: Array.from({ length: 20 }, () => finding) }),
    ...[draftView(language, { ...draft, takenDown: true }), publishedView(language, one)],
    ...LIBRARY_STATES.flatMap((state) => [
      ...['', WORD].map((words) =>
        libraryListView(language, { ...listed, state, words, total: 0, entries: { stories: [] } }),
      ),
      libraryListView(language, {
        ...listed,
        state,
        entries: state === 'drafts' ? { drafts } : { stories: [one, BARE] },
      }),
    ]),
  ];
}

const COUNTS = { published: 1, drafts: 2, withdrawn: 3, 'taken-down': 4, reported: 5 };

function reporting(language: Language, one: Story): MessageBody[] {
  const place = { chapter: 1, offset: 30_000 };
  const reports = REPORT_REASONS.map((reason, at) => ({
    ...{ id: `r${at}`, story: one.id, library: '1', by: DOERS[at % 3] ?? ID, reason, text: WORD, at: AT },
    ...{ place: at === 0 ? place : null, post: null, settlement: null, toldAt: null },
  }));
  const placed = reports.slice(0, 1).map((report) => ({ ...report, place: { chapter: 1, offset: 100 } }));
  const quotes = [
    { shown: true, text: WORD },
    { shown: false, why: 'rating' },
  ] as const;
  const sweep = (replaced: number, left: number) => ({
    ...{ replaced, waiting: 3, left: { 'not-allowed': left, 'thread-locked': left, unreachable: left } },
  });
  return [
    ...[...reports, ...placed].flatMap((report) => [
      ...quotes.flatMap((quote) =>
        [one, { ...BARE, id: 'b' }, null].map((story) => reportPost(language, report, story, quote)),
      ),
      ...(['withdrawn', 'closed'] as const).flatMap((outcome) =>
        DOERS.flatMap((by) =>
          [one, null].flatMap((story) => [
            settledPost(language, report, { outcome, by, at: AT, answer: WORD }, story),
            outcomeView(language, { outcome, by, at: AT, answer: WORD }, story),
          ]),
        ),
      ),
    ]),
    ...[
      reportsView(language, []),
      reportsView(
        language,
        reports.map((report) => ({ report, story: one })),
      ),
    ],
    reportsView(
      language,
      Array.from({ length: 20 }, (_, at) => ({
        report: { ...(reports[0] as (typeof reports)[0]), id: `x${at}` },
        story: null,
      })),
    ),
    ...[reportSentView(language, one), lookView(language, one, null)],
    ...(['no-channel', 'not-allowed', 'not-reached'] as const).map((why) =>
      reportKeptView(language, one, why, [`<@${ID}>`, `<@&${ID}>`]),
    ),
    ...[takedownQuestion(language, one, WORD, SESSION), takedownLine(language), takedownLine(language, true)],
    ...[takedownView(language, one, sweep(2, 2), true), takedownView(language, one, sweep(2, 0), false)],
    takedownView(language, one, { ...sweep(0, 0), waiting: 0 }, true),
  ];
}

const CHANNELS = ['reportChannel', 'logChannel', 'readingChannel'] as const;

function aroundLibraries(language: Language, one: Story): MessageBody[] {
  const permissions = (
    ['ViewChannel', 'SendMessages', 'EmbedLinks', 'CreatePrivateThreads', 'SendMessagesInThreads'] as const
  ).slice();
  const troubles = [
    { kind: 'gone-role', setting: 'moderatorRoles' } as const,
    ...CHANNELS.flatMap((setting) => [
      { kind: 'gone-channel', setting } as const,
      { kind: 'unfit-channel', setting, channel: ID } as const,
      { kind: 'lacking', setting, channel: ID, permissions } as const,
    ]),
  ];
  const settings = { ...DEFAULT_SETTINGS, readingWay: READING_WAYS[1] ?? 'choice' };
  const entry = { library: '1', by: ID, at: AT, story: one.id, number: 1, details: NAMES };
  const changed = { setting: 'ratingFloor', before: 'teen', after: '' };
  const aliases = (['fandom', 'pairing', 'character', 'tag'] as const).map((kind, number) => ({
    ...{ kind, number, alias: WORD, standsFor: WORD },
  }));
  const welcome = { missing: permissions, mention: () => '</fic search:1>' };
  return [
    ...[true, false].map((manages) => settingsView(language, { settings, troubles, roles: [ID], manages })),
    ...troubles.map((trouble) => notice(troubleText(language, [trouble]))),
    ...(codesBelow('history.log') as LogAction[]).flatMap((action) =>
      [true, false].flatMap((nameable) =>
        DOERS.map((by) =>
          logMessage(
            language,
            { ...entry, by, action, details: { ...NAMES, ...(action === 'settings-changed' && changed) } },
            nameable,
          ),
        ),
      ),
    ),
    ...[
      libraryLogView(language, [], 0),
      libraryLogView(
        language,
        Array.from({ length: 20 }, (_, at) => ({ ...entry, action: 'edited', number: 30 - at })),
        40,
      ),
    ],
    ...[aliasesView(language, aliases, 0, WORD), aliasesView(language, [], 0, null)],
    aliasesView(
      language,
      Array.from({ length: 60 }, (_, number) => ({ kind: 'tag', number, alias: WORD, standsFor: WORD })),
      0,
      null,
    ),
    ...(['welcome', 'welcome-back'] as const).flatMap((greeting) =>
      [0, 5].flatMap((fics) =>
        [null, WORD].map((server) => welcomeView(language, { ...welcome, greeting, fics }, server)),
      ),
    ),
  ];
}

function aroundPersons(language: Language): MessageBody[] {
  const rows = codesBelow('kept').map((name, at) => ({
    name,
    days: at % 2 ? 30 : null,
    rare: false,
    isAct: at === 0,
    count: 2,
  }));
  const blocked = (['author', 'fandom', 'pairing', 'character', 'tag'] as const).map((kind, at) => ({
    ...{ id: `b${at}`, kind, name: WORD },
  }));
  const forgotten = { went: rows, pages: 2, left: 2, delayed: false };
  const example = [['query', WORD]] as const;
  const entry = {
    name: 'fic search',
    mention: '</fic search:1>',
    options: [{ name: 'query', required: false }],
    example,
  };
  return [
    ...[
      privacyView(language, rows, ID),
      privacyView(language, rows.slice(1), ID),
      exportView(language, new Uint8Array(1)),
    ],
    ...[forgetSureView(language, ID), forgottenView(language, forgotten)],
    ...[forgottenView(language, { ...forgotten, delayed: true })],
    forgottenView(language, { went: [], pages: 0, left: 0, delayed: false }),
    ...[blocksView(language, blocked, WORD), blocksView(language, [], null)],
    ...HELP_PARTS.map((part) => helpView(language, { part, entries: [entry], others: true, direct: true })),
    ...[searchHelpView(language), apology(language, WORD)],
  ];
}
