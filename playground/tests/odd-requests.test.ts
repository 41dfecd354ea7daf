/** What no library sends: request lines, paths and names as a broken client or a curious one writes them. All are answered. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Routes } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { servePage } from '#playground/page/server.ts';
import { Playground } from '#playground/playground.ts';
import { restOf } from './trial-bot.ts';

/** Sends these very bytes, and reads the answer to its end. */
async function raw(world: Playground, head: string): Promise<string> {
  const { port, hostname } = new URL(world.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(head, 'latin1');
  return text(socket);
}

const line = (target: string, method = 'GET', more = '') =>
  `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n${more}\r\n`;

describe('a request line', () => {
  test.for<[string, string, number]>([
    ['of two slashes', '//', 404],
    ['of many slashes', '/////', 404],
    ['with two slashes before a name', '//elsewhere.example/page', 404],
    ['with two slashes before the API', '//api/v10/gateway', 404],
    ['with two slashes within the API', '/api/v10//gateway', 404],
    ['with a backslash', '/\\', 404],
    ['with two backslashes', '\\\\elsewhere.example\\', 400],
    ['with a port that is none', '//:99999999/', 404],
    ['with brackets', '//[', 404],
    ['with a percent sign alone', '/%', 404],
    ['badly encoded', '/api/v10/channels/%E0%A4%A', 401],
    ['with an encoded zero', '/api/v10/channels/%00', 401],
    ['with an encoded slash', '/attachments/1/2/..%2F..%2Fpackage.json', 404],
    ['that climbs', '/../../../etc/passwd', 404],
    ['with a question mark alone', '/?', 404],
    ['with a fragment', '/#top', 404],
    ['of an asterisk', '*', 400],
    ['without a slash', 'api/v10/gateway', 400],
    ['of another scheme', 'ftp://127.0.0.1/', 400],
    ['with the whole address', 'http://127.0.0.1/api/v10/gateway', 200],
    ['with the whole address of somebody else', 'http://elsewhere.example/api/v10/gateway', 421],
    ['with a user in the address', 'http://ada:secret@127.0.0.1/api/v10/gateway', 200],
    ['with a colon', ':', 400],
    ['with bytes beyond ASCII', '/\xe9\xff', 400],
    ['that is long', `/${'a'.repeat(15_000)}`, 404],
    ['that is too long', `/${'a'.repeat(20_000)}`, 431],
    ['that is none', '', 400],
  ])('%s is answered', async ([, target, status]) => {
    await using world = await Playground.start({ log: () => {} });
    expect(await raw(world, line(target))).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  test.for(['HEAD', 'OPTIONS', 'TRACE', 'PURGE', 'QUERY'])('of the method %s is answered', async (method) => {
    await using world = await Playground.start({ log: () => {} });
    expect(await raw(world, line('//', method))).toMatch(/^HTTP\/1\.1 [45]\d\d /);
    expect(await raw(world, line('/api/v10/gateway', method))).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  test('is answered by the page, too', async () => {
    await using world = await Playground.start({ log: () => {} });
    servePage(world);
    for (const target of ['//', '//[', '/%', '//elsewhere.example/page/state', '/page/state?member=%FF%', '*']) {
      expect(await raw(world, line(target)), target).toMatch(/^HTTP\/1\.1 (200|40[04]) /);
    }
  });

  test('that wants a gateway at an odd place is turned away', async () => {
    await using world = await Playground.start({ log: () => {} });
    const upgrade = 'Upgrade: websocket\r\n';
    const asked = line('*', 'GET', upgrade).replace('Connection: close', 'Connection: Upgrade');
    expect(await raw(world, asked)).toMatch(/^HTTP\/1\.1 403 /);
  });
});

test('a file whose name is half a character is kept, and handed out', async () => {
  await using world = await Playground.start();
  const route = Routes.channelMessages(world.channel('#general').id);
  const body = { attachments: [{ id: '0', filename: 'fog\ud83d.txt' }] };
  const sent = await restOf(world).post(route, { body, files: [{ name: 'fog.txt', data: Buffer.from('Fog') }] });
  const [{ url }] = (sent as { attachments: [{ url: string }] }).attachments;
  expect(await (await fetch(url)).text()).toBe('Fog');
});
