/** A request that fails is tried again where that can do no harm, within a time, and its fate is told apart where it cannot. */
import { DiscordAPIError, HTTPError, type RESTOptions } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { Exchange, type ExchangeParts, fateOf, type RestTrouble, Unanswered } from '#src/discord/exchange.ts';

type Act = () => Promise<Response>;

const answer =
  (status: number, body = '{}'): Act =>
  async () =>
    new Response(status === 204 ? null : body, { status });
const breaks =
  (code: string): Act =>
  async () => {
    throw Object.assign(new Error('fetch failed'), { code });
  };
/** The head of an answer, and then the connection ends. */
const cut: Act = async () =>
  new Response(
    new ReadableStream({
      pull: (controller) => controller.error(Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })),
    }),
  );

/** An exchange on which each try goes as the test says, the last one for ever. */
function stage(acts: readonly Act[], parts: ExchangeParts = {}) {
  const waits: number[] = [];
  const troubles: RestTrouble[] = [];
  let tries = 0;
  const send = (() => {
    const act = acts[Math.min(tries, acts.length - 1)];
    tries += 1;
    return act?.();
  }) as RESTOptions['makeRequest'];
  const exchange = new Exchange({ send, pauses: [1, 2, 3], wait: async (ms) => void waits.push(ms), ...parts });
  exchange.trouble.listen((trouble) => troubles.push(trouble));
  exchange.online(parts.pauses ?? [1, 2, 3]);
  const ask = (method: string, signal?: AbortSignal) =>
    exchange.request('https://discord.com/api/v10/webhooks/123456789012345678/se.cret/messages/@original', {
      method,
      ...(signal && { signal: signal as never }),
    });
  return { exchange, waits, troubles, ask, tries: () => tries };
}

describe('what may be sent twice is sent again', () => {
  test.each(['GET', 'PUT', 'PATCH', 'DELETE'])(
    '%s, whatever went wrong, with longer and longer pauses',
    async (method) => {
      const s = stage([answer(500), breaks('UND_ERR_SOCKET'), cut, answer(200, '{"id":"1"}')]);
      const response = await s.ask(method);
      expect([response.status, await response.json()]).toEqual([200, { id: '1' }]);
      expect(s.waits).toEqual([1, 2, 3]);
    },
  );

  test('and the last failure is given back when patience is over', async () => {
    const down = stage([answer(503)]);
    expect((await down.ask('GET')).status).toBe(503);
    expect(down.tries()).toBe(4);
    const dead = stage([cut]);
    await expect(dead.ask('GET')).rejects.toMatchObject({ name: 'Unanswered', fate: 'unknown' });
    expect(dead.tries()).toBe(4);
  });

  test('but a POST is not, and neither is a refusal or a rate limit, which are answers', async () => {
    for (const act of [answer(500), answer(503)]) {
      const s = stage([act]);
      await s.ask('POST');
      expect(s.tries()).toBe(1);
    }
    for (const status of [400, 404, 429]) {
      const s = stage([answer(status)]);
      expect((await s.ask('GET')).status).toBe(status);
      expect(s.tries()).toBe(1);
    }
  });

  test('nor is anything, once the bot is to leave', async () => {
    const s = stage([answer(500)]);
    s.exchange.close();
    expect((await s.ask('GET')).status).toBe(500);
    expect(s.tries()).toBe(1);
  });
});

test('an address where nobody is is told at once at the start, and is an outage later', async () => {
  const starting = new Exchange({ send: breaks('ECONNREFUSED') as RESTOptions['makeRequest'], pauses: [1] });
  await expect(starting.request('https://discord.com/api/v10/gateway', { method: 'GET' })).rejects.toMatchObject({
    fate: 'untouched',
    cause: { code: 'ECONNREFUSED' },
  });
  const s = stage([breaks('ECONNREFUSED'), answer(204)]);
  expect((await s.ask('PUT')).status).toBe(204);
});

test('an answer that never comes, or never ends, is waited for only so long', async () => {
  const hangs: RESTOptions['makeRequest'] = (_, { signal }) =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  const exchange = new Exchange({ send: hangs, answerWithinMs: 20, pauses: [] });
  await expect(exchange.request('https://discord.com/api/v10/gateway', { method: 'POST' })).rejects.toMatchObject({
    fate: 'unknown',
    cause: { name: 'TimeoutError' },
  });
});

test('a request that was called off before it left did nothing', async () => {
  const s = stage([answer(200)]);
  await expect(s.ask('POST', AbortSignal.abort())).rejects.toMatchObject({ fate: 'untouched' });
  expect([s.tries(), s.troubles]).toEqual([0, []]);
});

test('the fate of a failure is what it says, and unknown where it says nothing', () => {
  const data = { files: undefined, body: undefined };
  const down = (status: number) => new HTTPError(status, 'x', 'POST', 'https://discord.com', data);
  expect([500, 502, 504].map((status) => fateOf(down(status)))).toEqual(['unknown', 'unknown', 'unknown']);
  expect(fateOf(down(503))).toBe('untouched');
  expect(fateOf(new DiscordAPIError({ code: 40060, message: 'x' }, 40060, 400, 'POST', 'x', data))).toBe('refused');
  expect(fateOf(new Unanswered('unknown', null))).toBe('unknown');
  expect(fateOf(new TypeError('a defect of ours'))).toBe('refused');
});

test('every failed try is told, without ids and tokens', async () => {
  const s = stage([answer(502), breaks('ECONNRESET'), answer(429)]);
  await s.ask('PATCH');
  const route = '/webhooks/:id/:token/messages/@original';
  expect(s.troubles).toEqual([
    { kind: 'server-error', status: 502, method: 'PATCH', route },
    { kind: 'no-answer', reason: 'ECONNRESET', method: 'PATCH', route },
    { kind: 'rate-limit', scope: 'route', method: 'PATCH', route },
  ]);
});
