/** Whatever a story holds, every message about it is one that Discord takes, and nothing of the story acts in it. */

import { ComponentType } from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addModal, evidenceModal, fillModal } from '#commands/adding/modals.ts';
import { draftView, publishedView } from '#commands/adding/view.ts';
import { candidatesView } from '#commands/card/candidates.ts';
import { card, privateCard } from '#commands/card/view.ts';
import { chaptersShown } from '#commands/reading/chapter-menu.ts';
import {
  firstReadingView,
  linkOnlyView,
  threadReadyView,
  type WhyPrivate,
  withWhy,
} from '#commands/reading/notices.ts';
import { PAGE_SIZES, type PageSize } from '#commands/reading/page-sizes.ts';
import { notesView, pageView } from '#commands/reading/view.ts';
import { searchOverView } from '#commands/search/view.ts';
import { shelfView } from '#commands/shelf/view.ts';
import type { Finding } from '#src/importers/finding.ts';
import { LIMITS } from '#src/kit/show/limits.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { apology, failureNotice } from '#src/kit/show/notices.ts';
import { type Language, loadLanguages } from '#src/language/language.ts';
import type { DraftPreview } from '#src/publishing/publishing.ts';
import { FicError } from '#src/story/errors.ts';
import type { Page } from '#src/story/page.ts';
import type { Story } from '#src/story/story.ts';
import { hostileProse, paragraphs } from '#tests/story/arbitrary-prose.ts';
import { expectAccepted, expectModalAccepted, textsOf } from '#tests/views/accepted.ts';
import { aStoryOf, fullStory, hostileField, hostileStory } from '#tests/views/hostile-story.ts';
import { pagesOf } from '#tests/views/pages-of.ts';

const languages = loadLanguages();
const english: Language = languages.for('en-US');
const SESSION = 'k3f9x_-Zq';
const WHYS: readonly WhyPrivate[] = [
  'direct',
  'no-threads-here',
  'thread-not-allowed',
  'thread-cap',
  'thread-locked',
  'server-private',
  'preferred',
];
const SIZES = Object.keys(PAGE_SIZES) as PageSize[];

/** Stories in a list have ids of their own. */
function distinct(stories: readonly Story[]): Story[] {
  return stories.map((story, index) => ({ ...story, id: `${story.id}${index}` }));
}
const hostileStories = (most: number) => fc.array(hostileStory(), { minLength: 1, maxLength: most }).map(distinct);

/** Every story of a view that takes one story. */
function always(view: (story: Story) => MessageBody): void {
  fc.assert(
    fc.property(hostileStory(), (story) => expectAccepted(view(story))),
    { numRuns: 150 },
  );
}

describe('for any story, Discord takes', () => {
  it('its card, to see and to share', () => {
    always((story) => card(english, story));
    always((story) => privateCard(english, story, true));
  });

  it('what is said before and instead of reading it', () => {
    always((story) => firstReadingView(english, story, { chapter: story.chapters.length, offset: 999_999_999 }));
    always((story) => linkOnlyView(english, story));
    always((story) => notesView(english, story));
    always((story) => publishedView(english, story));
  });

  it('it among candidates and on a shelf', () => {
    const given = fc.record({ stories: hostileStories(4), repeats: fc.constantFrom(1, 25) });
    fc.assert(
      fc.property(given, ({ stories, repeats }) => {
        const many = distinct(Array.from({ length: repeats }, () => stories).flat());
        expectAccepted(candidatesView(english, 'read', many.slice(0, LIMITS.selectOptions)));
        expectAccepted(shelfView(english, many, 0, 12));
      }),
      { numRuns: 60 },
    );
  });

  it('the draft that it was, with every finding there is', () => {
    fc.assert(
      fc.property(hostileStory(), findings(), hostileField(), (story, found, evidence) => {
        for (const basis of [undefined, story.permission.basis]) {
          const answers = { ...(basis && { basis }), evidence };
          expectAccepted(draftView(english, draftOf(story, found, answers)));
        }
        expectAccepted(draftView(english, draftOf({ ...story, title: null }, [], {})));
      }),
      { numRuns: 150 },
    );
  });

  it('a failure that quotes it', () => {
    fc.assert(
      fc.property(hostileField(), (words) => {
        expectAccepted(failureNotice(english, new FicError('story-not-found', { story: words })));
        expectAccepted(failureNotice(english, new FicError('story-withdrawn', { title: words })));
        expectAccepted(failureNotice(english, new FicError('attachment-foreign', { name: words })));
      }),
    );
  });

  it('each page, in each size, with each reason why it is no thread', () => {
    const given = fc.record({ story: hostileStory(), prose: hostileProse({ blocks: 20, textLength: 80 }) });
    fc.assert(
      fc.property(given, ({ story, prose }) => {
        for (const size of SIZES) {
          const pages = pagesOf(story, prose, size);
          const middle = pages[Math.floor(pages.length / 2)];
          for (const page of new Set([pages[0], middle, pages.at(-1)])) if (page) expectPageAccepted(page, size);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('Discord takes', () => {
  test.each(SIZES)('a whole story on one %s page that is full to the last unit', (size) => {
    for (const stuffing of ['W', '*', 'word ', '@everyone ']) {
      const prose = paragraphs('a'.repeat(PAGE_SIZES[size]));
      for (const story of [
        fullStory(stuffing),
        { ...fullStory(stuffing), chapters: [{ title: null, words: 1, length: 3000 }] },
      ]) {
        for (const page of pagesOf(story, prose, size)) expectPageAccepted(page, size);
      }
    }
  });

  it('a full shelf and an empty one', () => {
    const stories = distinct(Array.from({ length: 60 }, () => fullStory('*')));
    expectAccepted(shelfView(english, stories, 3, 1_000_000));
    expectAccepted(shelfView(english, [], 0, 0));
  });

  it('every modal, the apology, and the way to a thread', () => {
    expectModalAccepted(addModal(english));
    expectModalAccepted(fillModal(english, SESSION));
    expectModalAccepted(evidenceModal(english, SESSION));
    expectAccepted(apology(english, SESSION), [`\`${SESSION}\``]);
    expectAccepted(searchOverView(english, SESSION));
    const id = '2'.repeat(20);
    for (const reason of ['too-mature', 'unseen'] as const) {
      const view = threadReadyView(english, id, `https://discord.com/channels/${id}/${id}/${id}`, {
        reason,
        channel: id,
      });
      expectAccepted(view, [`<#${id}>`]);
    }
  });
});

describe('what a reader is owed', () => {
  test('a title that shows nothing is called untitled, wherever it stands', () => {
    const story = aStoryOf({ title: '\u200b \u3164' });
    const shown = [
      card(english, story),
      candidatesView(english, 'show', [story]),
      shelfView(english, [story], 0, 0),
      firstReadingView(english, story, null),
      ...pagesOf(story, paragraphs('It rained.'), 'standard').map((page) =>
        pageView(english, SESSION, page, 'standard'),
      ),
    ];
    for (const view of shown) expect(said(view)).toContain('Untitled');
  });

  test('a source that is no address that Discord takes is left out, and the message stands', () => {
    for (const sourceUrl of ['javascript:alert(1)', 'not an address', `https://a.example/${'y'.repeat(600)}`]) {
      const story = aStoryOf({ sourceUrl, permission: { basis: 'none', evidence: '', by: 'operator', at: 0 } });
      expect(card(english, story).embeds?.[0]?.url).toBeUndefined();
      expectAccepted(card(english, story));
      expectAccepted(linkOnlyView(english, story));
    }
  });

  test('the source link travels with the last page, however long it is and however full the page', () => {
    const sourceUrl = `https://archive.example/${'y'.repeat(480)}`;
    const pages = pagesOf(aStoryOf({ sourceUrl }), paragraphs('a'.repeat(7000)), 'long');
    const urls = pages.map((page) => JSON.stringify(pageView(english, SESSION, page, 'long')).includes(sourceUrl));
    expect(urls).toEqual([...pages.slice(1).map(() => false), true]);
  });

  test('warnings, disclaimer and notes travel with the first page, and a button shows whole what was shortened', () => {
    const notes = 'For the rain prompt. '.repeat(30);
    const story = aStoryOf({ warnings: ['Major Character Death'], disclaimer: 'Not mine.', notes });
    const [first, second] = pagesOf(story, paragraphs('a'.repeat(7000)), 'long').map((page) =>
      pageView(english, SESSION, page, 'long'),
    );
    expect(said(first)).toContain('Major Character Death');
    expect(said(first)).toContain('Not mine.');
    expect(said(first)).toContain('For the rain prompt.');
    expect(said(first)).toContain('Full notes');
    expect(said(second)).not.toContain('For the rain prompt.');
    expect(said(notesView(english, story))).toContain(notes.trim());
  });

  test('the menus have the page and the chapter one is in, and their neighbours, however many there are', () => {
    const chapters = Array.from({ length: 200 }, () => ({ title: 'Rain', words: 100, length: 100 }));
    const pages = pagesOf(aStoryOf({ chapters }), paragraphs('word '.repeat(20_000)), 'short');
    expect(pages.length).toBeGreaterThan(60);
    for (const page of pages) {
      const [jump, chapter] = menusOf(pageView(english, SESSION, page, 'short'));
      for (const [menu, here, count] of [
        [jump, page.number, page.of],
        [chapter, page.chapter, 200],
      ] as const) {
        const numbers = (menu ?? []).map(({ label }) => Number(/\d+/.exec(label)?.[0]));
        const near = [here - 1, here, here + 1].filter((number) => number >= 1 && number <= count);
        expect(numbers).toEqual(expect.arrayContaining(near));
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
        expect(menu?.findIndex((option) => option.default)).toBe(numbers.indexOf(here));
      }
    }
  });

  test('every chapter can be come to from any other through the menu, in a few steps, and none stands in it twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5000 }), fc.nat(), fc.nat(), (count, some, other) => {
        const [here, there] = [1 + (some % count), 1 + (other % count)];
        let middle = here;
        for (let steps = 0; ; steps += 1) {
          const { before, shown, after } = chaptersShown(count, middle);
          const all = [...before, shown, ...after];
          expect(all.map(({ from }) => from)).toEqual([1, ...all.slice(0, -1).map(({ to }) => to + 1)]);
          expect(all.at(-1)?.to).toBe(count);
          expect(before.length + after.length + shown.to - shown.from + 1).toBeLessThanOrEqual(25);
          const stretch = all.find(({ from, to }) => from <= there && there <= to);
          if (!stretch) throw new Error(`Chapter ${there} is in no stretch.`);
          if (stretch === shown || stretch.from === stretch.to) break;
          middle = Math.floor((stretch.from + stretch.to) / 2);
          expect(steps, `from ${here} to ${there} of ${count}`).toBeLessThan(count <= 1600 ? 8 : 20);
        }
      }),
    );
  });

  test('notes that fit as they are need no button, even where the author ends them in an ellipsis', () => {
    const story = aStoryOf({ notes: 'To be continued…' });
    const [first] = pagesOf(story, paragraphs('It rained.'), 'short').map((page) =>
      pageView(english, SESSION, page, 'short'),
    );
    expect(said(first)).toContain('To be continued…');
    expect(said(first)).not.toContain('Full notes');
  });

  test('a draft with more findings than fit says how many more there are', () => {
    const found = Array.from({ length: 30 }, () => finding({ raw: 'W'.repeat(300), band: 'Explicit' }));
    const answers = { basis: 'licence', evidence: 'W'.repeat(999) } as const;
    for (const [story, least] of [
      [aStoryOf({}), 8],
      [fullStory('W'), 1],
    ] as const) {
      const view = draftView(english, draftOf(story, found, answers));
      expectAccepted(view);
      const shown = said(view).split('I took the stricter').length - 1;
      expect(shown).toBeGreaterThanOrEqual(least);
      expect(said(view)).toContain(`${30 - shown} more remarks`);
    }
  });
});

/** The options of each menu, top to bottom. */
function menusOf({ components = [] }: MessageBody) {
  const rows = components.filter((each) => each.type === ComponentType.ActionRow);
  return rows.flatMap((row) =>
    row.components.flatMap((each) => (each.type === ComponentType.StringSelect ? [each.options] : [])),
  );
}

function said(body: MessageBody | undefined): string {
  const { markdown, plain } = textsOf(body ?? {});
  return [...markdown, ...plain].join('\n');
}

function expectPageAccepted(page: Page, size: PageSize): void {
  const view = pageView(english, SESSION, page, size);
  expectAccepted(view);
  const why = WHYS[page.number % WHYS.length] ?? 'preferred';
  expectAccepted(withWhy(english, why, page.story, view));
}

function finding(details: Finding['details']): Finding {
  return { severity: 'warning', code: 'rating-ambiguous', field: null, where: { line: 123 }, details };
}

function findings(): fc.Arbitrary<Finding[]> {
  const one = fc
    .record({
      severity: fc.constantFrom('error', 'warning', 'note'),
      code: fc.constantFrom(
        'label-unknown',
        'rating-ambiguous',
        'fandom-guessed',
        'archive-asks-first',
        'markup-unclosed',
      ),
      where: fc.oneof(
        fc.constant(null),
        fc.record({ line: fc.nat() }),
        fc.record({ part: hostileField(), line: fc.nat() }),
      ),
      words: hostileField(),
    })
    .map(
      ({ severity, code, where, words }): Finding => ({
        severity,
        code,
        where,
        field: null,
        details: { raw: words, band: words, label: words, fandom: words, tag: words },
      }),
    );
  return fc.array(one, { maxLength: 12, size: 'max' });
}

function draftOf(
  { chapters, words, ...fields }: Omit<Story, 'title'> & { title: string | null },
  found: readonly Finding[],
  answers: DraftPreview['answers'],
): DraftPreview {
  return { id: SESSION, fields, findings: found, chapters: chapters.length, words, answers, takenDown: false };
}
