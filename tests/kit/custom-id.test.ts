/** Custom ids: whatever comes back from Discord is one that some view could have made, or none. */
import { describe, expect, test } from 'vitest';
import { idsOf, type RouteTable, readerOf } from '#src/kit/custom-id.ts';

const ROUTES = { turn: { session: 'word', page: 'number' } } as const satisfies RouteTable;
const make = idsOf(ROUTES);
const read = readerOf(ROUTES);

describe('what an id carries', () => {
  test('is as long as a word and a number may be', () => {
    const args = { session: 'w'.repeat(32), page: 999_999_999_999_999 };
    expect(read(make('turn', args))).toEqual({ name: 'turn', args });
    expect(read(make('turn', { session: 'w', page: 0 }))).toEqual({ name: 'turn', args: { session: 'w', page: 0 } });
  });

  test.each([
    ['a longer word', `v1.turn.${'w'.repeat(33)}.1`],
    ['no word', 'v1.turn..1'],
    ['a longer number, which would be another one when it is read', 'v1.turn.w.9007199254740993'],
    ['no number', 'v1.turn.w.'],
    ['less', 'v1.turn.w'],
    ['more', 'v1.turn.w.1.1'],
  ])('is never %s', (_, id) => {
    expect(read(id)).toBeNull();
  });

  test('that could not be read back is a defect of the view that makes it', () => {
    expect(() => make('turn', { session: 'w'.repeat(33), page: 1 })).toThrow(RangeError);
    expect(() => make('turn', { session: 'a.b', page: 1 })).toThrow(RangeError);
    for (const page of [-1, 0.5, 10 ** 15, 10 ** 21])
      expect(() => make('turn', { session: 'w', page }), `${page}`).toThrow(RangeError);
  });
});
