/** Whatever a member writes into a report and a story holds, every message about it is taken, and nothing in it acts. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { outcomeView, reportKeptView, reportSentView } from '#commands/reports/answers-view.ts';
import { reportsView, SHOWN_REPORTS } from '#commands/reports/list-view.ts';
import { lookView } from '#commands/reports/look-view.ts';
import { endReportModal, reportModal } from '#commands/reports/modals.ts';
import { reportPost, settledPost } from '#commands/reports/post-view.ts';
import { loadLanguages } from '#src/language/language.ts';
import { REPORT_REASONS, type Report, type Settlement } from '#src/moderation/reports.ts';
import type { Story } from '#src/story/story.ts';
import { paragraphs } from '#tests/story/arbitrary-prose.ts';
import { expectAccepted, expectModalAccepted, textsOf } from '#tests/views/accepted.ts';
import { aStoryOf, fullStory, hostileField, hostileStory } from '#tests/views/hostile-story.ts';
import { pagesOf } from '#tests/views/pages-of.ts';

const english = loadLanguages().for('en-US');
const ID = 'k3f9x_-Zq';
const ADA = '12345678901234567890';
const AT = 1_700_000_000_000;
/** Who and when: the bot's own marks, which come alive. */
const OURS = [`<@${ADA}>`, '<t:1700000000:R>', '`npx ficus reports`'];

const report = (words: string, story: Story | null, place: Report['place'] = null): Report => ({
  ...{
    id: ID,
    story: story?.id ?? 's',
    library: 'shared',
    by: ADA,
    reason: 'against-rules',
    text: words,
    place,
    at: AT,
  },
  ...{ post: null, settlement: null, toldAt: null },
});
const settlement = (answer: string): Settlement => ({ outcome: 'withdrawn', by: ADA, at: AT, answer });

/** All that is ever said about a report of this story with these words. */
function expectAllAccepted(story: Story, words: string): void {
  const place = { chapter: 1, offset: 12 };
  for (const about of [story, { ...story, library: '1' }, null]) {
    const filed = { ...report(words, about, place), library: '1' };
    for (const quote of [
      { shown: true, text: words },
      { shown: false, why: 'rating' },
      { shown: false, why: null },
    ] as const) {
      expectAccepted(reportPost(english, filed, about, quote), OURS);
    }
    for (const outcome of ['withdrawn', 'closed'] as const) {
      const settled = { ...settlement(words), outcome };
      expectAccepted(settledPost(english, filed, settled, about), OURS);
      expectAccepted(outcomeView(english, settled, about), OURS);
    }
    const many = Array.from({ length: SHOWN_REPORTS + 1 }, (_, index) => ({
      report: { ...filed, id: `r${index}` },
      story: about,
    }));
    expectAccepted(reportsView(english, many), OURS);
  }
  expectAccepted(reportSentView(english, story));
  expectAccepted(reportKeptView(english, story, 'no-channel', [`<@${ADA}>`, `<@&${ADA}>`]), [...OURS, `<@&${ADA}>`]);
}

describe('for any report of any story, Discord takes', () => {
  it('what the moderators and the reporter see', () => {
    fc.assert(
      fc.property(hostileStory(), hostileField(), (story, words) => expectAllAccepted(story, words)),
      { numRuns: 60 },
    );
  });

  test('it where every field is full', () => {
    for (const stuffing of ['W', '*', 'word ', '@everyone ']) {
      expectAllAccepted(fullStory(stuffing), stuffing.repeat(1000).slice(0, 1000));
    }
  });

  test('the page that a moderator looks at, however full', () => {
    for (const stuffing of ['W', '*']) {
      const story = fullStory(stuffing);
      for (const page of pagesOf(story, paragraphs('a'.repeat(6000)), 'standard')) {
        expectAccepted(lookView(english, story, page), OURS);
      }
      expectAccepted(lookView(english, story, null), OURS);
    }
  });

  test('the modals, and no report', () => {
    expectModalAccepted(reportModal(english, ID, null));
    expectModalAccepted(reportModal(english, ID, { chapter: 999, offset: 9_999_999 }));
    expectModalAccepted(endReportModal(english, ID, 'post'));
    expectAccepted(reportsView(english, []));
  });
});

test('every reason has its words, and no link of a note is alive', () => {
  const story = aStoryOf({});
  for (const reason of REPORT_REASONS) {
    const filed = { ...report('See https://evil.example and discord.gg/x, @here.', story), reason };
    const text = textsOf(reportPost(english, filed, story, { shown: false, why: null })).markdown.join('\n');
    expect(text).not.toContain('https://');
    expect(text).not.toMatch(/reason-|undefined/);
  }
});

test('what was said stays on the settled message, and what was quoted does not', () => {
  const story = aStoryOf({});
  const filed = report('The rating is wrong.', story, { chapter: 1, offset: 3500 });
  const open = textsOf(reportPost(english, filed, story, { shown: true, text: 'It rained.' })).markdown.join('\n');
  expect(open).toContain('50% into it');
  expect(open).toContain('It rained.');
  const settled = textsOf(settledPost(english, filed, settlement(''), story)).markdown.join('\n');
  expect(settled).toContain('The rating is wrong.');
  expect(settled).not.toContain('It rained.');
});
