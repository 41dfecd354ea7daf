/**
 * Everything that the bot says on Discord, said once in a language: each view with what it can have in it.
 */
import { addModal, evidenceModal, fillModal } from '#commands/adding/modals.ts';
import { aliasesView } from '#commands/aliases/view.ts';
import { blocksView } from '#commands/blocks/view.ts';
import { candidatesView } from '#commands/card/candidates.ts';
import { card, privateCard } from '#commands/card/view.ts';
import { editModal } from '#commands/editing/modal.ts';
import { searchHelpView } from '#commands/help/search-view.ts';
import { HELP_PARTS, helpView } from '#commands/help/view.ts';
import { logMessage } from '#commands/history/log-view.ts';
import { libraryLogView } from '#commands/history/view.ts';
import { exportView, forgetSureView, forgottenView, privacyView } from '#commands/privacy/view.ts';
import { firstReadingView, linkOnlyView, threadReadyView, withWhy } from '#commands/reading/notices.ts';
import { PAGE_SIZES, type PageSize } from '#commands/reading/page-sizes.ts';
import { notesView, pageView } from '#commands/reading/view.ts';
import { endReportModal, reportModal } from '#commands/reports/modals.ts';
import { saveSearchModal } from '#commands/saved-searches/view.ts';
import { pageModal } from '#commands/search/page-modal.ts';
import { settingsView, troubleText } from '#commands/settings/view.ts';
import { shelfView } from '#commands/shelf/view.ts';
import { welcomeView } from '#commands/welcome/view.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { apology, notice } from '#src/kit/show/notices.ts';
import type { Language } from '#src/language/language.ts';
import type { LogAction } from '#src/moderation/library-log.ts';
import { DEFAULT_SETTINGS, READING_WAYS } from '#src/moderation/settings.ts';
import { EDIT_GROUPS, type EditGroup } from '#src/publishing/header-edit.ts';
import type { Story } from '#src/story/story.ts';
import { caring, DOERS, reporting } from '#tests/language/cared.ts';
import { AT, BARE, codesBelow, GREEK, ID, NAMES, SESSION, WORD } from '#tests/language/greek.ts';
import { searching } from '#tests/language/searched.ts';
import { paragraphs } from '#tests/story/arbitrary-prose.ts';
import { pagesOf } from '#tests/views/pages-of.ts';

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
