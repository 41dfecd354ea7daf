/** What the gateway closes on, with Discord's codes: each limit at the limit and just beyond it. */
import { Client, GatewayIntentBits, type RESTGetAPIGatewayBotResult, Routes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { limitOf } from '#playground/rules/book.ts';
import { ManualClock } from '#playground/world/clock.ts';
import { BareGateway } from './bare-gateway.ts';
import { restOf } from './trial-bot.ts';

type Options = Parameters<typeof Playground.start>[0];

const heartbeat = 1;
const presence = 3;
const resume = 6;
const invalidSession = ({ op }: { op: number }) => op === 9;
const acknowledged = ({ op }: { op: number }) => op === 11;

async function stage(options: Options = {}) {
  const pace = new ManualClock();
  const world = await Playground.start({ pace, log: () => {}, ...options });
  return { world, pace, [Symbol.asyncDispose]: () => world.close() };
}

/** A heartbeat of so many bytes; a letter of two bytes tells bytes and characters apart. */
function padded(bytes: number): string {
  const bare = Buffer.byteLength(JSON.stringify({ op: heartbeat, d: null, pad: 'é' }));
  return JSON.stringify({ op: heartbeat, d: null, pad: `é${'x'.repeat(bytes - bare)}` });
}

describe('a payload', () => {
  test('has at most 4096 bytes', async () => {
    await using s = await stage();
    using gateway = await BareGateway.identified(s.world);
    gateway.sendText(padded(4_096));
    await gateway.comes(acknowledged);
    const tooLong = padded(4_097);
    expect(tooLong.length).toBe(4_096);
    gateway.sendText(tooLong);
    expect(await gateway.closed).toBe(4002);
    // Whoever asks what went wrong finds it among the requests, with its rule.
    expect(s.world.refusals).toMatchObject([
      { method: 'GATEWAY', status: 4002, broken: [{ rule: 'gateway.payload' }] },
    ]);
  });

  test('that is no JSON, or has no opcode, cannot be decoded', async () => {
    await using s = await stage();
    for (const text of ['{', '"op"', '{"op": "2"}']) {
      using gateway = await BareGateway.connect(s.world);
      gateway.sendText(text);
      expect(await gateway.closed).toBe(4002);
    }
  });

  test('of an opcode that there is not is refused', async () => {
    await using s = await stage();
    using gateway = await BareGateway.identified(s.world);
    gateway.send(99, null);
    expect(await gateway.closed).toBe(4001);
  });

  test('comes 120 times in 60 seconds and no more', async () => {
    await using s = await stage();
    using gateway = await BareGateway.identified(s.world);
    for (let sent = 1; sent < 120; sent += 1) gateway.send(presence, {});
    gateway.send(heartbeat, null);
    expect(await gateway.closed).toBe(4008);
  });

  test('comes 120 times again once 60 seconds are over', async () => {
    await using s = await stage({ heartbeatInterval: 1_000_000 });
    using gateway = await BareGateway.identified(s.world);
    for (let sent = 1; sent < 119; sent += 1) gateway.send(presence, {});
    gateway.send(heartbeat, null);
    await gateway.comes(acknowledged);
    s.pace.advance(60_000);
    for (let sent = 0; sent < 120; sent += 1) gateway.send(presence, {});
    using other = await BareGateway.connect(s.world);
    other.send(heartbeat, null);
    await other.comes(acknowledged);
    expect(await Promise.race([gateway.closed, other.comes(acknowledged)])).toMatchObject({ op: 11 });
    gateway.send(presence, {});
    expect(await gateway.closed).toBe(4008);
  });

  test('comes after identifying, heartbeats aside', async () => {
    await using s = await stage();
    using gateway = await BareGateway.connect(s.world);
    gateway.send(heartbeat, null);
    await gateway.comes(acknowledged);
    gateway.send(presence, {});
    expect(await gateway.closed).toBe(4003);
  });
});

describe('identifying', () => {
  test('happens once a connection', async () => {
    await using s = await stage();
    using gateway = await BareGateway.identified(s.world);
    gateway.identify();
    expect(await gateway.closed).toBe(4005);
  });

  const beyond = 2 ** 26;
  test.for<[string, object, number]>([
    ['a wrong token', { token: 'wrong' }, 4004],
    ['a shard beyond the last', { shard: [2, 2] }, 4010],
    ['a shard before the first', { shard: [-1, 2] }, 4010],
    ['no shards at all', { shard: [0, 0] }, 4010],
    ['half a shard', { shard: [0] }, 4010],
    ['intents that there are not', { intents: beyond }, 4013],
    ['negative intents', { intents: -1 }, 4013],
    ['no intents', { intents: undefined }, 4013],
    ['members, not granted', { intents: GatewayIntentBits.GuildMembers }, 4014],
    ['presences, not granted', { intents: GatewayIntentBits.GuildPresences }, 4014],
    ['messages’ content, not granted', { intents: GatewayIntentBits.MessageContent }, 4014],
  ])('is refused with %s', async ([, more, code]) => {
    await using s = await stage();
    using gateway = await BareGateway.connect(s.world);
    gateway.identify(more);
    expect(await gateway.closed).toBe(code);
  });

  test('takes the last shard, all plain intents, and privileged ones that were granted', async () => {
    const privilegedIntents = ['GuildMembers', 'GuildPresences', 'MessageContent'] as const;
    await using s = await stage({ privilegedIntents });
    using _ = await BareGateway.identified(s.world, { shard: [1, 2], intents: 0x3ff_ffff & ~(7 << 17) & ~(3 << 22) });
  });

  test('tells discord.js which intents it was not granted', async () => {
    await using s = await stage();
    const client = new Client({ intents: [GatewayIntentBits.MessageContent], rest: { api: s.world.apiUrl } });
    await expect(client.login(s.world.token)).rejects.toThrow('Used disallowed intents');
    await client.destroy();
  });

  test('takes more shards where there are too many guilds for one', async () => {
    await using s = await stage({ guilds: 4, guildsPerShard: 6 });
    using first = await BareGateway.identified(s.world);
    await first.comes(({ s }) => s === 7);
    await using more = await stage({ guilds: 5, guildsPerShard: 6 });
    using second = await BareGateway.connect(more.world);
    second.identify();
    expect(await second.closed).toBe(4011);
    expect(limitOf('gateway.guilds')).toBe(2_500);
  });

  test('happens 1000 times in a day: then all sessions end, and the token is another one', async () => {
    const clock = new ManualClock();
    await using s = await stage({ clock, identifyInterval: 0 });
    const limit = async () =>
      ((await restOf(s.world).get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult).session_start_limit;
    expect(await limit()).toMatchObject({ total: 1_000, remaining: 1_000, reset_after: 0 });
    for (let taken = 1; taken < 1_000; taken += 1) s.world.logins.take();
    using last = await BareGateway.identified(s.world);
    clock.advance(1_000);
    expect(await limit()).toMatchObject({ remaining: 0, reset_after: 86_399_000 });
    const before = s.world.token;
    using beyond = await BareGateway.connect(s.world);
    beyond.identify();
    expect(await Promise.all([last.closed, beyond.closed])).toEqual([4004, 4004]);
    expect(s.world.token).not.toBe(before);
    clock.advance(86_400_000);
    expect(await limit()).toMatchObject({ remaining: 1_000 });
    using _ = await BareGateway.identified(s.world);
  });

  test('happens once in five seconds for the shards of a kind', async () => {
    await using s = await stage({ shards: 4, maxConcurrency: 2 });
    using _zero = await BareGateway.identified(s.world, { shard: [0, 4] });
    using _one = await BareGateway.identified(s.world, { shard: [1, 4] });
    using two = await BareGateway.connect(s.world);
    s.pace.advance(4_999);
    two.identify({ shard: [2, 4] });
    expect(await two.comes(invalidSession)).toMatchObject({ d: false });
    s.pace.advance(1);
    two.identify({ shard: [2, 4] });
    await two.comes(({ t }) => t === 'READY');
  });
});

describe('resuming', () => {
  const resumption = async (s: { world: Playground }, change: (seq: number) => object) => {
    using first = await BareGateway.identified(s.world);
    const ready = await first.comes(({ t }) => t === 'READY');
    const last = await first.comes(({ s }) => s === 3);
    s.world.faults.gateway.drop();
    await first.closed;
    const second = await BareGateway.connect(s.world);
    const seq = last.s ?? 0;
    second.send(resume, { token: s.world.token, session_id: ready.d.session_id, seq, ...change(seq) });
    return second;
  };

  test('takes the number of the last event', async () => {
    await using s = await stage();
    using at = await resumption(s, () => ({}));
    await at.comes(({ t }) => t === 'RESUMED');
    await using t = await stage();
    using beyond = await resumption(t, (seq) => ({ seq: seq + 1 }));
    expect(await beyond.closed).toBe(4007);
  });

  test('takes a session that there is, and a token', async () => {
    await using s = await stage();
    using unknown = await resumption(s, () => ({ session_id: 'unknown' }));
    expect(await unknown.comes(invalidSession)).toMatchObject({ d: false });
    await using t = await stage();
    using wrong = await resumption(t, () => ({ token: 'wrong' }));
    expect(await wrong.closed).toBe(4004);
  });
});

test.for([
  [1_000, false],
  [1_001, false],
  [4_200, true],
] as const)('a bot that closes with %s can take its session up again: %s', async ([code, lasts]) => {
  await using s = await stage();
  using first = await BareGateway.identified(s.world);
  const { d } = await first.comes(({ t }) => t === 'READY');
  first.close(code);
  await s.world.until(() => !s.world.botIsOnline);
  using second = await BareGateway.connect(s.world);
  second.send(resume, { token: s.world.token, session_id: d.session_id, seq: 3 });
  await second.comes(({ op, t }) => (lasts ? t === 'RESUMED' : op === 9));
});

test('a connection without a heartbeat for one and a half intervals is closed', async () => {
  await using s = await stage({ heartbeatInterval: 1_000 });
  using gateway = await BareGateway.identified(s.world);
  s.pace.advance(1_499);
  gateway.send(heartbeat, null);
  await gateway.comes(acknowledged);
  s.pace.advance(1_499);
  expect(s.world.botIsOnline).toBe(true);
  s.pace.advance(1);
  expect(await gateway.closed).toBe(4009);
});
