/** Threads fall asleep when nobody writes there, by the world's clock. */
import { ChannelType, Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { Playground } from '#playground/playground.ts';
import { ManualClock } from '#playground/world/clock.ts';
import { deleteChannel } from '#playground/world/guilds.ts';
import { isThread, openThread } from '#playground/world/threads.ts';
import { restOf, TrialBot } from './trial-bot.ts';

const minutes = 60_000;

async function stage(autoArchiveDuration = 60) {
  const clock = new ManualClock();
  const world = await Playground.start({ clock });
  const ada = world.member('ada');
  const thread = openThread(world, world.channel('#general'), {
    name: 'Reading',
    type: ChannelType.PublicThread,
    ownerId: ada.user.id,
    autoArchiveDuration,
  });
  const change = (body: object) => restOf(world).patch(Routes.channel(thread.id), { body });
  return { clock, world, thread, ada: ada.in(thread), change, [Symbol.asyncDispose]: () => world.close() };
}

test('a thread is archived after its time, not before, and the bot hears of it', async () => {
  await using s = await stage();
  await using bot = await TrialBot.start(s.world);
  const heard = new Promise((resolve) => bot.client.once('threadUpdate', (_, { archived }) => resolve(archived)));
  s.clock.advance(60 * minutes - 1);
  expect(s.thread.thread.archived).toBe(false);
  s.clock.advance(1);
  expect(s.thread.thread).toMatchObject({ archived: true, archivedAt: s.world.now() });
  expect(await heard).toBe(true);
});

test('a message keeps it awake from then on', async () => {
  await using s = await stage();
  s.clock.advance(40 * minutes);
  await s.ada.send('Still here');
  s.clock.advance(59 * minutes);
  expect(s.thread.thread.archived).toBe(false);
  s.clock.advance(1 * minutes);
  expect(s.thread.thread.archived).toBe(true);
});

test('a thread that was woken sleeps again after its time', async () => {
  await using s = await stage();
  s.clock.advance(60 * minutes);
  await s.ada.send('Good morning');
  expect(s.thread.thread.archived).toBe(false);
  s.clock.advance(59 * minutes);
  expect(s.thread.thread.archived).toBe(false);
  s.clock.advance(1 * minutes);
  expect(s.thread.thread.archived).toBe(true);
});

test('another duration counts from when it was set', async () => {
  await using s = await stage(1_440);
  const own = openThread(s.world, s.world.channel('#general'), {
    name: 'The bot’s',
    type: ChannelType.PublicThread,
    ownerId: s.world.bot.id,
  });
  s.clock.advance(100 * minutes);
  await restOf(s.world).patch(Routes.channel(own.id), { body: { auto_archive_duration: 60 } });
  expect(own.thread.archivedAt).toBe(s.world.now());
  s.clock.advance(59 * minutes);
  expect(own.thread.archived).toBe(false);
  s.clock.advance(1 * minutes);
  expect([own.thread.archived, s.thread.thread.archived]).toEqual([true, false]);
});

test('a thread that is archived by hand, or deleted, is left alone', async () => {
  await using s = await stage();
  deleteChannel(s.world, s.thread);
  s.clock.advance(120 * minutes);
  expect(isThread(s.thread) && s.thread.thread.archived).toBe(false);
});
