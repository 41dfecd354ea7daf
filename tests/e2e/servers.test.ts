/** The bot comes to a server, is removed, comes back: what it says, and what becomes of the library. */
import { describe, expect, test } from 'vitest';
import type { Seat } from '#playground/gestures/seat.ts';
import {
  addChannel,
  addGuild,
  addMember,
  type InvitationOptions,
  setOverwrite,
  setSystemChannel,
  setUnavailable,
} from '#playground/world/guilds.ts';
import type { Guild } from '#playground/world/model.ts';
import { post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const DAY = 24 * 60 * 60 * 1000;
const WELCOME = "I'm Ficus, the fic bot";
const BACK = "I'm back";

/** Time that a test moves on. */
function clock() {
  let now = Date.now();
  return {
    now: () => now,
    pass(days: number) {
      now += days * DAY;
    },
  };
}

/** A server of Olive's with two channels that the bot is not in yet; Ada is a member. */
function newServer({ world }: ReadingRoom, name = 'The Long Shelf'): Guild {
  const guild = addGuild(world, name, world.user('olive'));
  const [lounge] = [addChannel(world, guild, 'lounge'), addChannel(world, guild, 'office')];
  addMember(world, guild, world.user('ada'));
  setSystemChannel(world, guild, lounge ?? null);
  return guild;
}

async function invite(room: ReadingRoom, guild: Guild, options?: InvitationOptions): Promise<void> {
  room.world.addBot(guild, options);
  await room.hears('joined a server', guild.id);
  await room.app.settled();
}

function seatIn(room: ReadingRoom, channel: string, guild: string | Guild = 'The Long Shelf', name = 'olive'): Seat {
  return room.world.member(name).in(channel, guild);
}

function said(seat: Seat): string[] {
  return seat
    .messages()
    .filter(({ ephemeral }) => !ephemeral)
    .map(({ text }) => text);
}

describe('a server that invites the bot', () => {
  test('is told once what it does and how to add the first fic, where Discord posts its notices', async () => {
    await using room = await ReadingRoom.open();
    const guild = newServer(room);
    await invite(room, guild);
    const [welcome, ...more] = said(seatIn(room, '#lounge'));
    expect(more).toEqual([]);
    expect(welcome).toContain(WELCOME);
    expect(welcome).toMatch(/<\/library add:\d+> and pastes the post/);
    expect(welcome).toMatch(/<\/fic help:\d+> shows all/);
    expect(welcome).toContain('kept for 30 days');
    expect(welcome).not.toContain('not allowed yet');
    expect(said(seatIn(room, '#office'))).toEqual([]);
    expect(room.world.refusals).toEqual([]);
  });

  test('is not told again after a restart, an outage, a lost session', async () => {
    await using room = await ReadingRoom.open();
    const guild = newServer(room);
    await invite(room, guild);
    await room.restart();
    setUnavailable(room.world, guild, true);
    setUnavailable(room.world, guild, false);
    room.world.faults.gateway.cut();
    await room.hears('connected to Discord again');
    room.world.faults.gateway.invalidate();
    await room.world.until(() => room.world.botIsOnline);
    // What is answered was asked after all that the new session told of servers.
    await seatIn(room, '#lounge').slash('/fic shelf');
    await room.app.settled();
    expect(said(seatIn(room, '#lounge'))).toHaveLength(1);
    // Nor is Discord asked to post it again, which would know it by its nonce for some minutes only.
    const posted = room.world.requests.filter(({ route }) => route === '/channels/:channel/messages');
    expect(posted).toHaveLength(1);
    expect(room.logged()['a server removed the bot: its library is kept for 30 days']).toBeUndefined();
  });

  test('is told which permissions are missing, and what does not work without each', async () => {
    await using room = await ReadingRoom.open();
    const guild = newServer(room);
    const everyone = guild.roles.get(guild.id);
    if (everyone) everyone.permissions = '0';
    await invite(room, guild, { permissions: ['ViewChannel', 'SendMessages'] });
    const [welcome] = said(seatIn(room, '#lounge'));
    expect(welcome).toContain('**Create Private Threads** and **Send Messages in Threads**: readers get no thread');
    expect(welcome).toContain("**Embed Links**: cards can't be shared");
    expect(welcome).not.toContain('**View Channel**');
  });

  test('is told in the first channel that the bot may write in, where Discord has none for its notices', async () => {
    await using room = await ReadingRoom.open();
    const guild = newServer(room);
    setSystemChannel(room.world, guild, null);
    setOverwrite(room.world, room.world.channel('#lounge', guild), room.world.bot, { deny: ['SendMessages'] });
    await invite(room, guild);
    expect(said(seatIn(room, '#lounge'))).toEqual([]);
    expect(said(seatIn(room, '#office'))).toEqual([expect.stringContaining(WELCOME)]);
    expect(room.world.refusals).toEqual([]);
  });

  test('where no channel takes a word hears of it through its owner', async () => {
    await using room = await ReadingRoom.open();
    const guild = newServer(room, 'The *Closed* Shelf');
    for (const channel of room.world.channelsOf(guild)) {
      setOverwrite(room.world, channel, room.world.bot, { deny: ['ViewChannel'] });
    }
    await invite(room, guild);
    const direct = said(room.world.member('olive').directMessage());
    expect(direct).toEqual([expect.stringContaining(WELCOME)]);
    expect(direct[0]).toContain('I was added to **The \\*Closed\\* Shelf**');
    expect(said(room.world.member('ada').directMessage())).toEqual([]);
  });

  test('while the bot was off is welcomed when it starts, and the others are not bothered', async () => {
    await using room = await ReadingRoom.open();
    expect(said(seatIn(room, '#general', 'The Reading Room'))).toEqual([]);
    await room.stop();
    room.world.addBot(newServer(room));
    await room.start();
    expect(said(seatIn(room, '#lounge'))).toEqual([expect.stringContaining(WELCOME)]);
    expect(said(seatIn(room, '#general', 'The Reading Room'))).toEqual([]);
  });

  test('before the bot was ever started is welcomed at the first start', async () => {
    await using room = await ReadingRoom.open({ bot: false });
    room.world.addBot(newServer(room));
    await room.start();
    expect(said(seatIn(room, '#lounge'))).toEqual([expect.stringContaining(WELCOME)]);
  });

  test('lets its members use the library at once', async () => {
    await using room = await ReadingRoom.open();
    const guild = newServer(room);
    await invite(room, guild);
    const draft = await seatIn(room, '#office').slash('/library import', {
      file: { name: 'wall.txt', bytes: post() },
    });
    expect(draft.message?.text).toContain('The Yellow Wall');
  });
});

describe('a server that removes the bot', () => {
  test('and takes it back within 30 days finds everything as it was, and is told so', async () => {
    const time = clock();
    await using room = await ReadingRoom.open({ now: time.now });
    const guild = newServer(room);
    await invite(room, guild);
    await room.add(post(), guild.id);
    await room.app.stores.moderation.log.add({
      ...{ library: guild.id, by: 'olive', at: time.now(), action: 'published', details: { title: 'The Yellow Wall' } },
    });
    room.world.removeBot(guild);
    await room.hears('a server removed the bot: its library is kept for 30 days');
    time.pass(29.9);
    await room.restart();
    room.world.addBot(guild);
    await room.hears('a server took the bot back');
    await room.app.settled();

    const told = said(seatIn(room, '#lounge'));
    expect(told).toEqual([expect.stringContaining(WELCOME), expect.stringContaining(BACK)]);
    expect(told[1]).toContain('with its settings and its 1 fic.');
    const found = await seatIn(room, '#lounge', guild, 'ada').slash('/fic search', { query: 'yellow' });
    expect(found.message?.text).toContain('1 fic');
    // The days count anew from the next goodbye.
    time.pass(5);
    await room.restart();
    expect(await room.app.stores.catalog.libraries()).toEqual([guild.id]);
    expect(said(seatIn(room, '#lounge'))).toHaveLength(2);
  });

  test('loses its library after 30 days, whole, and the shared one and other servers lose nothing', async () => {
    const time = clock();
    await using room = await ReadingRoom.open({ now: time.now });
    const guild = newServer(room);
    await invite(room, guild);
    await room.add(post({ title: 'Shared' }));
    await room.add(post({ title: 'Theirs' }), room.guildId('The Reading Room'));
    for (const title of ['One', 'Two', 'Three']) await room.add(post({ title }), guild.id);
    await seatIn(room, '#lounge').select(
      (await seatIn(room, '#lounge').slash('/library settings')).message,
      'Sharing cards',
      ['Moderators only'],
    );
    room.world.removeBot(guild);
    await room.hears('a server removed the bot');
    time.pass(30);
    await room.restart();
    await room.hears('deleted the library of a server');
    const { catalog, moderation } = room.app.stores;
    expect((await catalog.libraries()).toSorted()).toEqual([room.guildId('The Reading Room'), 'shared'].toSorted());
    expect(await catalog.count()).toBe(2);
    expect((await moderation.settings.all()).get(guild.id)).toBeUndefined();
    expect(await moderation.log.list(guild.id, null, 10)).toEqual([]);

    // Whoever invites it later begins anew.
    room.world.addBot(guild);
    await room.world.until(() => said(seatIn(room, '#lounge')).length === 2);
    expect(said(seatIn(room, '#lounge'))[1]).toContain(WELCOME);
    const shown = await seatIn(room, '#lounge').slash('/library settings');
    expect(shown.message?.text).not.toContain('One');
    expect((await seatIn(room, '#lounge').slash('/fic search')).message?.text).toContain('1 fic');
  });

  test('while the bot was off is noticed at the next start', async () => {
    const time = clock();
    await using room = await ReadingRoom.open({ now: time.now });
    const guild = newServer(room);
    await invite(room, guild);
    await room.add(post(), guild.id);
    await room.stop();
    room.world.removeBot(guild);
    await room.start();
    await room.hears('a server removed the bot');
    time.pass(30);
    await room.restart();
    await room.hears('deleted the library of a server');
    expect(await room.app.stores.catalog.libraries()).toEqual([]);
  });

  test('is not one with an outage, however long, also where the bot starts in the middle of it', async () => {
    const time = clock();
    await using room = await ReadingRoom.open({ now: time.now });
    const guild = newServer(room);
    await invite(room, guild);
    await room.add(post(), guild.id);
    setUnavailable(room.world, guild, true);
    time.pass(40);
    await room.restart();
    time.pass(40);
    await room.restart();
    setUnavailable(room.world, guild, false);
    const found = await seatIn(room, '#lounge', guild, 'ada').slash('/fic search');
    expect(found.message?.text).toContain('1 fic');
    expect(room.logged()['a server removed the bot: its library is kept for 30 days']).toBeUndefined();
    expect(said(seatIn(room, '#lounge'))).toHaveLength(1);
  });

  test('and takes it back during an outage after 30 days that nobody counted keeps its library', async () => {
    const time = clock();
    await using room = await ReadingRoom.open({ now: time.now });
    const guild = newServer(room);
    await invite(room, guild);
    await room.add(post(), guild.id);
    room.world.removeBot(guild);
    await room.hears('a server removed the bot');
    await room.stop();
    room.world.addBot(guild);
    setUnavailable(room.world, guild, true);
    time.pass(31);
    await room.start();
    expect(await room.app.stores.catalog.count()).toBe(1);
    setUnavailable(room.world, guild, false);
    await room.world.until(() => said(seatIn(room, '#lounge')).length === 2);
    expect(said(seatIn(room, '#lounge'))[1]).toContain(BACK);
  });
});
