/** Threads and permissions: where a bot may open them, who is in them, and what archiving, locking and leaving do. */
import { ChannelType, DiscordAPIError, PermissionFlagsBits, TextChannel } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import {
  addMember,
  addRole,
  deleteChannel,
  deleteRole,
  removeBot,
  setOverwrite,
  setRolePermissions,
  updateChannel,
} from '#playground/world/guilds.ts';
import type { Channel } from '#playground/world/model.ts';
import type { PermissionName } from '#playground/world/permissions.ts';
import { isThread, updateThread } from '#playground/world/threads.ts';
import { restOf, TrialBot } from './trial-bot.ts';

async function stage() {
  const world = await Playground.start();
  const rest = restOf(world);
  const open = async (channel: string, body: object) => {
    const made = (await rest.post(Routes.threads(world.channel(channel).id), { body })) as { id: string };
    const thread = world.channel(made.id);
    if (!isThread(thread)) throw new Error('It is no thread.');
    return thread;
  };
  const botRole = () => [...world.firstGuild.roles.values()].find(({ managed }) => managed) ?? expect.fail('no role');
  return { world, rest, open, botRole, [Symbol.asyncDispose]: () => world.close() };
}

const reading = { name: 'Ada’s reading', type: ChannelType.PrivateThread };

describe('opening a thread', () => {
  test('is private unless it says otherwise, and seen by its members and by moderators alone', async () => {
    await using s = await stage();
    const thread = await s.open('#general', { name: 'Ada’s reading' });
    expect(thread.type).toBe(ChannelType.PrivateThread);
    await s.rest.put(Routes.threadMembers(thread.id, s.world.user('ada').id));
    const seen = (name: string) =>
      s.world
        .member(name)
        .in('#general')
        .visibleThreads()
        .map(({ id }) => id);
    expect([seen('ada'), seen('mina'), seen('newt')]).toEqual([[thread.id], [thread.id], []]);
  });

  test('of a message is public, has the message’s id, and comes once', async () => {
    await using s = await stage();
    const said = await s.world.member('ada').in('#recs').send('Read this');
    const route = Routes.threads(said.channel.id, said.id);
    expect(await s.rest.post(route, { body: { name: 'Talk' } })).toMatchObject({
      id: said.id,
      type: ChannelType.PublicThread,
    });
    await expect(s.rest.post(route, { body: { name: 'Again' } })).rejects.toMatchObject({ code: 160004 });
  });

  test.for([
    ['#news', 50024],
    ['#rec-forum', 50024],
    ['#voice', 50024],
    ['#quiet', 50013],
  ] as const)('privately in %s is refused', async ([channel, code]) => {
    await using s = await stage();
    await expect(s.open(channel, reading)).rejects.toMatchObject({ code });
  });

  test.for([
    ['without a name', { name: '' }],
    ['with a name over 100', { name: 'x'.repeat(101) }],
    ['to be archived after two hours', { name: 'a', auto_archive_duration: 120 }],
  ] as const)('%s is refused', async ([, body]) => {
    await using s = await stage();
    await expect(s.open('#general', body)).rejects.toMatchObject({ code: 50035 });
  });

  test('in a thread or a direct message is refused', async () => {
    await using s = await stage();
    const thread = await s.open('#general', reading);
    await expect(s.open(thread.id, reading)).rejects.toMatchObject({ code: 50024 });
    await expect(s.open(s.world.member('ada').directMessage().channel.id, reading)).rejects.toMatchObject({
      code: 50024,
    });
  });

  test('beyond the cap of active threads is refused until one is archived', async () => {
    await using s = await stage();
    s.world.firstGuild.activeThreadCap = 1;
    const thread = await s.open('#general', reading);
    await expect(s.open('#recs', reading)).rejects.toMatchObject({ code: 160006 });
    updateThread(s.world, thread, { archived: true });
    await s.open('#recs', reading);
    await expect(s.rest.patch(Routes.channel(thread.id), { body: { archived: false } })).rejects.toMatchObject({
      code: 160006,
    });
  });
});

describe('a thread', () => {
  test('is as age-restricted as its channel', async () => {
    await using s = await stage();
    expect(s.world.isAgeRestricted(await s.open('#after-dark', reading))).toBe(true);
    expect(s.world.isAgeRestricted(await s.open('#general', reading))).toBe(false);
  });

  test('that is archived takes no edits and no commands, and wakes with a message or by itself', async () => {
    await using s = await stage();
    await s.rest.put(Routes.applicationCommands(s.world.applicationId), {
      body: [{ name: 'fic', description: 'Stories' }],
    });
    const thread = await s.open('#general', reading);
    const post = () =>
      s.rest.post(Routes.channelMessages(thread.id), { body: { content: 'Page 1' } }) as Promise<{ id: string }>;
    const { id } = await post();
    const edit = () => s.rest.patch(Routes.channelMessage(thread.id, id), { body: { content: 'Page 2' } });
    await s.rest.put(Routes.threadMembers(thread.id, s.world.user('ada').id));

    updateThread(s.world, thread, { archived: true });
    await expect(edit()).rejects.toMatchObject({ code: 50083 });
    await expect(s.rest.patch(Routes.channel(thread.id), { body: { name: 'New' } })).rejects.toMatchObject({
      code: 50083,
    });
    expect(s.world.member('ada').in(thread).commands()).toEqual([]);
    await s.rest.patch(Routes.channel(thread.id), { body: { archived: false } });
    await edit();

    updateThread(s.world, thread, { archived: true });
    await post();
    expect(thread.thread.archived).toBe(false);
  });

  test('that is locked takes no messages and is unlocked by moderators alone', async () => {
    await using s = await stage();
    const thread = await s.open('#general', reading);
    updateThread(s.world, thread, { archived: true, locked: true });
    const post = () => s.rest.post(Routes.channelMessages(thread.id), { body: { content: 'Page 1' } });
    await expect(post()).rejects.toMatchObject({ code: 160005 });
    await expect(s.rest.patch(Routes.channel(thread.id), { body: { archived: false } })).rejects.toMatchObject({
      code: 50013,
    });
    await expect(s.rest.delete(Routes.channel(thread.id))).rejects.toMatchObject({ code: 50013 });
    setRolePermissions(s.world, s.world.firstGuild, s.botRole(), ['ManageThreads']);
    await s.rest.patch(Routes.channel(thread.id), { body: { archived: false, locked: false } });
    await post();
    await s.rest.delete(Routes.channel(thread.id));
    await expect(post()).rejects.toMatchObject({ code: 10003 });
  });

  test('takes in whoever it mentions, if they see the channel', async () => {
    await using s = await stage();
    const thread = await s.open('#general', reading);
    const ada = s.world.user('ada');
    await s.rest.post(Routes.channelMessages(thread.id), { body: { content: `Here, <@${ada.id}>` } });
    expect(thread.thread.members.has(ada.id)).toBe(true);
    setOverwrite(s.world, s.world.channel('#general'), s.world.user('newt'), { deny: ['ViewChannel'] });
    const add = s.rest.put(Routes.threadMembers(thread.id, s.world.user('newt').id));
    await expect(add).rejects.toMatchObject({ code: 50001 });
  });

  test('is left, and joined, through discord.js', async () => {
    await using world = await Playground.start();
    await using bot = await TrialBot.start(world);
    const channel = (await bot.client.channels.fetch(world.channel('#general').id)) as TextChannel;
    const thread = await channel.threads.create({
      name: 'Ada’s reading',
      type: ChannelType.PrivateThread,
      invitable: false,
    });
    await thread.members.add(world.user('ada').id);
    expect([...(await thread.members.fetch()).keys()]).toEqual([world.bot.id, world.user('ada').id]);
    await thread.setArchived(true);
    expect(thread.archived).toBe(true);
    await thread.setArchived(false);
    await thread.members.remove(world.user('ada').id);
    const gone = new Promise<string>((resolve) => bot.client.once('threadDelete', ({ id }) => resolve(id)));
    deleteChannel(world, world.channel(thread.id));
    expect(await gone).toBe(thread.id);
  });
});

describe('what the bot may do', () => {
  const post = (s: Awaited<ReturnType<typeof stage>>, body: unknown = { content: 'Hello' }) =>
    s.rest.post(Routes.channelMessages(s.world.channel('#general').id), { body });

  test.for<[string, PermissionName, unknown, number]>([
    ['see a channel', 'ViewChannel', { content: 'Hello' }, 50001],
    ['write', 'SendMessages', { content: 'Hello' }, 50013],
    ['embed', 'EmbedLinks', { embeds: [{ title: 'a' }] }, 50013],
  ])('needs leave to %s', async ([, permission, body, code]) => {
    await using s = await stage();
    await post(s, body);
    setOverwrite(s.world, s.world.channel('#general'), s.world.bot, { deny: [permission] });
    await expect(post(s, body)).rejects.toMatchObject({ code });
  });

  test('ends where it is thrown out', async () => {
    await using s = await stage();
    await using bot = await TrialBot.start(s.world);
    const guild = s.world.firstGuild;
    const gone = new Promise<string>((resolve) => bot.client.once('guildDelete', ({ id }) => resolve(id)));
    removeBot(s.world, guild);
    expect(await gone).toBe(guild.id);
    await expect(post(s)).rejects.toMatchObject({ code: 50001 });
    await expect(s.rest.get(Routes.guild(guild.id))).rejects.toMatchObject({ code: 10004 });
    expect(bot.client.guilds.cache.size).toBe(1);
  });

  test('forgets a role that is deleted, and tells the bot', async () => {
    await using world = await Playground.start();
    await using bot = await TrialBot.start(world);
    const guild = world.firstGuild;
    const channel = world.channel('#general');
    const role = addRole(world, guild, 'Extra', ['ManageThreads']);
    addMember(world, guild, world.bot, role);
    setOverwrite(world, channel, role, { allow: ['AddReactions'] });
    expect(world.permissionsIn(channel, world.bot.id) & PermissionFlagsBits.ManageThreads).toBeTruthy();
    const gone = new Promise<string>((resolve) => bot.client.once('roleDelete', ({ id }) => resolve(id)));
    deleteRole(world, guild, role);
    expect(await gone).toBe(role.id);
    expect(bot.client.guilds.cache.get(guild.id)?.roles.cache.has(role.id)).toBe(false);
    expect(guild.members.get(world.bot.id)?.roleIds).not.toContain(role.id);
    expect(channel.overwrites.map(({ id }) => id)).not.toContain(role.id);
    expect(world.permissionsIn(channel, world.bot.id) & PermissionFlagsBits.ManageThreads).toBe(0n);
  });

  test('is computed from roles and overwrites as discord.js computes it', async () => {
    await using world = await Playground.start();
    await using bot = await TrialBot.start(world);
    const guild = world.firstGuild;
    const channel = world.channel('#general');
    const role = addRole(world, guild, 'Extra');
    addMember(world, guild, world.bot, role);
    const names: PermissionName[] = [
      'AddReactions',
      'ManageMessages',
      'CreatePrivateThreads',
      'ReadMessageHistory',
      'ManageThreads',
    ];
    const everyones = guild.roles.get(guild.id) ?? expect.fail('no role of everyone');
    const some = fc.subarray(names);
    const overwrite = fc.record({ allow: some, deny: some });
    await fc.assert(
      fc.asyncProperty(some, overwrite, overwrite, overwrite, async (granted, everyone, ofRole, ofMember) => {
        setRolePermissions(world, guild, role, granted);
        setOverwrite(world, channel, everyones, everyone);
        setOverwrite(world, channel, role, ofRole);
        setOverwrite(world, channel, world.bot, ofMember);
        const heard = await heardBy(world, bot, channel);
        const theirs = heard.permissionsFor(world.bot.id) ?? expect.fail('unknown to the client');
        const relevant = names.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
        expect(world.permissionsIn(channel, world.bot.id) & relevant).toBe(theirs.bitfield & relevant);
      }),
      { numRuns: 30 },
    );
  });

  let news = 0;

  /** The channel as discord.js knows it once it has heard of everything so far. */
  function heardBy(world: Playground, bot: TrialBot, channel: Channel): Promise<TextChannel> {
    const topic = `News ${++news}`;
    const heard = new Promise<TextChannel>((resolve) => {
      const listen = (_before: unknown, after: unknown) => {
        if (!(after instanceof TextChannel) || after.topic !== topic) return;
        bot.client.off('channelUpdate', listen);
        resolve(after);
      };
      bot.client.on('channelUpdate', listen);
    });
    updateChannel(world, channel, { topic });
    return heard;
  }
});

test('a refusal reaches discord.js as its own error', async () => {
  await using s = await stage();
  await expect(s.rest.get(Routes.channel('1'))).rejects.toBeInstanceOf(DiscordAPIError);
});
