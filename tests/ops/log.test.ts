/** What the log says of an error is enough to find it, and tells nobody's token and nobody's words. */
import { DiscordAPIError, HTTPError } from 'discord.js';
import { expect, test } from 'vitest';
import { openLog } from '#src/ops/log.ts';

const TOKEN = 'aW50ZXJhY3Rpb246MTIzOkFCQ0RFRkdISUpLTE1OT1A';
const STORY = 'It rained on Baker Street.';

function logged(write: (log: ReturnType<typeof openLog>) => void): string {
  const lines: string[] = [];
  write(openLog('debug', { write: (line: string) => void lines.push(line) }));
  return lines.join('');
}

const body = { files: undefined, body: { content: STORY } };

test.each([
  `https://discord.com/api/v10/interactions/123456789012345678/${TOKEN}/callback`,
  `https://discord.com/api/v10/webhooks/123456789012345678/${TOKEN}/messages/@original`,
  `https://discord.com/api/v10/webhooks/123456789012345678/${TOKEN}?wait=true`,
])('an answer that Discord refused is told without its token and its text: %s', (url) => {
  const refused = new DiscordAPIError({ code: 50035, message: 'Invalid Form Body' }, 50035, 400, 'POST', url, body);
  const down = new HTTPError(503, 'Service Unavailable', 'POST', url, body);
  for (const error of [refused, down, new Error('It failed', { cause: refused })]) {
    const line = logged((log) => log.error({ err: error }, 'failed'));
    expect(line).not.toContain(TOKEN);
    expect(line).not.toContain(STORY);
    expect(line).toContain('/***');
    expect(JSON.parse(line).err.stack).toContain('log.test.ts');
  }
  expect(JSON.parse(logged((log) => log.error({ err: refused }))).err).toMatchObject({ code: 50035, status: 400 });
});

test('a token is masked wherever it turns up, and the line stays JSON', () => {
  const route = `/interactions/123456789012345678/${TOKEN}/callback`;
  const line = logged((log) => log.warn({ route, text: `"POST ${route}"` }, `failed at ${route}`));
  expect(line).not.toContain(TOKEN);
  expect(JSON.parse(line)).toMatchObject({ route: '/interactions/123456789012345678/***/callback' });
});

test("a bot's own token is never written", () => {
  // Made up, in the shape of one; in two parts, so that nobody who scans for tokens trips over it.
  const bot = ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'GabcdE', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'].join('.');
  expect(logged((log) => log.debug({ text: `Authorization: Bot ${bot}` }))).not.toContain(bot);
});
