/**
 * All that is said to who cares for a library, and of reports and takedowns.
 */
import { draftView, publishedView } from '#commands/adding/view.ts';
import { careCard } from '#commands/care/view.ts';
import { clashText, editView, savedText, unsavedView } from '#commands/editing/view.ts';
import { historyView, revisionView } from '#commands/history/view.ts';
import { libraryListView } from '#commands/listing/view.ts';
import { outcomeView, reportKeptView, reportSentView } from '#commands/reports/answers-view.ts';
import { reportsView } from '#commands/reports/list-view.ts';
import { lookView } from '#commands/reports/look-view.ts';
import { reportPost, settledPost } from '#commands/reports/post-view.ts';
import { takedownLine } from '#commands/takedown/line.ts';
import { takedownQuestion, takedownView } from '#commands/takedown/view.ts';
import { LIBRARY_STATES, type PastRevision, type RevisionKind } from '#src/catalog/contract.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import type { Language } from '#src/language/language.ts';
import { REPORT_REASONS } from '#src/moderation/reports.ts';
import { headerOf } from '#src/publishing/header-edit.ts';
import { PERMISSION_BASES, type Story } from '#src/story/story.ts';
import { AT, BARE, ID, SESSION, WORD } from '#tests/language/greek.ts';

const KINDS: readonly RevisionKind[] = [
  ...(['published', 'revised', 'edited', 'withdrawn', 'restored', 'taken-down', 'takedown-undone'] as const),
];
export const DOERS = [ID, 'operator', 'forgotten'];

export function caring(language: Language, one: Story): MessageBody[] {
  const past = KINDS.map((kind, at): PastRevision => {
    const story = at % 2 === 0 ? one : { ...BARE, summary: WORD };
    const fields = { ...headerOf(story), words: 100 * at, chapters: 1 };
    return { revision: 9 - at, kind, by: DOERS[at % 3] ?? ID, at: AT, ...fields };
  });
  const difference = { before: headerOf(BARE), after: headerOf(one) };
  const draft = { id: SESSION, fields: one, findings: [], chapters: 3, words: 90, answers: {}, takenDown: false };
  const finding = {
    severity: 'error',
    code: 'label-unknown',
    field: null,
    where: { line: 3 },
    details: { label: WORD },
  } as const;
  const inPart = { ...finding, where: { part: WORD, line: 3 } } as const;
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
    draftView(language, { ...draft, findings: [inPart] }),
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

export function reporting(language: Language, one: Story): MessageBody[] {
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
