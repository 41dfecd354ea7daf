/** Nobody waits for more than one step of each other asker, and nothing grows without a bound. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FairQueue } from '#src/workers/fair-queue.ts';

/** Steps that end when the test says so, and who began in which order. */
function stage(parts: { readonly atOnce: number; readonly perKey: number }) {
  const queue = new FairQueue(parts);
  const begun: string[] = [];
  const open: (() => void)[] = [];
  const outcomes: Promise<string>[] = [];
  const ask = (key: string) => {
    const step = () => {
      begun.push(key);
      const { promise, resolve } = Promise.withResolvers<string>();
      open.push(() => resolve('done'));
      return promise;
    };
    outcomes.push(queue.run(key, step).catch(({ code }) => code));
  };
  /** Everything that can begin has begun. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  /** Ends the step that has run longest. */
  const endOne = async () => {
    open.shift()?.();
    await settle();
  };
  return { queue, begun, outcomes, open, ask, settle, endOne };
}

test('between two steps of one asker everyone else who waits has a turn', async () => {
  const acts = fc.array(fc.oneof({ weight: 2, arbitrary: fc.constantFrom('a', 'b', 'c', 'd') }, fc.constant(null)), {
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(acts, fc.integer({ min: 1, max: 3 }), async (asked, atOnce) => {
      const s = stage({ atOnce, perKey: 100 });
      /** For each who waits, who has begun since they wait and have not begun themselves. */
      const passedBy = new Map<string, string[]>();
      const waiting = new Map<string, number>();
      let seen = 0;
      const look = () => {
        for (; seen < s.begun.length; seen += 1) {
          const key = s.begun[seen] ?? '';
          const left = (waiting.get(key) ?? 0) - 1;
          waiting.set(key, left);
          for (const [other, passing] of passedBy) if (other !== key) passing.push(key);
          if (left > 0) passedBy.set(key, []);
          else passedBy.delete(key);
        }
        for (const passing of passedBy.values()) expect(new Set(passing).size).toBe(passing.length);
        expect(s.queue.running).toBeLessThanOrEqual(atOnce);
        expect(s.queue.waiting).toBe([...waiting.values()].reduce((sum, count) => sum + count, 0));
      };
      for (const key of asked) {
        if (key === null) await s.endOne();
        else {
          waiting.set(key, (waiting.get(key) ?? 0) + 1);
          if (!passedBy.has(key)) passedBy.set(key, []);
          s.ask(key);
          await s.settle();
        }
        look();
      }
      while (s.open.length > 0) {
        await s.endOne();
        look();
      }
      expect(await Promise.all(s.outcomes)).toEqual(asked.filter(Boolean).map(() => 'done'));
      expect(s.queue).toMatchObject({ waiting: 0, running: 0 });
    }),
    { numRuns: 60 },
  );
});

test('one asker of a hundred keeps another waiting for one step', async () => {
  const s = stage({ atOnce: 1, perKey: 100 });
  for (let files = 0; files < 100; files += 1) s.ask('many');
  s.ask('one');
  await s.settle();
  await s.endOne();
  await s.endOne();
  expect(s.begun.slice(0, 3)).toEqual(['many', 'many', 'one']);
});

test('whoever has too much waiting is told how much; others are not', async () => {
  const s = stage({ atOnce: 1, perKey: 2 });
  for (let files = 0; files < 4; files += 1) s.ask('many');
  s.ask('one');
  await expect(s.queue.run('many', async () => 'never')).rejects.toMatchObject({
    code: 'queue-full',
    details: { waiting: 2 },
  });
  for (let steps = 0; steps < 4; steps += 1) {
    await s.settle();
    await s.endOne();
  }
  expect(await Promise.all(s.outcomes)).toEqual(['done', 'done', 'done', 'queue-full', 'done']);
});

test('a step that fails makes room for the next', async () => {
  const queue = new FairQueue({ atOnce: 1, perKey: 2 });
  const failing = queue.run('a', () => Promise.reject(new Error('It failed')));
  const next = queue.run('a', async () => 'done');
  await expect(failing).rejects.toThrow('It failed');
  expect(await next).toBe('done');
});

test('closed, it refuses what waits and what comes, and lets end what runs', async () => {
  const s = stage({ atOnce: 1, perKey: 9 });
  for (const key of ['a', 'a', 'b']) s.ask(key);
  await s.settle();
  s.queue.close();
  s.ask('c');
  await s.endOne();
  expect(await Promise.all(s.outcomes)).toEqual(['done', 'stopping', 'stopping', 'stopping']);
  expect(s.queue).toMatchObject({ waiting: 0, running: 0 });
});
