/** Who asks faster than a person does waits, and is told how long; nobody else notices. */
import { expect, test } from 'vitest';
import { Cooldowns } from '#src/discord/cooldowns.ts';
import { trial } from '#tests/discord/trial.ts';

function stage() {
  let now = 1_000;
  const cooldowns = new Cooldowns(() => now);
  return { cooldowns, pass: (ms: number) => (now += ms) };
}
const FIVE = { times: 5, seconds: 10 };

test('a burst is let through, then one in each share of the time, and what is refused costs nothing', () => {
  const { cooldowns, pass } = stage();
  const take = () => cooldowns.take('ada search', FIVE);
  expect([1, 2, 3, 4, 5].map(take)).toEqual([0, 0, 0, 0, 0]);
  expect([take(), take()]).toEqual([2000, 2000]);
  pass(1_500);
  expect(take()).toBe(500);
  pass(500);
  expect([take(), take()]).toEqual([0, 2000]);
  pass(10_000);
  expect([1, 2, 3, 4, 5].map(take)).toEqual([0, 0, 0, 0, 0]);
});

test('members and commands do not wait for each other', () => {
  const { cooldowns } = stage();
  for (let times = 0; times < 6; times += 1) cooldowns.take('ada search', FIVE);
  expect(cooldowns.take('mina search', FIVE)).toBe(0);
  expect(cooldowns.take('ada read', FIVE)).toBe(0);
});

test('however many members come, no more than 10,000 are remembered, the latest among them', () => {
  const { cooldowns, pass } = stage();
  for (let member = 0; member < 12_000; member += 1) {
    pass(0.01);
    cooldowns.take(`member ${member}`, { times: 1, seconds: 60 });
  }
  expect(cooldowns.size).toBe(10_000);
  expect(cooldowns.take('member 11999', { times: 1, seconds: 60 })).toBeGreaterThan(0);
  pass(61_000);
  cooldowns.take('one more', FIVE);
  expect(cooldowns.size).toBe(1);
});

test('the one who is too fast is told in private how long to wait, and then is answered again', async () => {
  await using t = await trial();
  const ask = () => t.ada.slash('/try public');
  let acted = 0;
  const { act } = t.behaviour;
  t.behaviour.act = (given) => {
    acted += 1;
    return act(given);
  };
  for (let times = 0; times < 30; times += 1) expect((await ask()).message?.text).toBe('Done.');
  const tooSoon = await ask();
  expect(tooSoon.message?.ephemeral).toBe(true);
  expect(tooSoon.message?.text).toBe('That was a little fast for me. Please wait 1 s and try again.');
  expect(acted).toBe(30);
  expect((await t.mina.slash('/try public')).message?.text).toBe('Done.');
  expect((await t.ada.slash('/try private')).message?.text).toBe('Done.');
  t.pass(1000);
  expect((await ask()).message?.text).toBe('Done.');
  expect(t.handled.filter(({ outcome }) => outcome === 'cooldown')).toMatchObject([
    { kind: 'command', name: '/try public' },
  ]);
});

test('typing is never too fast', async () => {
  await using t = await trial();
  t.behaviour.offer = async (typed) => [{ name: typed, value: typed }];
  for (let keys = 0; keys < 60; keys += 1) {
    expect(await t.ada.complete('/try public', { word: `word ${keys}` })).toHaveLength(1);
  }
});
