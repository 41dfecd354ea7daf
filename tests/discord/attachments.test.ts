/** An upload is fetched from where Discord keeps it and from nowhere else, and never for longer or in greater size than is said. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { attachmentFetcher } from '#src/discord/attachments.ts';
import { MAX_FILE_BYTES } from '#src/importers/contract.ts';

const DISCORD = 'https://discord.com/api';

/** A server of attachments, as the double has one, that answers as told and counts what it was asked. */
async function host(answer: RequestListener) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fetchFile = attachmentFetcher(`${url}/api`);
  return {
    ...{ url, asked, fetchFile },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const file = (url: string, size = 11, name = 'story.txt') => ({ name, url, size });

/** More than anybody can take. */
function* endless() {
  for (;;) yield Buffer.alloc(1_000_000);
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('the bytes come as they are', async () => {
  await using h = await host((_, response) => response.end('Title: Rain'));
  const bytes = await h.fetchFile(file(`${h.url}/attachments/1/2/story.txt`));
  expect(new TextDecoder().decode(bytes)).toBe('Title: Rain');
});

test.each([
  'https://evil.example/story.txt',
  'https://cdn.discordapp.com.evil.example/story.txt',
  'https://cdn.discordapp.com@evil.example/story.txt',
  'https://cdn.discordapp.com:8443/story.txt',
  'http://cdn.discordapp.com/story.txt',
  'http://127.0.0.1:9/story.txt',
  'http://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  'data:text/plain,hello',
  'story.txt',
  '',
])('nothing is asked of %s', async (url) => {
  const asked = vi.spyOn(globalThis, 'fetch');
  const refusal = { code: 'attachment-foreign', details: { name: 'story.txt' } };
  await expect(attachmentFetcher(DISCORD)(file(url))).rejects.toMatchObject(refusal);
  await expect(attachmentFetcher('http://127.0.0.1:7/api')(file(url))).rejects.toMatchObject(refusal);
  expect(asked).not.toHaveBeenCalled();
});

test.each([
  'https://cdn.discordapp.com/attachments/1/2/story.txt?ex=1',
  'https://media.discordapp.net/attachments/1/2/s.txt',
])('Discord’s own host is asked: %s', async (url) => {
  // The one place where no real server can stand in: these hosts are Discord's.
  const asked = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('Title: Rain'));
  await attachmentFetcher(DISCORD)(file(url));
  expect(String(asked.mock.calls[0]?.[0])).toBe(url);
});

test('a bot on Discord takes nothing from a machine beside it', async () => {
  await using h = await host((_, response) => response.end('secret'));
  await expect(attachmentFetcher(DISCORD)(file(`${h.url}/x`))).rejects.toMatchObject({ code: 'attachment-foreign' });
  expect(h.asked).toEqual([]);
});

test('a redirection is not followed', async () => {
  await using elsewhere = await host((_, response) => response.end('secret'));
  await using h = await host((_, response) => response.writeHead(302, { location: `${elsewhere.url}/secret` }).end());
  await expect(h.fetchFile(file(`${h.url}/x`))).rejects.toMatchObject({ code: 'attachment-unreachable' });
  expect(elsewhere.asked).toEqual([]);
});

test('a file that is said to be too large is not asked for', async () => {
  await using h = await host((_, response) => response.end('x'));
  await expect(h.fetchFile(file(`${h.url}/x`, MAX_FILE_BYTES + 1))).rejects.toMatchObject({
    code: 'attachment-too-large',
    details: { name: 'story.txt', limit: expect.any(Number) },
  });
  expect(h.asked).toEqual([]);
});

test('a file that is larger than it said is let go of as soon as that shows', async () => {
  const letGo = Promise.withResolvers<unknown>();
  await using h = await host((_, response) => void pipeline(endless(), response).catch(letGo.resolve));
  await expect(h.fetchFile(file(`${h.url}/x`, 11))).rejects.toMatchObject({ code: 'attachment-too-large' });
  expect(await letGo.promise).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
});

test('a file that does not come in time is given up', async () => {
  await using silent = await host(() => {});
  await using slow = await host((_, response) => response.write('Title: '));
  for (const h of [silent, slow]) {
    const fetchFile = attachmentFetcher(`${h.url}/api`, 50);
    await expect(fetchFile(file(`${h.url}/x`))).rejects.toMatchObject({ code: 'attachment-unreachable' });
  }
});

test('a file that is gone, and a host that is down, are unreachable', async () => {
  await using h = await host((_, response) => response.writeHead(404).end('This content is no longer available.'));
  await expect(h.fetchFile(file(`${h.url}/x`))).rejects.toMatchObject({ code: 'attachment-unreachable' });
  const down = await host(() => {});
  await down[Symbol.asyncDispose]();
  await expect(down.fetchFile(file(`${down.url}/x`))).rejects.toMatchObject({
    code: 'attachment-unreachable',
    details: { name: 'story.txt' },
  });
});
