/** The double itself: its port, its doors, its gateway, and that it is loud about what it cannot do. */
import { get } from 'node:http';
import { GatewayIntentBits, Routes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Playground } from '#playground/playground.ts';
import { ManualClock } from '#playground/world/clock.ts';
import { addChannel, addMember } from '#playground/world/guilds.ts';
import { restOf, TrialBot } from './trial-bot.ts';

describe('the playground', () => {
  test('listens on loopback, at a free port', async () => {
    await using world = await Playground.start();
    expect(world.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
  });

  test('says which port is taken', async () => {
    await using world = await Playground.start();
    const port = Number(new URL(world.url).port);
    await expect(Playground.start({ port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      message: expect.stringContaining(`port ${port}`),
    });
  });

  test('has the same people and channels in every run, and another application', async () => {
    await using one = await Playground.start();
    await using other = await Playground.start({ clock: new ManualClock(Date.now() + 60_000) });
    for (const things of ['guilds', 'channels'] as const)
      expect([...other[things].keys()]).toEqual([...one[things].keys()]);
    expect(other.user('ada').id).toBe(one.user('ada').id);
    expect(other.applicationId).not.toBe(one.applicationId);
  });

  test('has two guilds, their channels, and people of four kinds', async () => {
    await using world = await Playground.start();
    expect([...world.guilds.values()].map(({ name }) => name)).toEqual(['The Reading Room', 'The Other Shelf']);
    const seen = (name: string) =>
      world
        .member(name)
        .in('#general')
        .channels()
        .map((channel) => channel.name);
    expect(seen('ada')).toEqual(['general', 'recs', 'after-dark', 'news', 'rec-forum', 'voice', 'quiet']);
    expect(world.member('olive').guilds()).toHaveLength(2);
    expect(
      world
        .member('ada')
        .guilds()
        .map(({ name }) => name),
    ).toEqual(['The Reading Room']);
    expect(world.guild('other-shelf').name).toBe('The Other Shelf');
    expect(() => world.member('rex')).toThrow('no member "rex"');
    expect(() => world.member('ada').in('#cellar')).toThrow('no channel "#cellar"');
  });

  test('refuses a wrong token, and says so on the gateway too', async () => {
    await using world = await Playground.start();
    await expect(restOf(world, 'wrong').get(Routes.user())).rejects.toMatchObject({ status: 401, code: 0 });
    const socket = new WebSocket(world.url.replace('http', 'ws'));
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    socket.on('open', () => socket.send(JSON.stringify({ op: 2, d: { token: 'wrong', intents: 1, properties: {} } })));
    expect(await closed).toBe(4004);
  });

  test('turns away web pages: under a name of their own, or at the gateway', async () => {
    await using world = await Playground.start();
    const status = await new Promise((resolve) => {
      get(`${world.apiUrl}/v10/gateway`, { headers: { host: 'evil.example' } }, (response) =>
        resolve(response.statusCode),
      );
    });
    expect(status).toBe(421);
    const socket = new WebSocket(world.url.replace('http', 'ws'), { origin: 'https://evil.example' });
    expect(await new Promise((resolve) => socket.on('error', ({ message }) => resolve(message)))).toContain('403');
  });

  test('is loud about a route that it does not have', async () => {
    const lines: string[] = [];
    await using world = await Playground.start({ log: (line) => lines.push(line) });
    await expect(restOf(world).get('/guilds/1/bans')).rejects.toMatchObject({ status: 404 });
    expect(lines).toEqual([expect.stringContaining('no route GET /guilds/1/bans')]);
    expect(world.refusals).toMatchObject([{ method: 'GET', route: '/guilds/1/bans', status: 404 }]);
  });

  test('keeps a record of every request', async () => {
    await using world = await Playground.start();
    const route = Routes.channelMessages(world.channel('#general').id);
    await restOf(world).post(route, {
      body: { content: 'Hello' },
      files: [{ name: 'fog.txt', data: Buffer.from('Fog') }],
    });
    expect(world.requests).toMatchObject([
      {
        method: 'POST',
        route: '/channels/:channel/messages',
        body: { content: 'Hello' },
        files: ['fog.txt'],
        status: 200,
      },
    ]);
  });

  test('refuses a file of more than 10 MiB, a body that is no JSON, and nothing of the kind for less', async () => {
    await using world = await Playground.start();
    const route = Routes.channelMessages(world.channel('#general').id);
    const upload = (bytes: number) =>
      restOf(world).post(route, { body: {}, files: [{ name: 'a.txt', data: Buffer.alloc(bytes) }] });
    await upload(10 * 1_024 * 1_024);
    await expect(upload(10 * 1_024 * 1_024 + 1)).rejects.toMatchObject({ code: 40005 });
    const headers = { authorization: `Bot ${world.token}`, 'content-type': 'application/json' };
    const response = await fetch(`${world.apiUrl}/v10${route}`, { method: 'POST', headers, body: '{' });
    expect(await response.json()).toMatchObject({ code: 50109 });
  });

  test('hands out attachments as files, and knows no others', async () => {
    await using world = await Playground.start();
    const file = { name: 'The Fog.html', bytes: '<script>alert(1)</script>' };
    const { attachments } = await world.member('ada').in('#general').send('', [file]);
    const response = await fetch(attachments[0]?.url ?? '');
    expect(response.headers.get('content-disposition')).toBe('attachment');
    expect(await response.text()).toBe(file.bytes);
    expect((await fetch(`${world.url}/attachments/1/2/fog.txt`)).status).toBe(404);
  });
});

describe('a direct message', () => {
  test('is opened by the bot or by the person, and is the same', async () => {
    await using world = await Playground.start();
    const rest = restOf(world);
    const ada = world.member('ada').directMessage();
    const opened = (await rest.post(Routes.userChannels(), { body: { recipient_id: ada.user.id } })) as { id: string };
    expect(opened.id).toBe(ada.channel.id);
    await rest.post(Routes.channelMessages(opened.id), { body: { content: 'A new chapter' } });
    expect(ada.messages().map(({ content }) => content)).toEqual(['A new chapter']);
    expect(world.member('mina').directMessage().messages()).toEqual([]);
  });
});

describe('the gateway', () => {
  test('tells discord.js of guilds, channels and threads as they come', async () => {
    await using world = await Playground.start();
    await using bot = await TrialBot.start(world);
    const { cache } = bot.client.guilds;
    expect(cache.map(({ name }) => name)).toEqual(['The Reading Room', 'The Other Shelf']);
    const [guild] = cache.values();
    expect(guild?.members.me?.permissions.has('CreatePrivateThreads')).toBe(true);
    expect(guild?.channels.cache.map(({ name }) => name)).toContain('after-dark');
    const created = new Promise((resolve) => bot.client.once('channelCreate', ({ name }) => resolve(name)));
    addChannel(world, world.firstGuild, 'new-shelf');
    expect(await created).toBe('new-shelf');
    expect(bot.client.options.intents.bitfield).toBe(GatewayIntentBits.Guilds);
  });

  test('lets the bot take up a lost connection and hands it what it missed', async () => {
    await using world = await Playground.start();
    await using bot = await TrialBot.start(world, [{ name: 'fic', description: 'Stories' }]);
    bot.answers((interaction) => interaction.isRepliable() && interaction.reply('Here again'));
    const resumed = new Promise((resolve) => bot.client.once('shardResume', (_id, replayed) => resolve(replayed)));
    world.faults.gateway.drop();
    const gesture = world.member('ada').in('#general').slash('/fic');
    expect((await gesture).message?.content).toBe('Here again');
    await resumed;
    expect(world.botIsOnline).toBe(true);
  });

  test('serves a bot that starts anew after it was killed', async () => {
    await using world = await Playground.start({ identifyInterval: 0 });
    const commands = [{ name: 'fic', description: 'Stories' }];
    const first = await TrialBot.start(world, commands);
    await first[Symbol.asyncDispose]();
    await world.until(() => !world.botIsOnline);
    await using second = await TrialBot.start(world);
    second.answers((interaction) => interaction.isRepliable() && interaction.reply('The second'));
    const reply = await world.member('ada').in('#general').slash('/fic');
    expect(reply.message?.content).toBe('The second');
    expect(second.failures).toEqual([]);
  });
});

test('someone who joins another guild sees its channels', async () => {
  await using world = await Playground.start();
  const other = world.guild('other-shelf');
  const ada = world.member('ada');
  expect(ada.in('#general', other).channels()).toEqual([]);
  addMember(world, other, ada.user);
  expect(ada.in('#general', other).channels()).toHaveLength(7);
});
