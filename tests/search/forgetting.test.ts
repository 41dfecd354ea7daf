/**
 * The index forgets what is gone: nobody notices by its answers, not even while it does, and what it holds is what it would hold
 * had the rest come alone.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FastIndex } from '#src/search/fast-index.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { PlainIndex } from '#tests/search/plain-index.ts';
import {
  answersOf,
  aQuestion,
  aStory,
  aWorld,
  type Change,
  fill,
  surroundingsOf,
  type World,
} from '#tests/search/worlds.ts';

const WORLDS = 20;
const QUESTIONS = 60;
/** So many of them are asked between any two steps, all in the end. */
const ASKED_BETWEEN = 5;
/** More changes than a world has. */
const LATER = 1_000;
/** What is in a saved index beside what it was told. */
const ROOM = 1.2;

/** Every one as it was when it was given. */
function portions(index: FastIndex): Uint8Array[] {
  return Array.from(index.save(), (part) => part.slice());
}

function saved(index: FastIndex): Buffer {
  return Buffer.concat(portions(index));
}

/** No two changes have one position. */
function laterOn(change: Change): Change {
  return 'story' in change ? { story: { ...change.story, position: change.story.position + LATER } } : change;
}

const EVERYONE = { libraries: [SHARED_LIBRARY], maxRank: 100 };

function forgotten(index: FastIndex): FastIndex {
  while (index.forgetSome(0));
  return index;
}

it('answers as the plain one before, meanwhile and after, whatever it is told and wherever it is saved meanwhile', () => {
  const questions = fc.array(aQuestion, { minLength: QUESTIONS, maxLength: QUESTIONS });
  let steps = 0;
  fc.assert(
    fc.property(aWorld, aWorld, questions, fc.nat(20), fc.boolean(), (world, later, asked, savedAfter, isLoaded) => {
      const isWorth = (rows: number, living: number) => rows > living;
      const made = new FastIndex(isWorth);
      const plain = new PlainIndex();
      const told = [...world.changes];
      const left = later.changes.map(laterOn);
      for (const each of [made, plain]) fill(each, world);
      const index = isLoaded ? FastIndex.load(portions(made), isWorth) : made;
      const check = (each: FastIndex, questions = asked.slice(0, ASKED_BETWEEN)) => {
        const around = surroundingsOf({ changes: told });
        for (const question of questions) {
          expect(answersOf(each, around, question), JSON.stringify(question)).toEqual(
            answersOf(plain, around, question),
          );
        }
      };
      for (let step = 0; ; step += 1) {
        check(index);
        if (step === savedAfter) check(FastIndex.load(portions(index)));
        const goesOn = index.forgetSome(0);
        steps += Number(goesOn);
        // A story comes, changes or goes between two steps, and sometimes nothing does.
        const change = step % 3 === 2 ? undefined : left.shift();
        if (change) {
          told.push(change);
          for (const each of [index, plain]) fill(each, { changes: [change] });
        } else if (!goesOn && left.length === 0) break;
      }
      check(index, asked);
    }),
    { numRuns: WORLDS, endOnFailure: true },
  );
  expect(steps).toBeGreaterThan(WORLDS);
});

it('holds a word for as rare as it is in the stories that are left, forgotten or not', () => {
  const index = new FastIndex((rows, living) => rows > 3 * living);
  for (let number = 1; number <= 9; number += 1) index.put(aStory(number, { title: 'Night' }));
  for (let number = 10; number <= 40; number += 1) index.put(aStory(number, { title: 'Lamp' }));
  for (let number = 11; number <= 40; number += 1) index.remove(SHARED_LIBRARY, number);
  const of = ['night', 'lamp'].map((text) => ({ kind: 'words', text, as: 'phrase' }) as const);
  const around = surroundingsOf({ changes: [] });
  const first = () => index.search({ where: { kind: 'any', of } }, EVERYONE, { offset: 0, limit: 1 }, around)?.numbers;
  expect(first()).toEqual([10]);
  expect(index.forgetSome(0)).toBe(true);
  forgotten(index);
  expect(first()).toEqual([10]);
});

it('holds what it would hold of the living alone, however often they changed', () => {
  const [index, fresh] = [new FastIndex(), new FastIndex()];
  const revised = (number: number, revision: number) =>
    aStory(number, {
      title: `Lamp ${number} of ${revision}`,
      tags: [`Tag ${number}`, ...(number % 3 === 0 ? ['Tag of many'] : [])],
      summary: `Night ${revision}`,
    });
  for (let revision = 0; revision < 40; revision += 1) {
    for (let number = 1; number <= 300; number += 1) index.put(revised(number, revision));
  }
  for (let number = 1; number <= 300; number += 1) fresh.put(revised(number, 39));
  const around = surroundingsOf({ changes: [] });
  const offered = (each: FastIndex) => each.suggest('tag', 'tag', EVERYONE, 25, around);
  const before = offered(index);
  expect(before[0]).toMatchObject({ label: 'Tag of many', uses: 100 });
  expect(saved(forgotten(index)).length).toBeLessThan(ROOM * saved(fresh).length);
  expect(offered(index)).toEqual(before);
});

it('holds nothing of a library that is gone, and room for the next one', () => {
  const [index, without] = [new FastIndex(), new FastIndex()];
  const stays: World = {
    changes: Array.from({ length: 5 }, (_, at) => ({ story: aStory(at + 1, { title: `Stays ${at}` }) })),
  };
  const of = (library: string, number: number, title: string) => ({ ...aStory(number, { title }), library });
  for (const each of [index, without]) fill(each, stays);
  for (let number = 10; number < 200; number += 1) index.put(of('111', number, `Departed ${number}`));
  for (let number = 10; number < 200; number += 1) index.remove('111', number);
  expect(saved(index).includes('eparted')).toBe(true);
  const left = saved(forgotten(index));
  expect(left.includes('eparted')).toBe(false);
  expect(left.length).toBe(saved(without).length);
  index.put(of('222', 10, 'Comes'));
  index.put(of('111', 11, 'Again'));
  const around = surroundingsOf({ changes: [] });
  const ask = (library: string) =>
    index.search(
      { where: { kind: 'all', of: [] } },
      { libraries: [library], maxRank: 100 },
      { offset: 0, limit: 9 },
      around,
    );
  expect([SHARED_LIBRARY, '111', '222'].map((library) => ask(library)?.total)).toEqual([5, 1, 1]);
  index.remove('222', 10);
  expect(['111', '222'].map((library) => ask(library)?.total)).toEqual([1, 0]);
});

it('goes on with what it has where there is little to forget', () => {
  const index = new FastIndex();
  for (let number = 1; number <= 1_000; number += 1) index.put(aStory(number, { title: `Lamp ${number}` }));
  for (let number = 1; number <= 50; number += 1) index.put(aStory(number, { title: `Night ${number}` }));
  expect(index.forgetSome(0)).toBe(false);
});
