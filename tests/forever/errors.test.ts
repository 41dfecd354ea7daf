/** Codes of failures: scripts and operators know them by name. */
import { expect, test } from 'vitest';
import pinned from '#tests/forever/errors.json' with { type: 'json' };
import { errorCodes } from '#tests/forever/today.ts';

test('every code of an expected failure is pinned, and none goes', () => {
  expect(errorCodes().sort()).toEqual(pinned.codes);
});
