/** A reader's own thread and the bot's posts: opened where Discord allows it, and a reason for the reader where it does not. */

import { ChannelType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { restOf } from '#playground/tests/trial-bot.ts';
import { deleteChannel, setOverwrite } from '#playground/world/guilds.ts';
import { deleteMessage } from '#playground/world/messages.ts';
import { isThread, openThread, type ThreadChannel, updateThread } from '#playground/world/threads.ts';
import { channelsOver } from '#src/discord/channels.ts';
import { notice } from '#src/kit/show/notices.ts';
import { memoryRegister, showingOver } from '#tests/moderation/registers.ts';

async function stage() {
  const world = await Playground.start();
  const posts = memoryRegister();
  const showing = showingOver(posts);
  const channels = channelsOver(restOf(world), showing);
  const general = world.channel('#general');
  const reader = world.user('ada');
  const open = (known: string | null, parentId = general.id, name = "Ada's reading corner") =>
    channels.openThread({ guildId: world.firstGuild.id, parentId, readerId: reader.id, name, known });
  /** The thread that was opened. */
  const opened = async (...asked: Parameters<typeof open>): Promise<ThreadChannel> => {
    const answer = await open(...asked);
    const thread = 'threadId' in answer ? world.channels.get(answer.threadId) : undefined;
    if (!thread || !isThread(thread)) throw new Error(`No thread: ${JSON.stringify(answer)}`);
    return thread;
  };
  return { world, channels, posts, showing, general, reader, open, opened, [Symbol.asyncDispose]: () => world.close() };
}

describe("a reader's thread", () => {
  test('is private, under the channel, with the reader in it, and invites nobody else', async () => {
    await using s = await stage();
    const thread = await s.opened(null);
    expect(thread).toMatchObject({
      type: ChannelType.PrivateThread,
      parentId: s.general.id,
      name: "Ada's reading corner",
    });
    expect(thread.thread.invitable).toBe(false);
    expect([...thread.thread.members.keys()].sort()).toEqual([s.reader.id, s.world.bot.id].sort());
  });

  test('is the one of last time, even where the reader left it', async () => {
    await using s = await stage();
    const thread = await s.opened(null);
    thread.thread.members.delete(s.reader.id);
    expect((await s.opened(thread.id)).id).toBe(thread.id);
    expect(thread.thread.members.has(s.reader.id)).toBe(true);
    expect(s.world.threadsOf(s.general)).toHaveLength(1);
  });

  test('is taken out of the archive', async () => {
    await using s = await stage();
    const thread = await s.opened(null);
    updateThread(s.world, thread, { archived: true });
    expect((await s.opened(thread.id)).id).toBe(thread.id);
    expect(thread.thread.archived).toBe(false);
  });

  test('is a new one where the last one is gone, or under another channel', async () => {
    await using s = await stage();
    const gone = await s.opened(null);
    deleteChannel(s.world, gone);
    const next = await s.opened(gone.id);
    expect(next.id).not.toBe(gone.id);
    const elsewhere = await s.opened(next.id, s.world.channel('#recs').id);
    expect(elsewhere.parentId).toBe(s.world.channel('#recs').id);
    expect((await s.opened('123456789')).id).not.toBe(next.id);
  });

  test('has a name that Discord takes, whatever the member is called', async () => {
    await using s = await stage();
    expect((await s.opened(null, s.general.id, 'A'.repeat(300))).name).toHaveLength(100);
    expect((await s.opened(null, s.general.id, 'Ada\n# of @everyone')).name).toBe('Ada # of @everyone');
  });
});

describe('no thread, and why:', () => {
  test('a moderator locked it', async () => {
    await using s = await stage();
    const thread = await s.opened(null);
    for (const archived of [false, true]) {
      updateThread(s.world, thread, { locked: true, archived });
      expect(await s.open(thread.id)).toEqual({ refused: 'thread-locked' });
    }
    expect(thread.thread.archived).toBe(true);
  });

  test('the server has as many as it may', async () => {
    await using s = await stage();
    Object.assign(s.world.firstGuild, { activeThreadCap: 1 });
    const thread = await s.opened(null);
    expect(await s.open(null)).toEqual({ refused: 'thread-cap' });
    expect((await s.opened(thread.id)).id).toBe(thread.id);
  });

  test('the bot is not permitted to, or does not see the channel', async () => {
    await using s = await stage();
    expect(await s.open(null, s.world.channel('#quiet').id)).toEqual({ refused: 'thread-not-allowed' });
    setOverwrite(s.world, s.general, s.world.bot, { deny: ['ViewChannel'] });
    expect(await s.open(null)).toEqual({ refused: 'thread-not-allowed' });
  });

  test('the channel is gone', async () => {
    await using s = await stage();
    expect(await s.open(null, '123456789')).toEqual({ refused: 'thread-not-allowed' });
  });

  test('anything else is a defect, and is not passed over', async () => {
    await using s = await stage();
    await expect(s.open(null, s.world.channel('#rec-forum').id)).rejects.toThrow();
  });
});

describe('a sleeping thread', () => {
  test('is woken, and it says so where a moderator locked it', async () => {
    await using s = await stage();
    const thread = await s.opened(null);
    updateThread(s.world, thread, { archived: true });
    expect(await s.channels.wakeThread(thread.id)).toEqual({ threadId: thread.id });
    expect(thread.thread.archived).toBe(false);
    updateThread(s.world, thread, { archived: true, locked: true });
    expect(await s.channels.wakeThread(thread.id)).toHaveProperty('refused');
  });
});

describe('a post', () => {
  test('is the bot’s, as given, and pings nobody', async () => {
    await using s = await stage();
    const { messageId } = await s.channels.post(s.general.id, notice(`<@${s.reader.id}> @everyone recommends:`), 'it');
    const posted = s.world.messages.get(messageId);
    expect(posted).toMatchObject({ authorId: s.world.bot.id, channelId: s.general.id });
    expect(posted?.mentions).toEqual({ users: [], roles: [], everyone: false });
  });

  test('that Discord does not let through is said to be the bot’s lack of permission', async () => {
    await using s = await stage();
    setOverwrite(s.world, s.general, s.world.bot, { deny: ['SendMessages'] });
    await expect(s.channels.post(s.general.id, notice('Hello'), 'it')).rejects.toMatchObject({
      code: 'bot-may-not-post',
    });
    await expect(s.channels.post('123456789', notice('Hello'), 'it')).rejects.toMatchObject({
      code: 'bot-may-not-post',
    });
    const locked = openThread(s.world, s.world.channel('#recs'), {
      ...{ name: 'A nook', type: ChannelType.PublicThread, ownerId: s.reader.id },
    });
    updateThread(s.world, locked, { locked: true, archived: true });
    await expect(s.channels.post(locked.id, notice('Hello'), 'it')).rejects.toMatchObject({ code: 'bot-may-not-post' });
  });

  test('that is no message is a defect', async () => {
    await using s = await stage();
    await expect(s.channels.post(s.general.id, { content: '' }, 'it')).rejects.not.toMatchObject({
      code: 'bot-may-not-post',
    });
  });
});

describe('a message that the bot posted', () => {
  test('is edited where it stands, as often as it is said', async () => {
    await using s = await stage();
    const { messageId } = await s.channels.post(s.general.id, notice('One.'), 'one');
    for (let times = 0; times < 2; times += 1) {
      expect(await s.channels.edit(s.general.id, messageId, { ...notice('Two.'), v2: true })).toBe('done');
    }
    expect(
      s.world
        .member('ada')
        .in(s.general)
        .messages()
        .map(({ text }) => text),
    ).toEqual(['Two.']);
  });

  test('is told from one that is gone, and from one out of reach', async () => {
    await using s = await stage();
    const { messageId } = await s.channels.post(s.general.id, notice('One.'), 'one');
    const edit = () => s.channels.edit(s.general.id, messageId, { ...notice('Two.'), v2: true });
    setOverwrite(s.world, s.general, s.world.bot, { deny: ['ViewChannel'] });
    expect(await edit()).toBe('not-allowed');
    expect(await s.channels.look(s.general.id)).toBeNull();
    setOverwrite(s.world, s.general, s.world.bot, {});
    const message = s.world.messages.get(messageId);
    if (message) deleteMessage(s.world, message);
    expect(await edit()).toBe('gone');
    deleteChannel(s.world, s.general);
    expect(await edit()).toBe('gone');
  });
});

describe('a direct message', () => {
  test('is written once, however often it is sent, and to nobody who takes none', async () => {
    await using s = await stage();
    const ada = s.world.member('ada');
    const write = () => s.channels.postDirect(ada.user.id, notice('For you.'), 'once');
    const [first, second] = [await write(), await write()];
    expect(first).toEqual(second);
    expect(
      ada
        .directMessage()
        .messages()
        .map(({ text }) => text),
    ).toEqual(['For you.']);
    ada.takeDirectMessages(false);
    expect(await s.channels.postDirect(ada.user.id, notice('For you.'), 'twice')).toBeNull();
    expect(await s.channels.postDirect('1', notice('For nobody.'), 'once')).toBeNull();
  });
});

describe('a channel and a server', () => {
  test('are looked at: whose they are, and whether for adults; a thread as its channel', async () => {
    await using s = await stage();
    const guildId = s.world.firstGuild.id;
    const dark = s.world.channel('#after-dark');
    const thread = openThread(s.world, dark, {
      ...{ name: 'corner', type: ChannelType.PrivateThread, ownerId: s.world.bot.id },
    });
    expect(await s.channels.look(s.general.id)).toEqual({ guildId, ageRestricted: false });
    expect(await s.channels.look(dark.id)).toEqual({ guildId, ageRestricted: true });
    expect(await s.channels.look(thread.id)).toEqual({ guildId, ageRestricted: true });
    expect(await s.channels.look('1')).toBeNull();
    expect(await s.channels.ownerOf(guildId)).toBe(s.world.user('olive').id);
    expect(await s.channels.ownerOf('1')).toBeNull();
  });
});
