/** What moderators see of a library is taken by Discord, whatever stands in its stories and whatever they typed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { careCard } from '#commands/care/view.ts';
import { editModal } from '#commands/editing/modal.ts';
import { clashText, editView, savedText, unsavedView } from '#commands/editing/view.ts';
import {
  historyView,
  LOGGED_PER_PAGE,
  libraryLogView,
  REVISIONS_PER_PAGE,
  revisionView,
} from '#commands/history/view.ts';
import { LISTED_PER_PAGE, libraryListView } from '#commands/listing/view.ts';
import { parseMessageBody } from '#playground/rules/messages.ts';
import type { PastRevision } from '#src/catalog/contract.ts';
import { wireBody } from '#src/discord/acknowledgement.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import { type Language, loadLanguages } from '#src/language/language.ts';
import type { LogAction } from '#src/moderation/library-log.ts';
import { EDIT_GROUPS, type EditGroup, headerOf, type Typed } from '#src/publishing/header-edit.ts';
import type { Story } from '#src/story/story.ts';
import { expectAccepted, expectModalAccepted } from '#tests/views/accepted.ts';
import { fullStory, hostileField, hostileStory } from '#tests/views/hostile-story.ts';

const english: Language = loadLanguages().for('en-US');
const BY = '12345678901234567890';
const AT = 1_700_000_000_000;
const OURS = [`<@${BY}>`, '<t:1700000000:f>', '<t:1700000000:R>', '`/library reports`', '`/library takedown-undo`'];
const GROUPS = Object.keys(EDIT_GROUPS) as EditGroup[];
const COUNTS = { published: 1_234_567, drafts: 1_234_567, withdrawn: 0, 'taken-down': 1, reported: 1_234_567 };

/** Said by somebody on Discord, long ago. */
function cared(story: Story): Story {
  return { ...story, publishedAt: AT, updatedAt: AT, permission: { ...story.permission, by: BY, at: AT } };
}

function revisionsOf(stories: readonly Story[]): PastRevision[] {
  return stories.map((story, index) => ({
    revision: 1000 - index,
    kind: (['revised', 'edited', 'withdrawn', 'restored'] as const)[index % 4] ?? 'edited',
    by: BY,
    at: AT,
    fields: headerOf(story).fields,
    permission: story.permission,
    words: 1_000_000,
    chapters: 200,
  }));
}

function expectAll(one: Story, other: Story, words: string): void {
  const [story, before] = [cared(one), cared(other)];
  const entry = { revision: 1000, kind: 'restored' as const, by: BY, at: AT };
  for (const mayShow of [true, false]) {
    const facts = { story, own: mayShow, added: { ...entry, revision: 1 }, changed: entry, openReports: 1234, mayShow };
    expectAccepted(careCard(english, facts, english.say('care.withdrawn', { title: 'A' })), OURS);
  }
  expectAccepted(editView(english, story), OURS);
  const stories = Array.from({ length: REVISIONS_PER_PAGE + 1 }, (_, index) => (index % 2 ? before : story));
  const past = revisionsOf(stories);
  for (const prose of [true, false]) {
    expectAccepted(historyView(english, { ...story, revision: 1005 }, past, prose), OURS);
    const looked = past[prose ? 0 : 1] as PastRevision;
    expectAccepted(revisionView(english, story, looked, prose, entry), OURS);
    const change = { before: headerOf(before), findings: [], meanwhile: entry, prose };
    const content = savedText(english, story, change);
    expect(content.length).toBeLessThanOrEqual(LIMITS.content);
    expectAccepted({ content }, OURS);
  }
  for (const group of GROUPS) {
    expectModalAccepted(editModal(english, story, group));
    const typed: Typed = Object.fromEntries(EDIT_GROUPS[group].map((input) => [input, words.slice(0, 150)]));
    if (group !== 'permission') expectModalAccepted(editModal(english, story, group, { ...typed }));
    const difference = { before: headerOf(before), after: headerOf(story) };
    const why = clashText(english, { story, meanwhile: entry, difference });
    const long: Typed = Object.fromEntries(EDIT_GROUPS[group].map((input) => [input, words.repeat(20).slice(0, 4000)]));
    for (const each of [typed, long]) {
      const body = wireBody(unsavedView(english, why, each, 'v1.edit-again.k3f9x_-Zq'));
      parseMessageBody(body);
      const fences = JSON.stringify(body).split('```').length - 1;
      expect(fences, 'each word of theirs stays in its block').toBe(EDIT_GROUPS[group].length * 2);
    }
  }
}

describe('for any story, Discord takes', () => {
  it('its moderator’s card, its edit, its history', () => {
    fc.assert(
      fc.property(hostileStory(), hostileStory(), hostileField(), (story, before, words) =>
        expectAll(story, before, words),
      ),
      { numRuns: 10 },
    );
  });

  it('the same where every line of it is full', () => {
    for (const stuffing of ['*', 'word ', '@everyone ']) {
      const story = fullStory(stuffing);
      expectAll(story, { ...fullStory('x'), permission: { ...story.permission, basis: 'none' } }, stuffing.repeat(200));
    }
  });

  it('a list of it and of drafts', () => {
    const given = fc.record({
      stories: fc.array(hostileStory(), { minLength: 1, maxLength: 3 }),
      words: hostileField(),
    });
    const full = { stories: ['*', 'W', '@everyone '].map((stuffing) => fullStory(stuffing)), words: '*'.repeat(500) };
    const check = ({ stories, words }: { stories: readonly Story[]; words: string }) => {
      const listed = Array.from({ length: LISTED_PER_PAGE }, (_, index) => ({
        ...cared(stories[index % stories.length] as Story),
        id: `story${index}`,
      }));
      const page = { session: 'k3f9x_-Zq', page: 3, counts: COUNTS, words, total: 12_345 };
      for (const state of ['published', 'withdrawn', 'taken-down', 'reported'] as const) {
        expectAccepted(libraryListView(english, { ...page, state, entries: { stories: listed } }), OURS);
        expectAccepted(libraryListView(english, { ...page, state, total: 0, page: 0, entries: { stories: [] } }));
      }
      const drafts = listed.map(({ id, title }, index) => ({
        ...{ id, by: BY, savedAt: AT, expiresAt: AT },
        title: index % 2 ? title : null,
        fileName: index % 3 ? words : null,
      }));
      expectAccepted(libraryListView(english, { ...page, state: 'drafts', entries: { drafts } }), OURS);
    };
    fc.assert(fc.property(given, check), { numRuns: 25 });
    check(full);
  });

  it('the log of its library', () => {
    const actions: readonly LogAction[] = [
      ...(['settings-changed', 'published', 'edited', 'withdrawn', 'restored'] as const),
      ...(['taken-down', 'takedown-undone', 'report-closed'] as const),
    ];
    const check = (words: string) => {
      const entries = Array.from({ length: LOGGED_PER_PAGE + 1 }, (_, index) => ({
        ...{ number: 1_000_000 - index, library: '1', by: BY, at: AT },
        action: actions[index % actions.length] ?? 'edited',
        details: { title: words, fields: words, setting: words, before: words, after: words },
      }));
      for (const before of [0, 1_000_001]) expectAccepted(libraryLogView(english, entries, before), OURS);
      expectAccepted(libraryLogView(english, [], 0));
    };
    fc.assert(fc.property(hostileField(), check), { numRuns: 25 });
    check('*'.repeat(500));
  });
});
