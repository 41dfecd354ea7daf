/** A deadline passes in its time, and not while nobody could keep it. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { PatientClock } from '#tests/e2e/patient-clock.ts';

test('deadlines pass in their order, and one that is taken back does not', async () => {
  using clock = new PatientClock();
  const passed: string[] = [];
  const last = new Promise<void>((resolve) => {
    clock.after(90, () => {
      passed.push('last');
      resolve();
    });
  });
  clock.after(30, () => passed.push('first'));
  const takeBack = clock.after(60, () => passed.push('taken back'));
  takeBack();
  await last;
  expect(passed).toEqual(['first', 'last']);
});

test('it stands while the process is held up', async () => {
  using clock = new PatientClock();
  let isOver = false;
  clock.after(1000, () => {
    isOver = true;
  });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
  await wait(1);
  expect(isOver).toBe(false);
});

test('nobody is called once it is disposed of', async () => {
  const clock = new PatientClock();
  const called: string[] = [];
  clock.after(1, () => called.push('called'));
  clock[Symbol.dispose]();
  using other = new PatientClock();
  await new Promise<void>((resolve) => void other.after(40, resolve));
  expect(called).toEqual([]);
});
