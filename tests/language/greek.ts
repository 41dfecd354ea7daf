/**
 * A story whose own words are Greek, and what else messages are about: what is said around them shows by its letters.
 */
import { FALLBACK, readLanguages } from '#src/language/files.ts';
import type { Story } from '#src/story/story.ts';
import { aStoryOf } from '#tests/views/hostile-story.ts';

export const ID = '12345678901234567890';
export const AT = 1_700_000_000_000;
export const SESSION = 'k3f9x_-Zq';
export const WORD = 'Λόγος';
/** The codes that have a sentence below a key. */
export function codesBelow(path: string): string[] {
  const keys = [...(readLanguages().get(FALLBACK)?.keys() ?? [])];
  return keys.filter((key) => key.startsWith(`${path}.`)).map((key) => key.slice(path.length + 1));
}

export const NAMES = {
  title: WORD,
  alias: WORD,
  standsFor: WORD,
  before: WORD,
  after: WORD,
  fields: codesBelow('history.fields').join(', '),
};

export const GREEK: Story = aStoryOf({
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
export const BARE: Story = {
  ...aStoryOf({ id: 'bare', authors: [], fandoms: [], status: 'complete' }),
  ...{ title: '', rating: { ...GREEK.rating, band: 'Unrated' }, library: 'shared', part: { number: 1, total: null } },
  permission: { basis: 'none', evidence: '', by: 'operator', at: AT },
};
