/** A bot that takes interactions over HTTP: signed, answered in the response, and never taken on trust. */
import { createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { APIApplication, APIInteraction } from 'discord-api-types/v10';
import { Routes } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { restOf } from './trial-bot.ts';

/** What a public key in hexadecimal lacks to be one that Node reads. */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

async function stage(answer: (interaction: APIInteraction) => Answer, options: { readonly checks?: boolean } = {}) {
  const { checks = true } = options;
  const world = await Playground.start();
  const rest = restOf(world);
  await rest.put(Routes.applicationCommands(world.applicationId), { body: [{ name: 'fic', description: 'Stories' }] });
  const { verify_key } = (await rest.get(Routes.currentApplication())) as APIApplication;
  const key = createPublicKey({
    key: Buffer.concat([spkiHead, Buffer.from(verify_key, 'hex')]),
    format: 'der',
    type: 'spki',
  });
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const signature = Buffer.from(String(request.headers['x-signature-ed25519']), 'hex');
    const signed = Buffer.from(request.headers['x-signature-timestamp'] + body);
    const { status, body: said } =
      checks && !verify(null, signed, key, signature) ? { status: 401 } : answer(JSON.parse(body));
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(said === undefined ? '' : JSON.stringify(said));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/interactions`;
  const dispose = async () => {
    server.close();
    server.closeAllConnections();
    await world.close();
  };
  return { world, url, ada: world.member('ada').in('#general'), [Symbol.asyncDispose]: dispose };
}

const pong = { status: 200, body: { type: 1 } };
const reply = (content: string) => ({ status: 200, body: { type: 4, data: { content } } });

describe('an endpoint', () => {
  test('that answers PING and checks signatures is sent the interactions, and its answers are theirs', async () => {
    await using s = await stage((interaction) => (interaction.type === 1 ? pong : reply('The Fog')));
    await s.world.useEndpoint(s.url);
    expect((await s.ada.slash('/fic')).message?.content).toBe('The Fog');
  });

  test('that trusts any signature is not taken', async () => {
    await using s = await stage(() => pong, { checks: false });
    await expect(s.world.useEndpoint(s.url)).rejects.toThrow('a false signature with 200 in place of 401');
  });

  test('that does not know PING is not taken', async () => {
    await using s = await stage(() => reply('What?'));
    await expect(s.world.useEndpoint(s.url)).rejects.toThrow('no PONG');
  });

  test('is held to the same rules: what Discord refuses fails, and says by which rule', async () => {
    await using s = await stage((interaction) => (interaction.type === 1 ? pong : reply('x'.repeat(2_001))));
    await s.world.useEndpoint(s.url);
    expect((await s.ada.slash('/fic')).error).toBe('The application did not respond');
    expect(s.world.requests.at(-1)).toMatchObject({ error: { code: 50_035 }, broken: [{ rule: 'message.content' }] });
  });
});
