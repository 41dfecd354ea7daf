/** A press whose answer the person does not have yet is answered, not done again. */
import { expect, test } from 'vitest';
import { type PressOutcome, RecentIds, UntoldPresses } from '#src/discord/presses.ts';
import { says } from '#tests/discord/trial.ts';

function stage() {
  let now = 0;
  let times = 0;
  const presses = new UntoldPresses(() => now);
  const press = (key: string | null, failed = false) =>
    presses.once(key, async (): Promise<PressOutcome> => {
      times += 1;
      return { reply: says(`Done ${times}.`), failed };
    });
  return { presses, press, times: () => times, later: (ms: number) => (now += ms) };
}

test('pressed twice at once it is done once, and both are answered', async () => {
  const s = stage();
  const [one, two] = await Promise.all([s.press('ada keep'), s.press('ada keep')]);
  expect(one).toBe(two);
  await s.press('mina keep');
  expect(s.times()).toBe(2);
});

test('pressed after an answer it is done anew; a command always is', async () => {
  const s = stage();
  s.presses.answered('ada keep', await s.press('ada keep'));
  await s.press('ada keep');
  await Promise.all([s.press(null), s.press(null)]);
  expect(s.times()).toBe(4);
});

test('pressed again within a minute of a lost answer it is answered; later it is done anew', async () => {
  const s = stage();
  s.presses.unanswered('ada keep', await s.press('ada keep'));
  s.later(59_999);
  await s.press('ada keep');
  expect(s.times()).toBe(1);
  s.later(1);
  await s.press('ada keep');
  expect(s.times()).toBe(2);
});

test('whoever shared an older press does not end a newer one by being told', async () => {
  const s = stage();
  const [first, second] = await Promise.all([s.press('ada keep'), s.press('ada keep')]);
  s.presses.answered('ada keep', first);
  await s.press('ada keep');
  s.presses.answered('ada keep', second);
  await s.press('ada keep');
  expect(s.times()).toBe(2);
});

test('what failed is tried again', async () => {
  const s = stage();
  s.presses.unanswered('ada keep', await s.press('ada keep', true));
  await s.press('ada keep');
  expect(s.times()).toBe(2);
});

test('an id is new once, and the oldest are forgotten', () => {
  const ids = new RecentIds();
  expect([ids.add('1'), ids.add('1')]).toEqual([true, false]);
  for (let id = 2; id <= 5001; id += 1) ids.add(String(id));
  expect([ids.add('5001'), ids.add('1')]).toEqual([false, true]);
});
