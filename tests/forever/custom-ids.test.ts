/** Buttons stand in Discord for years: each custom id that the bot ever made is read, and answered. */
import { describe, expect, test } from 'vitest';
import pinned from '#tests/forever/custom-ids.json' with { type: 'json' };
import { FACTS } from '#tests/forever/fixtures.ts';
import { isAnswered, makeId, ROUTES, readId } from '#tests/forever/today.ts';

/** Discord takes no longer ones. */
const LONGEST = 100;

describe('custom ids', () => {
  test('are those that are pinned: whoever adds one pins it, and none goes or changes', () => {
    const told = Object.entries(pinned.routes).map(([name, { carries }]) => [name, Object.entries(carries)]);
    const today = Object.entries(ROUTES).map(([name, carries]) => [name, Object.entries(carries)]);
    expect(Object.fromEntries(today)).toEqual(Object.fromEntries(told));
    expect(today.length).toBeGreaterThan(70);
  });

  test.each(Object.entries(pinned.routes))(
    '%s at its longest is read, made the same, and fits',
    (name, { longest }) => {
      const read = readId(longest);
      expect(read?.name).toBe(name);
      expect(makeId(name, read?.args ?? {})).toBe(longest);
      expect(longest.length).toBeLessThanOrEqual(LONGEST);
    },
  );

  test('fit whatever ids and numbers they carry, but for those that are named', () => {
    const inFull = Object.entries(ROUTES).filter(([name, carries]) => {
      const args = Object.entries(carries).map(([key, kind]) => [key, kind === 'word' ? 'w'.repeat(32) : 10 ** 15 - 1]);
      return makeId(name, Object.fromEntries(args)).length > LONGEST;
    });
    expect(inFull.map(([name]) => name).sort()).toEqual(pinned.tooLongInFull.toSorted());
  });

  test('each have an answer', () => {
    expect(Object.keys(pinned.routes).filter((name) => !isAnswered(name))).toEqual([]);
  });
});

test('what stood on messages of an earlier release is read as what it was made of', () => {
  expect(FACTS.customIds.length).toBeGreaterThan(140);
  for (const id of FACTS.customIds) {
    const read = readId(id);
    expect(read, id).not.toBeNull();
    expect(makeId(read?.name ?? '', read?.args ?? {})).toBe(id);
    expect(isAnswered(read?.name ?? ''), id).toBe(true);
  }
});
