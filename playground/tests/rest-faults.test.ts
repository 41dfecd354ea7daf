/** Requests that go wrong: what of them reached the double, and what of its answer reaches the bot. */
import { Routes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { ManualClock } from '#playground/world/clock.ts';
import { trial } from './trial-bot.ts';

const fic = { name: 'fic', description: 'Stories' };
const callback = '/interactions/:interaction/:token/callback';
const messages = '/channels/:channel/messages';

/** Requests without a library, so that what comes is seen as it comes. */
async function stage(options: Parameters<typeof Playground.start>[0] = {}) {
  const world = await Playground.start(options);
  const post = (signal?: AbortSignal) =>
    fetch(`${world.apiUrl}/v10${Routes.channelMessages(world.channel('#general').id)}`, {
      method: 'POST',
      headers: { authorization: `Bot ${world.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'Hello' }),
      ...(signal && { signal }),
    });
  const typing = () =>
    fetch(`${world.apiUrl}/v10/channels/${world.channel('#general').id}/typing`, {
      method: 'POST',
      headers: { authorization: `Bot ${world.token}` },
    });
  const said = () => world.messagesOf(world.channel('#general')).length;
  return { world, post, typing, said, [Symbol.asyncDispose]: () => world.close() };
}

describe('a rate limit', () => {
  test('of a route is told in the headers and the body, and the request is not processed', async () => {
    await using s = await stage();
    s.world.faults.rest({ kind: 'rate-limit', scope: 'route', retryAfter: 250 }, { route: messages });
    const refused = await s.post();
    expect(refused.status).toBe(429);
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'retry-after': '1',
      'x-ratelimit-limit': '50',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': '0.250',
      'x-ratelimit-reset': expect.stringMatching(/^\d+\.\d{3}$/),
      'x-ratelimit-bucket': expect.stringMatching(/./),
      'x-ratelimit-scope': 'user',
    });
    expect(refused.headers.has('x-ratelimit-global')).toBe(false);
    expect(await refused.json()).toEqual({ message: 'You are being rate limited.', retry_after: 0.25, global: false });
    expect(s.said()).toBe(0);
    expect((await s.post()).status).toBe(200);
    expect(s.world.requests).toMatchObject([
      { status: 429, fault: 'rate-limit' },
      { status: 200, fault: null },
    ]);
    expect(s.world.refusals).toEqual([]);
  });

  test('of the whole bot says so', async () => {
    await using s = await stage();
    s.world.faults.rest({ kind: 'rate-limit', scope: 'global', retryAfter: 2_000 });
    const refused = await s.post();
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'retry-after': '2',
      'x-ratelimit-global': 'true',
      'x-ratelimit-scope': 'global',
    });
    expect(await refused.json()).toEqual({ message: 'You are being rate limited.', retry_after: 2, global: true });
  });

  test.for(['route', 'global'] as const)('(%s) is waited for by discord.js, which then answers', async (scope) => {
    await using t = await trial([fic], (interaction) => interaction.isRepliable() && interaction.reply('Here'));
    t.world.faults.rest({ kind: 'rate-limit', scope, retryAfter: 20 }, { route: callback });
    const { message } = await t.world.member('ada').in('#general').slash('/fic');
    expect(message?.content).toBe('Here');
    expect(t.world.requests.filter(({ route }) => route === callback).map(({ status }) => status)).toEqual([429, 204]);
  });
});

describe('a server error', () => {
  test.for([
    [500, 'application/json'],
    [502, 'text/html'],
    [503, 'text/plain'],
  ] as const)('%s comes as its maker writes it, unprocessed', async ([status, type]) => {
    await using s = await stage();
    s.world.faults.rest({ kind: 'server-error', status });
    const answer = await s.post();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
    expect((await answer.text()).length).toBeGreaterThan(0);
    expect(s.said()).toBe(0);
  });

  test('may hide that the request was processed', async () => {
    await using s = await stage();
    s.world.faults.rest({ kind: 'server-error', status: 502, processed: true });
    expect((await s.post()).status).toBe(502);
    expect(s.said()).toBe(1);
  });

  test('reaches a bot on discord.js as an error', async () => {
    await using t = await trial([fic], (interaction) => interaction.isRepliable() && interaction.reply('Here'));
    t.world.faults.rest({ kind: 'server-error', status: 503 }, { route: callback });
    void t.world.member('ada').in('#general').slash('/fic');
    await t.world.until(() => t.world.requests.some(({ fault }) => fault));
    await expect.poll(() => t.bot.failures).toMatchObject([{ status: 503 }]);
  });
});

describe('an answer that never comes', () => {
  test.for([
    [undefined, 1],
    [true, 1],
    [false, 0],
  ] as const)('of a request that was processed: %s', async ([processed, said]) => {
    await using s = await stage();
    s.world.faults.rest({ kind: 'no-answer', ...(processed !== undefined && { processed }) });
    const gone = new AbortController();
    const waiting = s.post(gone.signal);
    await s.world.until(() => s.world.requests.length === 1);
    expect(s.said()).toBe(said);
    expect(s.world.requests).toMatchObject([{ status: 0, fault: 'no-answer' }]);
    gone.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });

  test('ends with the world', async () => {
    const s = await stage();
    s.world.faults.rest({ kind: 'no-answer' });
    s.world.faults.rest({ kind: 'slow', milliseconds: 60_000 });
    const waiting = Promise.allSettled([s.post(), s.post()]);
    await s.world.until(() => s.world.requests.length === 2);
    await s.world.close();
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

test('a slow answer comes late, to a request that was processed at once', async () => {
  const pace = new ManualClock();
  await using s = await stage({ pace });
  s.world.faults.rest({ kind: 'slow', milliseconds: 120 });
  const order: string[] = [];
  const answer = s.post().then(({ status }) => order.push(`late: ${status}`));
  await s.world.until(() => s.said() === 1);
  pace.advance(119);
  order.push(`next: ${(await s.post()).status}`);
  pace.advance(1);
  await answer;
  expect(order).toEqual(['next: 200', 'late: 200']);
});

describe('a connection that is cut', () => {
  test('gives the head and half of the body', async () => {
    await using s = await stage();
    s.world.faults.rest({ kind: 'cut' });
    const answer = await s.post();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    await expect(answer.text()).rejects.toThrow('terminated');
    expect(s.said()).toBe(1);
  });

  test('gives not even a head where there is no body, and processes nothing where it is told so', async () => {
    await using s = await stage();
    s.world.faults.rest({ kind: 'cut' });
    await expect(s.typing()).rejects.toThrow('fetch failed');
    s.world.faults.rest({ kind: 'cut', processed: false });
    await expect(s.post()).rejects.toThrow('fetch failed');
    expect(s.said()).toBe(0);
    expect((await s.post()).status).toBe(200);
  });

  test('fails a bot on discord.js, whose answer people see all the same', async () => {
    await using t = await trial([fic], (interaction) => interaction.isRepliable() && interaction.reply('Here'));
    t.world.faults.rest({ kind: 'cut' }, { route: callback });
    const { message } = await t.world.member('ada').in('#general').slash('/fic');
    expect(message?.content).toBe('Here');
    await expect.poll(() => t.bot.failures.length).toBe(1);
  });
});

describe('a fault strikes', () => {
  const error = { kind: 'server-error', status: 500 } as const;

  test('once, so many times, or until it is switched off', async () => {
    await using s = await stage();
    const statuses = async (count: number) => {
      const seen: number[] = [];
      for (let asked = 0; asked < count; asked += 1) seen.push((await s.post()).status);
      return seen;
    };
    s.world.faults.rest(error);
    expect(await statuses(2)).toEqual([500, 200]);
    s.world.faults.rest(error, { times: 2 });
    expect(await statuses(3)).toEqual([500, 500, 200]);
    const off = s.world.faults.rest(error, { times: Number.POSITIVE_INFINITY });
    expect(await statuses(3)).toEqual([500, 500, 500]);
    off();
    expect(await statuses(1)).toEqual([200]);
  });

  test('one method or one route, and refuses a route that there is not', async () => {
    await using s = await stage();
    s.world.faults.rest(error, { method: 'PATCH' });
    s.world.faults.rest(error, { route: callback });
    expect((await s.post()).status).toBe(200);
    s.world.faults.rest(error, { method: 'post', route: messages });
    expect((await s.typing()).status).toBe(204);
    expect((await s.post()).status).toBe(500);
    expect(() => s.world.faults.rest(error, { route: '/channels/:id' })).toThrow('no route /channels/:id');
  });

  test('by chance, as the dice say', async () => {
    const dice = [0.1, 0.29, 0.3, 0.9];
    await using s = await stage({ random: () => dice.shift() ?? 1 });
    s.world.faults.rest(error, { times: Number.POSITIVE_INFINITY, chance: 0.3 });
    const seen: number[] = [];
    for (let asked = 0; asked < 4; asked += 1) seen.push((await s.post()).status);
    expect(seen).toEqual([500, 500, 200, 200]);
  });
});
