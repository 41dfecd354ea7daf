/** A passage on the results page is what the author wrote, and Discord takes it, whatever that is. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passageText } from '#commands/search/passage.ts';
import { RESULTS_PER_PAGE, resultsView } from '#commands/search/view.ts';
import type { Passage } from '#src/catalog/contract.ts';
import { loadLanguages } from '#src/language/language.ts';
import { expectAccepted } from '#tests/views/accepted.ts';
import { readDiscord } from '#tests/views/discord-reader.ts';
import { found } from '#tests/views/found.ts';
import { aStoryOf, fullStory, hostileField } from '#tests/views/hostile-story.ts';

const english = loadLanguages().for('en-US');
const SESSION = 'k3f9x_-Zq';

const passages: fc.Arbitrary<Passage> = fc
  .record({ around: fc.tuple(hostileField(), hostileField()), words: hostileField(), spoiler: fc.boolean() })
  .map(({ around: [before, after], words, spoiler }) => {
    const lead = before.slice(-120);
    const match = `m${words.slice(0, 50)}`;
    const excerpt = `${lead}${match}${after.slice(0, 120)}`.replace(/\s/g, ' ');
    return { chapter: 2, offset: 1_234_567, excerpt, match: [lead.length, lead.length + match.length], spoiler };
  });

function pageOf(passage: Passage, stuffing: string | null, page: number) {
  const hits = Array.from({ length: RESULTS_PER_PAGE }, (_, index) => {
    const story = stuffing === null ? aStoryOf({}) : fullStory(stuffing);
    return { ...story, id: `${story.id}${index}` };
  });
  const result = found({
    ...{ total: 1_234_567, hits, hidden: [{ reason: 'rating', count: 1_234_567 }] },
    passages: Object.fromEntries(hits.map(({ id }) => [id, passage])),
  });
  const query = { where: { kind: 'text', text: '*'.repeat(1000) } } as const;
  return resultsView(english, { session: SESSION, page, result, floor: 'mature', query });
}

describe('a page of passages', () => {
  test('is a message that Discord takes, whatever the author wrote and however full its stories are', () => {
    for (const stuffing of ['W', '*', '@everyone ', null]) {
      for (const text of ['w', '*', 'w ', '||']) {
        const passage = { chapter: 1, offset: 0, excerpt: text.repeat(300).slice(0, 300), spoiler: false };
        expectAccepted(pageOf({ ...passage, match: [100, 160] }, stuffing, 3));
        expectAccepted(pageOf({ ...passage, match: [0, 300], spoiler: true }, stuffing, 0));
      }
    }
    fc.assert(
      fc.property(passages, (passage) => expectAccepted(pageOf(passage, 'W', 3))),
      { numRuns: 100 },
    );
  });
});

describe('a passage', () => {
  const lamp: Passage = { chapter: 1, offset: 0, excerpt: 'Then the lamp went out.', match: [9, 13], spoiler: false };

  test('is quoted, and only its match is bold', () => {
    const { seen } = readDiscord(passageText(lamp, 300));
    expect(seen.map(({ char }) => char).join('')).toBe(lamp.excerpt);
    expect(new Set(seen.map(({ line }) => line))).toEqual(new Set(['quote']));
    expect(seen.flatMap(({ char, marks }) => (marks.includes('bold') ? char : [])).join('')).toBe('lamp');
  });

  test('that is a spoiler is hidden as a whole', () => {
    const { seen } = readDiscord(passageText({ ...lamp, spoiler: true }, 300));
    expect(seen.every(({ marks }) => marks.includes('spoiler'))).toBe(true);
    expect(seen.map(({ char }) => char).join('')).toBe(lamp.excerpt);
  });

  test('that has little room keeps its match, and says where it is cut', () => {
    const excerpt = `${'before '.repeat(20)}the lamp${' after'.repeat(20)}`;
    const text = passageText({ ...lamp, excerpt, match: [140, 148] }, 60);
    expect(text.length).toBeLessThanOrEqual(60);
    expect(text).toMatch(/^> ….*\*\*the lamp\*\*.*…$/);
  });
});
