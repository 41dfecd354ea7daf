/** Names and versions of what is kept, which files on disks hold values under. */
import { expect, test } from 'vitest';
import databases from '#tests/forever/databases.json' with { type: 'json' };
import pinned from '#tests/forever/kept.json' with { type: 'json' };
import { ASIDE, databases as databasesToday, keptKinds, LISTED } from '#tests/forever/today.ts';

test('every kind of kept value has the name, the version, the owner and the time that are pinned', () => {
  const today = keptKinds();
  expect(Object.fromEntries(today.map(({ name, ...told }) => [name, told]))).toEqual(pinned.kinds);
  expect(today).toHaveLength(Object.keys(pinned.kinds).length);
  expect(ASIDE).toBe(pinned.setAside);
  expect(LISTED).toBe(pinned.lists);
});

test('the files are told from others by the same numbers, and no step that made their tables was edited', () => {
  const { about, ...told } = databases;
  expect(databasesToday()).toEqual(told);
});
