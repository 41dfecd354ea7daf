/** The starter stories: each imports whole, with a header that needs nobody's help. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { blockText } from '#src/story/prose.ts';
import { importPost } from '#tests/importers/posts.ts';

const folder = new URL('../../data/stories/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));

test('there are at least twelve', () => {
  expect(files.length).toBeGreaterThanOrEqual(12);
});

test.each(files)('%s', (file) => {
  const { draft, findings } = importPost(readFileSync(new URL(file, folder)));
  // "M" is there to be ambiguous; all else is a note at most.
  const heard = findings.filter(({ severity, code }) => severity !== 'note' && code !== 'rating-ambiguous');
  expect(heard).toEqual([]);
  expect(findings.map(({ code }) => code)).not.toContain('label-unknown');
  expect(findings.map(({ code }) => code)).not.toContain('pairing-ambiguous');
  expect(draft.title).toBeTruthy();
  expect(draft.authors).toHaveLength(1);
  expect(draft.fandoms).not.toEqual([]);
  expect(draft.disclaimer).toBeTruthy();
  expect(draft.rating.rank).not.toBeNull();
  // A field that was taken for text, or text for a field, would show at the edges.
  const first = draft.chapters[0]?.prose[0];
  const opening = first ? blockText(first) : '';
  expect(opening).not.toMatch(/^(?:Archive|Disclaimer|Summary|A\/N|Author)\b.*:/);
  const leftovers = draft.chapters
    .flatMap(({ prose }) => prose.map(blockText))
    .filter((text) => /\[\/?\w+\]|<\/?\w+>|&\w+;/.test(text));
  expect(leftovers).toEqual([]);
});
