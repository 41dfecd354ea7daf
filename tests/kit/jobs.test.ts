/** What is to be done once is done by one program at a time, and never left undone by another's end. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { beginAll, type Job } from '#src/kit/jobs.ts';
import { KeyedQueue } from '#src/workers/queue.ts';

/** Leases that several programs ask for, and what these did and were told. */
function programs() {
  const leases = new KeyedQueue();
  const done: string[] = [];
  const job = (program: string, name: string): Job => ({
    begin: () => void done.push(`${program} begins ${name}`),
    stop: () => void done.push(`${program} stops ${name}`),
  });
  const start = (jobs: Readonly<Record<string, Job>>) =>
    beginAll(jobs, {
      exclusively: (key, work) => leases.run(key, work),
      onFailure: (error, name) => void done.push(`${name}: ${error instanceof Error ? error.message : error}`),
    });
  return { done, job, start };
}

test('a second program begins what the first does once that has stopped, the last begun first', async () => {
  const { done, job, start } = programs();
  const jobsOf = (program: string) => ({ sweeps: job(program, 'sweeps'), greetings: job(program, 'greetings') });
  const stopFirst = start(jobsOf('one'));
  const stopSecond = start(jobsOf('two'));
  await nextTurn();
  expect(done).toEqual(['one begins sweeps', 'one begins greetings']);
  stopFirst();
  await nextTurn();
  expect(done.slice(2)).toEqual([
    'one stops greetings',
    'one stops sweeps',
    'two begins sweeps',
    'two begins greetings',
  ]);
  stopSecond();
});

test('who waits for a turn and is stopped begins nothing, and holds up nobody', async () => {
  const { done, job, start } = programs();
  const stopFirst = start({ sweeps: job('one', 'sweeps') });
  const stopSecond = start({ sweeps: job('two', 'sweeps') });
  const stopThird = start({ sweeps: job('three', 'sweeps') });
  await nextTurn();
  stopSecond();
  stopFirst();
  await nextTurn();
  expect(done.slice(1)).toEqual(['one stops sweeps', 'three begins sweeps']);
  stopThird();
});

test('one that cannot begin keeps no other from it, and another program may try', async () => {
  const { done, job, start } = programs();
  const broken: Job = {
    begin: () => {
      throw new Error('the disk said no');
    },
  };
  const stopFirst = start({ sweeps: broken, greetings: job('one', 'greetings') });
  const stopSecond = start({ sweeps: job('two', 'sweeps') });
  await nextTurn();
  expect(done.toSorted()).toEqual(['one begins greetings', 'sweeps: the disk said no', 'two begins sweeps']);
  stopSecond();
  stopFirst();
});
