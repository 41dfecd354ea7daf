/** What a person is told of and takes along: names in files that are theirs. */
import { expect, onTestFinished, test } from 'vitest';
import { AT, copied, FACTS } from '#tests/forever/fixtures.ts';
import pinned from '#tests/forever/privacy.json' with { type: 'json' };
import { shapeOf } from '#tests/forever/shape.ts';
import { keptRows, openFolder } from '#tests/forever/today.ts';

/** What stands in these is a moderator's words or depends on what was done. */
const OPEN = ['typed', 'answers', 'details', 'leftOut'];

/** Kept since the release whose files these are: nothing of it is in them. */
const NEWER: readonly string[] = ['lastLanguage', 'unsavedAnswers'];

test('every row of what is kept of a person has its name, where it is and how long', () => {
  const today = keptRows();
  expect(Object.fromEntries(today.map(({ name, ...row }) => [name, row]))).toEqual(pinned.rows);
  expect(today).toHaveLength(Object.keys(pinned.rows).length);
});

test('an export has every field that is pinned, of its type, and each list has entries here', async () => {
  const opened = await openFolder(await copied(), () => AT);
  onTestFinished(() => opened.close());
  const files = await Promise.all(Object.values(FACTS.people).map((person) => opened.exported(person)));
  const shape = shapeOf(files, OPEN);
  expect(shape).toEqual(pinned.export);
  const lists = Object.keys(pinned.rows).filter((name) => !NEWER.includes(name));
  for (const name of lists) expect(Object.keys(shape), name).toContain(`${name}[]`);
});
