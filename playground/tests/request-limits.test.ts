/** How many requests Discord takes: 50 a second beside those for interactions, and not too many that it refuses. */
import { Agent, get } from 'node:http';
import { Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { RequestLimits } from '#playground/rest/request-limits.ts';
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

test('a limit can be lifted, and discord.js gets all its answers where it stands', async () => {
  await using s = await stage({ requestsPerSecond: Number.POSITIVE_INFINITY });
  const rest = restOf(s.world);
  await Promise.all(times(120, () => rest.get(Routes.user())));
  expect(s.world.refusals).toEqual([]);
  // It counts seconds from its own first request, and waits where the double's second is another one.
  await using t = await trial([], () => {});
  const answers = await Promise.all(times(60, () => t.bot.client.rest.get(Routes.user())));
  expect(answers).toHaveLength(60);
});

test('after 10,000 refused requests in ten minutes nobody answers but Cloudflare, until they are over', async () => {
  await using s = await stage({ requestsPerSecond: 1 });
  await s.ask();
  using agent = new Crowd();
  for (let asked = 0; asked < 10_000; asked += 100) {
    const statuses = await Promise.all(times(100, () => agent.ask(`${s.world.apiUrl}/v10/users/@me`)));
    expect(new Set(statuses)).toEqual(new Set([429]));
  }
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

test.for([401, 403, 429])('9,999 of them (%s) are not too many, and others are not counted', (status) => {
  const limits = new RequestLimits(new ManualClock(), Number.POSITIVE_INFINITY);
  for (let asked = 0; asked < 9_999; asked += 1) limits.answered(status);
  for (const other of [200, 204, 400, 404, 500, 0]) limits.answered(other);
  expect(limits.check(undefined)).toBeNull();
  limits.answered(status);
  expect(limits.check(undefined)).toMatchObject({
    rule: 'rate.refused',
    answer: { status: 429, headers: { server: 'cloudflare' } },
  });
});

/** Many requests in a short time: `fetch` alone would take most of it. */
class Crowd implements Disposable {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 50 });

  async ask(url: string): Promise<number | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    get(url, { agent: this.#agent }, (response) => response.resume().on('end', () => resolve(response.statusCode))).on(
      'error',
      reject,
    );
    return promise;
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}
