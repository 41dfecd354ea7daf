/** Who may use the playground's page, and what of the disk it serves. */
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servePage } from '#playground/page/server.ts';
import { Playground } from '#playground/playground.ts';

let playground: Playground;
let address: string;

beforeAll(async () => {
  playground = await Playground.start();
  address = servePage(playground);
});

afterAll(() => playground.close());

describe('only its own page may use it', () => {
  const post = (headers: Record<string, string>) =>
    fetch(`${address}page/send`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ member: 'ada', channel: playground.channel('#general').id, content: 'hi', files: [] }),
    });

  test('a request of another site is refused, whatever it is', async () => {
    const json = { 'content-type': 'application/json' };
    expect((await post({ ...json, origin: 'https://example.org' })).status).toBe(403);
    expect((await post(json)).status).toBe(403);
    expect((await post({ 'content-type': 'text/plain', origin: playground.url })).status).toBe(403);
    expect((await post({ ...json, origin: playground.url })).status).toBe(200);
  });

  test('a name that another site points at this machine is refused', async () => {
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    get(`${address}page/state`, { headers: { host: 'evil.example' } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    expect(await promise).toBe(421);
  });

  test('a body that the page would not post is refused', async () => {
    const headers = { 'content-type': 'application/json', origin: playground.url };
    const answer = (body: string) => fetch(`${address}page/send`, { method: 'POST', headers, body });
    expect((await answer('{')).status).toBe(400);
    expect((await answer('{"member":"ada"}')).status).toBe(400);
  });

  test('files outside the page’s own are not served', async () => {
    for (const path of ['..%2fserver.ts', 'server.ts', 'tsconfig.json', '%2e%2e/server.ts']) {
      expect((await fetch(`${address}${path}`)).status).toBe(404);
    }
    expect((await fetch(address)).headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
