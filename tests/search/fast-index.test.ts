/**
 * The fast index finds what the plain one finds, in the same order, whatever is asked of whatever stories; also from a saved file,
 * which is whole or refused.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FastIndex } from '#src/search/fast-index.ts';
import { Phrases } from '#src/search/phrases.ts';
import { ALL_RANKS } from '#src/story/audience.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { PlainIndex } from '#tests/search/plain-index.ts';
import { answersOf, aQuestion, aStory, aWorld, fill, surroundingsOf, told, type World } from '#tests/search/worlds.ts';

const QUESTIONS = 100;
const WORLDS = 100;
const SOME_QUESTIONS = 20;

const EVERYONE = { libraries: [SHARED_LIBRARY], maxRank: ALL_RANKS };
const FIRST = { offset: 0, limit: 10 };

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
  it('answers as the plain one', () => {
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
      // A hundred questions shrink for minutes; each says itself which it was.
      { numRuns: WORLDS, endOnFailure: true },
    );
  });

  it('counts and orders as many stories as there are, also beyond one stretch of rows', () => {
    const index = new FastIndex();
    const stories = 140_000;
    for (let number = 1; number <= stories; number += 1) {
      const title = number % 1000 === 0 ? 'Rare night' : 'Night';
      index.put(aStory(number, { title, summary: number % 2 === 0 ? 'even' : 'odd' }));
    }
    const around = surroundingsOf({ changes: [] });
    const ask = (text: string, offset = 0) =>
      index.search({ where: { kind: 'words', text, as: 'word' } }, EVERYONE, { offset, limit: 2 }, around);
    expect(ask('night')).toMatchObject({ total: stories });
    expect(ask('rare')).toMatchObject({ total: 140, numbers: [140_000, 139_000] });
    expect(ask('rare', 138)).toMatchObject({ total: 140, numbers: [2000, 1000] });
    expect(ask('odd', 69_998)).toMatchObject({ total: 70_000, numbers: [3, 1] });
    const both = [
      { kind: 'words', text: 'even', as: 'word' },
      { kind: 'not', of: { kind: 'words', text: 'rare', as: 'word' } },
    ] as const;
    const found = index.search({ where: { kind: 'all', of: both } }, EVERYONE, FIRST, around);
    expect(found).toMatchObject({ total: 69_860, numbers: expect.arrayContaining([139_998, 139_996]) });
    expect(found?.numbers.slice(0, 2)).toEqual([139_998, 139_996]);
  });

  it('tells tens of thousands of names apart, in facets and when stories go', () => {
    const index = new FastIndex();
    const stories = 400;
    const tagsOf = (number: number) => Array.from({ length: 50 }, (_, at) => `Tag ${number * 50 + at}`);
    for (let number = 1; number <= stories; number += 1) {
      index.put(
        aStory(number, { title: `Tale ${number}`, tags: [...tagsOf(number), number > 390 ? 'Late' : 'Early'] }),
      );
    }
    const around = surroundingsOf({ changes: [] });
    const where = { kind: 'named', field: 'tag', text: 'Late' } as const;
    const tags = () => told(around, () => index.facets({ where }, EVERYONE, around)).facets.tag;
    expect(tags().slice(0, 2)).toEqual([
      { value: 'Late', count: 10 },
      { value: 'Tag 19550', count: 1 },
    ]);
    for (let number = 392; number <= stories; number += 1) index.remove(SHARED_LIBRARY, number);
    expect(tags()).toEqual(
      [{ value: 'Late', count: 1 }, ...tagsOf(391).map((value) => ({ value, count: 1 }))].slice(0, 25),
    );
    expect(index.suggest('tag', 'Tag 199', EVERYONE, 25, around)).toEqual([
      ...[{ label: 'Tag 199', value: 'Tag 199', uses: 1 }],
      ...Array.from({ length: 10 }, (_, at) => ({ label: `Tag 199${at}`, value: `Tag 199${at}`, uses: 1 })),
    ]);
  });

  it('gives what it found when its time is over, and says so', () => {
    const index = new FastIndex();
    for (let number = 1; number <= 100; number += 1) index.put(aStory(number, { title: `Night ${number}` }));
    const around = { ...surroundingsOf({ changes: [] }), deadline: performance.now() - 1 };
    const where = { kind: 'words', text: 'night', as: 'word' } as const;
    expect(index.search({ where }, EVERYONE, FIRST, around)).toMatchObject({ total: 0, numbers: [], unfinished: true });
    const patient = { ...around, deadline: Number.POSITIVE_INFINITY };
    expect(index.search({ where }, EVERYONE, FIRST, patient)).toMatchObject({ total: 100, unfinished: false });
    expect(() => index.facets({ where }, EVERYONE, around)).not.toThrow();
    expect(() => index.suggest('tag', 'a', EVERYONE, 5, around, 'Sherlock')).not.toThrow();
  });
});

describe('words side by side', () => {
  const night = { kind: 'words', text: 'green night', as: 'phrase' } as const;
  const nights = () => {
    const index = new FastIndex();
    index.put(aStory(1, { title: 'Green night' }));
    index.put(aStory(2, { title: 'Night of the green' }));
    index.put(aStory(3, { title: 'Green night again', summary: 'lamp' }));
    index.put(aStory(4, { title: 'Night' }));
    return index;
  };
  const around = () => ({ ...surroundingsOf({ changes: [] }), phrases: new Phrases() });
  const says = (...words: string[]) => [{ field: 'title', words } as const];

  it('are looked for in no story before it is told what they say, and in none but those that may have them', () => {
    const [index, asked] = [nights(), around()];
    const ask = () => index.search({ where: night, sort: 'updated' }, EVERYONE, FIRST, asked);
    expect(ask()).toBeNull();
    expect([...asked.phrases.missing].toSorted()).toEqual([1, 2, 3]);
    for (const story of [1, 3]) asked.phrases.tell(story, says('green', 'night'));
    expect(ask(), 'one is not known yet').toBeNull();
    asked.phrases.tell(2, says('night', 'of', 'the', 'green'));
    expect(ask()).toMatchObject({ total: 2, numbers: [3, 1], unfinished: false });
  });

  it('are looked for only where all else holds', () => {
    const [index, asked] = [nights(), around()];
    const where = { kind: 'all', of: [night, { kind: 'words', text: 'lamp', as: 'word' }] } as const;
    expect(index.search({ where }, EVERYONE, FIRST, asked)).toBeNull();
    expect([...asked.phrases.missing]).toEqual([3]);
  });

  it('are told as not looked for to the end where there is no time for it', () => {
    const [index, asked] = [nights(), around()];
    expect(index.search({ where: night, sort: 'updated' }, EVERYONE, FIRST, asked)).toBeNull();
    asked.phrases.giveUp();
    expect(index.search({ where: night, sort: 'updated' }, EVERYONE, FIRST, asked)).toMatchObject({
      total: 0,
      unfinished: true,
    });
  });
});

describe('a saved index', () => {
  it('answers as the one that was saved, and goes on from there', () => {
    const questions = fc.array(aQuestion, { minLength: SOME_QUESTIONS, maxLength: SOME_QUESTIONS });
    fc.assert(
      fc.property(aWorld, aWorld, questions, (world, later, asked) => {
        const index = filled(world);
        const loaded = FastIndex.load(saved(index));
        const whole = { changes: [...world.changes, ...later.changes] };
        for (const { changes } of [world, whole]) {
          const around = surroundingsOf({ changes });
          for (const question of asked) {
            expect(answersOf(loaded, around, question)).toEqual(answersOf(index, around, question));
          }
          for (const each of [index, loaded]) fill(each, later);
        }
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });

  it('is refused where it was cut off, changed or lengthened', () => {
    const index = new FastIndex();
    for (let number = 1; number <= 50; number += 1)
      index.put(aStory(number, { title: `Night ${number}`, summary: 'lamp' }));
    const parts = saved(index);
    expect(() => FastIndex.load(parts)).not.toThrow();
    expect(() => FastIndex.load([])).toThrow();
    expect(() => FastIndex.load([...parts, Uint8Array.of(1)])).toThrow();
    for (const [at, part] of parts.entries()) {
      expect(() => FastIndex.load(parts.toSpliced(at)), `cut off before portion ${at}`).toThrow();
      if (part.length === 0) continue;
      const middle = Math.floor(part.length / 2);
      const changed = part.with(middle, (part[middle] ?? 0) ^ 1);
      expect(() => FastIndex.load(parts.with(at, changed)), `changed in portion ${at}`).toThrow();
      expect(() => FastIndex.load(parts.with(at, part.slice(1))), `shorter in portion ${at}`).toThrow();
    }
  });
});
