/** The language that a member was last seen with is written once, and again only where it is another. */
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openedState, temporaryFile } from '#tests/reading/opened.ts';

test('a language that is the same as before writes nothing, and another takes its place', async () => {
  const file = await temporaryFile();
  const { lastLanguages } = await openedState(file);
  using looker = new DatabaseSync(file);
  /** Rises with what others write. */
  const written = () => looker.prepare('PRAGMA data_version').get()?.data_version;
  expect(await lastLanguages.get('ada')).toBeNull();
  await lastLanguages.saw('ada', 'en-GB');
  const before = written();
  for (let times = 0; times < 3; times += 1) await lastLanguages.saw('ada', 'en-GB');
  expect(written()).toBe(before);
  await lastLanguages.saw('ada', 'pl');
  expect(written()).not.toBe(before);
  expect(await lastLanguages.get('ada')).toBe('pl');
  expect(await lastLanguages.get('newt')).toBeNull();
});
