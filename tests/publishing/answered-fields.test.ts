/** Words mean the same in a draft as in an edit of a fic that is published. */
import { expect, test } from 'vitest';
import { withAnswers } from '#src/publishing/answered-fields.ts';
import { editHeader } from '#src/publishing/header-edit.ts';
import { pairingName } from '#src/story/pairing.ts';
import { NO_PERMISSION, NOTHING_SAID } from '#tests/catalog/stories.ts';

const ACTOR = { by: 'mina', at: 1 };
const FILE = { ...NOTHING_SAID, title: 'Fog', authors: ['Crowley, A.'], characters: ['Mary'] };

test.each([
  { title: 'The Fog (2/3)' },
  { title: 'The Fog (WIP)' },
  { authors: 'Ann and Bea' },
  { authors: 'Crowley, A., Ann' },
  { fandoms: 'Sherlock Holmes; Good Omens' },
  { pairings: 'M/M, Holmes/Watson' },
  { pairings: 'Holmes & Watson, Irene/Godfrey' },
  { rating: 'PG-13 for language' },
  { rating: 'lemony' },
  { summary: ' It rains,\r\nand rains. ' },
  { series: 'Cases #2' },
  { status: 'complete', tags: 'rain, lamp', warnings: '' },
  { source: 'https://archive.example/works/7' },
])('%o', (typed) => {
  const edited = editHeader({ fields: FILE, permission: NO_PERMISSION }, typed, ACTOR);
  const answered = withAnswers(FILE, typed, 'throw');
  expect(answered).toEqual({ fields: edited.fields, findings: edited.findings });
});

test('a part, two authors and who loves whom without names are not lost', () => {
  const { fields } = withAnswers(FILE, {
    title: 'The Fog (2/3)',
    authors: 'Ann and Bea',
    pairings: 'M/M, Holmes/Watson',
  });
  expect(fields).toMatchObject({ title: 'The Fog', part: { number: 2, total: 3 }, authors: ['Ann', 'Bea'] });
  expect(fields.pairings.map(pairingName)).toEqual(['Holmes/Watson']);
  expect(fields.categories).toEqual(['M/M']);
});

test("what was emptied is empty, the rest is the file's; a title that names nothing is refused, and harmless where it is kept", () => {
  expect(withAnswers({ ...FILE, title: null }, { authors: '' }, 'throw').fields).toMatchObject({
    ...{ title: null, authors: [], characters: ['Mary'] },
  });
  expect(() => withAnswers(FILE, { title: '(WIP)' }, 'throw')).toThrow(
    expect.objectContaining({ code: 'title-blank' }),
  );
  expect(withAnswers(FILE, { title: '(WIP)' }).fields.title).toBe('Fog');
  expect(() => withAnswers(FILE, { title: 'Red (underage)' })).toThrow(
    expect.objectContaining({ code: 'story-refused-underage' }),
  );
});
