/** A run's traffic, written down: all of it, in order, readable again, and without secrets. */
import { Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { readTrafficLine, type TrafficLine } from '#playground/traffic/traffic-line.ts';
import { ManualClock } from '#playground/world/clock.ts';
import { BareGateway } from './bare-gateway.ts';
import { restOf, TrialBot } from './trial-bot.ts';

const fic = { name: 'fic', description: 'Stories' };

/** Every line has to be one that the reader takes. */
function linesOf(texts: readonly string[]): TrafficLine[] {
  return texts.map((text) => {
    const line = readTrafficLine(text);
    if ('wrong' in line) throw new Error(`${line.wrong}: ${text}`);
    return line;
  });
}

const nameOf = (line: TrafficLine) =>
  `${line.direction === 'to-discord' ? '>' : '<'} ${line.via === 'rest' ? `${line.route} ${line.status ?? ''}`.trim() : line.event}`;

test('a run of discord.js is written down in order, without a token', async () => {
  const texts: string[] = [];
  const clock = new ManualClock(Date.UTC(2026, 0, 2, 3, 4, 5, 678));
  await using world = await Playground.start({ clock, record: (line) => texts.push(line) });
  const bot = await TrialBot.start(world, [fic]);
  bot.answers(async (interaction) => {
    if (!interaction.isRepliable()) return;
    await interaction.reply({ content: `My token: ${world.token}, ${interaction.token}` });
    await interaction.followUp({ content: 'More', files: [{ name: 'fog.txt', attachment: Buffer.from('Fog, fog.') }] });
  });
  const reply = await world.member('ada').in('#general').slash('/fic');
  await world.until(() => reply.followUps.length === 1);
  await bot[Symbol.asyncDispose]();
  await world.until(() => !world.botIsOnline);

  const lines = linesOf(texts);
  expect(lines.map(nameOf)).toEqual([
    '> GET /gateway/bot',
    '< GET /gateway/bot 200',
    '< Hello',
    '> Identify',
    '< READY',
    '< GUILD_CREATE',
    '< GUILD_CREATE',
    '> PUT /applications/:application/commands',
    '< PUT /applications/:application/commands 200',
    '< INTERACTION_CREATE',
    '> POST /interactions/:interaction/:token/callback',
    '< POST /interactions/:interaction/:token/callback 204',
    '> POST /webhooks/:application/:token',
    '< POST /webhooks/:application/:token 200',
    '> Close',
  ]);
  expect(new Set(lines.map(({ time }) => time))).toEqual(new Set(['2026-01-02T03:04:05.678Z']));
  expect(lines.find(({ via, body }) => via === 'rest' && JSON.stringify(body).includes('My token'))).toMatchObject({
    path: `/interactions/${reply.interaction.id}/***/callback`,
    body: { type: 4, data: { content: 'My token: ***, ***' } },
  });
  expect(lines.filter((line) => 'files' in line)).toMatchObject([{ files: [{ name: 'fog.txt', size: 9 }] }]);
  const all = texts.join('\n');
  for (const secret of [world.token, reply.interaction.token, 'Fog, fog.']) expect(all).not.toContain(secret);
});

test('a fault is written down as what it did', async () => {
  const texts: string[] = [];
  await using world = await Playground.start({ record: (line) => texts.push(line) });
  const ask = () => restOf(world).get(Routes.user());
  for (const kind of ['cut', 'no-answer'] as const) {
    world.faults.rest({ kind });
    void ask().catch(() => {});
    await world.until(() => world.requests.at(-1)?.fault === kind);
  }
  world.faults.rest({ kind: 'server-error', status: 502 });
  await expect(ask()).rejects.toThrow();
  using gateway = await BareGateway.identified(world);
  world.faults.gateway.drop();
  await gateway.closed;
  const lines = linesOf(texts);
  expect(lines.map(nameOf).filter((name) => name.includes('/users') || name.includes('Close'))).toEqual([
    '> GET /users/@me',
    '< GET /users/@me 200',
    '> GET /users/@me',
    '> GET /users/@me',
    '< GET /users/@me 502',
    '< Close',
  ]);
  expect(lines.filter((line) => 'fault' in line)).toMatchObject([
    { fault: 'cut', exchange: 1 },
    { fault: 'server-error', exchange: 3, body: expect.stringContaining('502 Bad Gateway') },
  ]);
  expect(lines.at(-1)).toMatchObject({ body: { code: 4000 } });
});

test.for<[string, string]>([
  ['{"time"', 'not JSON'],
  ['[]', 'expected object'],
  ['{"via":"post"}', 'via'],
  [
    '{"time":"today","direction":"to-discord","via":"gateway","event":"Heartbeat","body":null}',
    'time: Invalid ISO datetime',
  ],
  ['{"time":"2026-01-02T03:04:05.678Z","direction":"up","via":"gateway","event":"Heartbeat","body":null}', 'direction'],
])('a line that is none is told apart: %s', ([text, wrong]) => {
  expect(readTrafficLine(text)).toEqual({ wrong: expect.stringContaining(wrong) });
});
