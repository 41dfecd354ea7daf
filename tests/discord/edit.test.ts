/** Another body for what the bot posted: wherever it stands, whatever it was, or the reason why it stands as it did. */

import { ChannelType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { restOf } from '#playground/tests/trial-bot.ts';
import { deleteChannel, setOverwrite } from '#playground/world/guilds.ts';
import { deleteMessage } from '#playground/world/messages.ts';
import type { Channel } from '#playground/world/model.ts';
import { openThread, type ThreadChannel, updateThread } from '#playground/world/threads.ts';
import { channelsOver } from '#src/discord/channels.ts';
import type { MessageBody } from '#src/kit/show/message.ts';
import { notice } from '#src/kit/show/notices.ts';
import { memoryRegister, showingOver } from '#tests/moderation/registers.ts';

const LINE = { ...notice('Gone.'), v2: true } as const;
const CARD: MessageBody = {
  content: 'Ada recommends:',
  embeds: [{ title: 'The Yellow Wall', description: 'A wall is painted.' }],
  components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Read', custom_id: 'v1.read.k3f9' }] }],
  shows: ['k3f9'],
};

async function stage() {
  const world = await Playground.start();
  const posts = memoryRegister();
  const showing = showingOver(posts);
  const channels = channelsOver(restOf(world), showing);
  const general = world.channel('#general');
  const posted = async (channel: Channel) => {
    const { messageId } = await channels.post(channel.id, CARD, `card ${channel.id}`);
    const message = world.messages.get(messageId);
    if (!message) throw new Error('It was not posted.');
    return message;
  };
  const thread = (ownerId: string, type: ThreadChannel['type'] = ChannelType.PublicThread) =>
    openThread(world, general, { name: 'A nook', type: type as ChannelType.PublicThread, ownerId });
  return { world, posts, showing, channels, general, posted, thread, [Symbol.asyncDispose]: () => world.close() };
}

describe('an edit', () => {
  test('makes a line of a card, with nothing left of it, and takes it out of the register', async () => {
    await using s = await stage();
    const message = await s.posted(s.general);
    expect([...s.posts.shown.keys()]).toEqual([message.id]);
    expect(await s.channels.edit(s.general.id, message.id, LINE)).toBe('done');
    expect(message).toMatchObject({ content: '', embeds: [], attachments: [] });
    expect(JSON.stringify(message.components)).toContain('Gone.');
    expect(JSON.stringify(message.components)).not.toContain('Read');
    expect(s.posts.shown.size).toBe(0);
    expect(await s.channels.edit(s.general.id, message.id, LINE), 'twice is as good as once').toBe('done');
    expect(s.world.refusals).toEqual([]);
  });

  test('keeps what the new body shows', async () => {
    await using s = await stage();
    const message = await s.posted(s.general);
    await s.channels.edit(s.general.id, message.id, { ...LINE, shows: ['other'] });
    expect(s.posts.shown.get(message.id)?.stories).toEqual(['other']);
  });

  test.each(['the bot’s own', 'a member’s'])(
    'wakes %s thread in the archive, which sleeps again if it may',
    async (whose) => {
      await using s = await stage();
      const own = whose === 'the bot’s own';
      const thread = s.thread(own ? s.world.bot.id : s.world.user('ada').id);
      const message = await s.posted(thread);
      updateThread(s.world, thread, { archived: true });
      expect(await s.channels.edit(thread.id, message.id, LINE)).toBe('done');
      expect(message.embeds).toEqual([]);
      expect(thread.thread.archived).toBe(own);
    },
  );

  test('says that a sleeping thread is locked, and leaves it asleep', async () => {
    await using s = await stage();
    const thread = s.thread(s.world.bot.id);
    const message = await s.posted(thread);
    updateThread(s.world, thread, { archived: true, locked: true });
    expect(await s.channels.edit(thread.id, message.id, LINE)).toBe('thread-locked');
    expect(thread.thread.archived).toBe(true);
    expect(message.embeds).toHaveLength(1);
    expect(s.posts.shown.has(message.id)).toBe(true);
  });

  test('says that the bot sees the channel no more', async () => {
    await using s = await stage();
    const message = await s.posted(s.general);
    setOverwrite(s.world, s.general, s.world.bot, { deny: ['ViewChannel'] });
    expect(await s.channels.edit(s.general.id, message.id, LINE)).toBe('not-allowed');
    expect(s.posts.shown.has(message.id)).toBe(true);
  });

  test('says that the message, or its channel, is gone, and so it is in the register', async () => {
    await using s = await stage();
    const [message, other] = [await s.posted(s.general), await s.posted(s.world.channel('#recs'))];
    deleteMessage(s.world, message);
    deleteChannel(s.world, s.world.channel('#recs'));
    expect(await s.channels.edit(s.general.id, message.id, LINE)).toBe('gone');
    expect(await s.channels.edit(other.channelId, other.id, LINE)).toBe('gone');
    expect(s.posts.shown.size).toBe(0);
  });
});

test('what was taken down is not posted', async () => {
  await using s = await stage();
  s.showing.takenDown('k3f9');
  await expect(s.posted(s.general)).rejects.toMatchObject({ code: 'story-taken-down' });
  expect(s.world.messagesOf(s.general)).toEqual([]);
});
