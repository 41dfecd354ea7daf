/** How many requests Discord takes: 50 a second beside those for interactions, and not too many that it refuses. */
import { Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { ManualClock } from '#playground/world/clock.ts';
import { times } from './bodies.ts';
import { restOf, trial } from './trial-bot.ts';

async function stage(options: Parameters<typeof Playground.start>[0] = {}) {
  const pace = new ManualClock();
  const world = await Playground.start({ pace, ...options });
  const ask = (path = '/users/@me', token = world.token, method = 'GET') =>
    fetch(`${world.apiUrl}/v10${path}`, { method, headers: { authorization: `Bot ${token}` } });
  return { world, pace, ask, [Symbol.asyncDispose]: () => world.close() };
}

test('50 requests in a second are answered, the 51st is one too many', async () => {
  await using s = await stage();
  const statuses = await Promise.all(times(50, async () => (await s.ask()).status));
  expect(new Set(statuses)).toEqual(new Set([200]));
  s.pace.advance(300);
  const refused = await s.ask();
  expect(refused.status).toBe(429);
  expect(Object.fromEntries(refused.headers)).toMatchObject({
    'x-ratelimit-global': 'true',
    'x-ratelimit-scope': 'global',
    'retry-after': '1',
  });
  expect(await refused.json()).toEqual({ message: 'You are being rate limited.', retry_after: 0.7, global: true });
  expect(s.world.refusals).toMatchObject([{ status: 429, route: '/users/@me' }]);
  s.pace.advance(700);
  expect((await s.ask()).status).toBe(200);
});

test('interactions are answered all the same', async () => {
  await using s = await stage({ requestsPerSecond: 1 });
  await s.ask();
  expect((await s.ask()).status).toBe(429);
  expect((await s.ask('/interactions/1/x/callback', '', 'POST')).status).toBe(404);
  expect((await s.ask(`/webhooks/${s.world.applicationId}/x`, '', 'POST')).status).toBe(404);
});

test('a limit can be lifted, and discord.js keeps to it by itself where it stands', async () => {
  await using s = await stage({ requestsPerSecond: Number.POSITIVE_INFINITY });
  const rest = restOf(s.world);
  await Promise.all(times(120, () => rest.get(Routes.user())));
  await using t = await trial([], () => {});
  await Promise.all(times(60, () => t.bot.client.rest.get(Routes.user())));
  expect([s.world.refusals, t.world.refusals]).toEqual([[], []]);
});

test('after 10,000 refused requests in ten minutes nobody answers but Cloudflare, until they are over', async () => {
  await using s = await stage({ requestsPerSecond: 1 });
  await s.ask();
  for (let asked = 0; asked < 100; asked += 1)
    await Promise.all(times(100, () => s.ask().then((r) => r.arrayBuffer())));
  const banned = await s.ask('/interactions/1/x/callback', '', 'POST');
  expect([banned.status, banned.headers.get('retry-after'), await banned.text()]).toEqual([
    429,
    '600',
    'error code: 1015',
  ]);
  expect([...banned.headers.keys()].filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
  s.pace.advance(10 * 60_000 - 1);
  expect((await s.ask()).status).toBe(429);
  s.pace.advance(1);
  expect((await s.ask()).status).toBe(200);
});

test('9,999 refused ones are not too many, and what was not found is not counted', async () => {
  await using s = await stage({ requestsPerSecond: Number.POSITIVE_INFINITY });
  for (let asked = 0; asked < 101; asked += 1) {
    const [path, token] = asked < 1 ? ['/users/1', s.world.token] : ['/users/@me', 'wrong'];
    const count = asked === 100 ? 99 : 100;
    await Promise.all(times(count, () => s.ask(path, token).then((r) => r.arrayBuffer())));
  }
  expect((await s.ask()).status).toBe(200);
  await s.ask('/users/@me', 'wrong');
  expect((await s.ask()).headers.get('server')).toBe('cloudflare');
});
