/** What somebody who runs the bot can see of it from their own machine: metrics, health, readiness. */
import { readFileSync } from 'node:fs';
import { request as ask, createServer } from 'node:http';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '#src/config.ts';
import { FicError } from '#src/story/errors.ts';
import { post, ReadingRoom } from '#tests/e2e/reading-room.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return address.port;
}

async function open(): Promise<{ room: ReadingRoom; url: string; read: (path: string) => Promise<string> }> {
  const opsPort = await freePort();
  const room = await ReadingRoom.open({ opsPort });
  const url = `http://127.0.0.1:${opsPort}`;
  return { room, url, read: async (path) => (await fetch(url + path)).text() };
}

test('each metric that there is is documented, and each that is documented is there', async () => {
  const { room, read } = await open();
  await using _ = room;
  await room.world.member('ada').in('#general').slash('/fic search', { query: 'rain' });
  const metrics = await read('/metrics');
  const there = [...metrics.matchAll(/^# HELP (\S+) /gm)].map(([, name]) => name);
  const page = readFileSync(resolve(ROOT, 'docs/reference/metrics.md'), 'utf8');
  const documented = [...page.matchAll(/^\| `(ficus_\w+)`/gm)].map(([, name]) => name);
  expect(there.length).toBeGreaterThan(7);
  expect(there.sort()).toEqual(documented.sort());
});

test('metrics count what members did, by name and outcome, and hold none of their words', async () => {
  const { room, read } = await open();
  await using _ = room;
  await room.add(post());
  const ada = room.world.member('ada').in('#general');
  await ada.slash('/fic search', { query: 'zeppelin' });
  await ada.slash('/fic show', { story: 'zeppelin' });
  await ada.complete('/fic show', { story: 'yel' });
  const metrics = await read('/metrics');
  const count = (kind: string, name: string, outcome: string) =>
    metrics.includes(`ficus_interactions_total{kind="${kind}",name="${name}",outcome="${outcome}"} 1\n`);
  expect(count('command', '/fic search', 'answered')).toBe(true);
  expect(count('command', '/fic show', 'refused')).toBe(true);
  expect(count('completion', '/fic show', 'answered')).toBe(true);
  expect(metrics).toContain('ficus_answer_seconds_count{kind="command"} 2\n');
  expect(metrics).toContain('ficus_gateway_connected 1\n');
  expect(metrics).toContain(`ficus_guilds ${room.app.guilds}\n`);
  expect(metrics).toContain('ficus_fics 1\n');
  expect(metrics).not.toContain('zeppelin');
});

test('readiness comes and goes with the connection to Discord and ends with the stop; health does not', async () => {
  const { room, url } = await open();
  await using _ = room;
  const ready = async () => {
    const response = await fetch(`${url}/readyz`);
    return `${response.status} ${await response.text()}`;
  };
  expect(await ready()).toBe('200 ready\n');
  expect((await fetch(`${url}/healthz`)).status).toBe(200);

  room.world.faults.gateway.drop();
  await room.hears('connected to Discord again');
  expect(await ready()).toBe('200 ready\n');

  // An answer that does not get through keeps a bot that stops for some seconds.
  room.world.faults.rest({ kind: 'no-answer' }, { times: Number.POSITIVE_INFINITY });
  const asked = room.world.member('ada').in('#general').slash('/fic search', { query: 'rain' });
  await room.world.until(() => typeof room.world.requests.at(-1)?.fault === 'string');
  const stopped = room.stop();
  expect(await ready()).toBe('503 not ready: running\n');
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  await Promise.all([stopped, asked]);
});

test('without Discord, or without a database, the bot is not ready', async () => {
  const { room, read } = await open();
  await using _ = room;
  await room.world.close();
  await room.hears('the connection to Discord was lost');
  expect(await read('/readyz')).toBe('not ready: discord\n');
  await room.app.stores.catalog.close();
  expect(await read('/readyz')).toBe('not ready: discord, catalog\n');
  expect(await read('/healthz')).toBe('alive\n');
});

test('nothing is there but three pages to read, for this machine alone', async () => {
  const { room, url } = await open();
  await using _ = room;
  expect((await fetch(`${url}/`)).status).toBe(404);
  expect((await fetch(`${url}/metrics/..%2f`)).status).toBe(404);
  expect((await fetch(`${url}/healthz`, { method: 'POST' })).status).toBe(405);
  const head = await fetch(`${url}/metrics`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  const status = await new Promise((done) => {
    ask(`${url}/metrics`, { headers: { host: 'rebound.example' } }, (answer) => done(answer.statusCode)).end();
  });
  expect(status).toBe(421);
});

test('where its port is taken the bot says so and does not start half', async () => {
  const { room: first, url } = await open();
  await using _ = first;
  await using second = await ReadingRoom.open({ bot: false });
  const opsPort = Number(new URL(url).port);
  const failure = await second.start({ opsPort }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(FicError);
  expect(failure).toMatchObject({ code: 'ops-port-in-use', details: { port: String(opsPort) } });
  expect(second.world.botIsOnline).toBe(false);
  await second.start({ opsPort: 0 });
  expect(second.world.botIsOnline).toBe(true);
});
