/** Told to stop in the middle of work, the program ends by itself, and whoever it took a request of has an answer. */
import { expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { Ficus } from '#tests/cli/ficus.ts';
import { post } from '#tests/e2e/reading-room.ts';

const READY = 'Ficus is ready as';
const on = ({ token, apiUrl }: Playground) => ({ DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl });

/** Some seconds of work for the press: more than a stopping bot waits for, also where three of them have it to themselves. */
const NOVEL = { name: 'novel.txt', bytes: post({ title: 'The Long Rain', body: 'Rain.\n\n'.repeat(600_000) }) };

test('SIGTERM under load, with an import under way', async () => {
  await using world = await Playground.start({ identifyInterval: 0 });
  await using ficus = await Ficus.install({ ...on(world), LOG_LEVEL: 'warn' });
  const bot = ficus.start(['start']);
  await bot.said(READY);
  const mina = world.member('mina').in('#general');
  const ada = world.member('ada').in('#general');
  // A server's own commands come a moment later.
  await world.until(() => mina.commands().length === 2);
  const importing = [1, 2, 3].map(() => mina.slash('/library import', { file: NOVEL }));
  const searches = Array.from({ length: 25 }, (_, index) => ada.slash('/fic search', { query: `rain ${index}` }));
  // Events come in their order: what was asked before this one is the bot's when this one is answered.
  await ada.complete('/fic show', { story: 'rain' });

  const { code, err } = await bot.stop('SIGTERM');
  // One that could not stop in time says so as an error, and ends with 1.
  expect(code).toBe(0);
  expect(err).not.toContain('"level":50');
  for (const reply of await Promise.all([...importing, ...searches])) {
    expect([reply.status, reply.deferred]).toEqual(['answered', false]);
  }
  const told = (await Promise.all(importing)).map(({ message }) => message?.text ?? '');
  for (const text of told) expect(text).toMatch(/The Long Rain|I'm being restarted/);
  // The press is not waited for.
  expect(told.at(-1)).toContain("I'm being restarted");
});

test.each([
  ['SIGTERM', 'SIGTERM'],
  ['SIGINT', 'SIGTERM'],
] as const)('%s and then %s ends it at once', async (first, second) => {
  await using world = await Playground.start();
  await using ficus = await Ficus.install({ ...on(world), LOG_LEVEL: 'warn' });
  const bot = ficus.start(['start']);
  await bot.said(READY);
  // Its answers get stuck: by itself it would wait for them.
  world.faults.rest({ kind: 'no-answer', processed: false }, { times: Number.POSITIVE_INFINITY });
  const asked = world.member('ada').in('#general').slash('/fic search', { query: 'rain' });
  await world.until(() => typeof world.requests.at(-1)?.fault === 'string');
  const ended = bot.stop(first);
  await bot.said('Stopping');
  const { code } = await bot.stop(second);
  // The signal ended it, before it had waited as long as it would have.
  expect(code).toBeNull();
  expect((await ended).err).not.toContain('left in the middle');
  expect((await asked).status).toBe('failed');
});
