/** What goes wrong around the bot: a disk without room, a server that shows it the door. Nothing is lost, nothing falls over. */
import type { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { addMember } from '#playground/world/guilds.ts';
import { FicError } from '#src/story/errors.ts';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

async function fillDisk(room: ReadingRoom): Promise<number> {
  for (let stories = 0; ; stories += 1) {
    try {
      await room.add(post({ title: `Filler ${stories}` }));
    } catch (error) {
      if (error instanceof FicError && error.code === 'database-full') return stories;
      throw error;
    }
  }
}

test('a draft that is published onto a full disk is told so, and is published when there is room', async () => {
  await using room = await ReadingRoom.open({ maxPages: 120 });
  const mina = room.world.member('mina').in('#general');
  const file = { name: 'wall.txt', bytes: post({ body: paragraphs(400) }) };
  const draft = await mina.slash('/library import', { file });
  await mina.select(draft.message, 'Why may we show this text?', ['Its author posted it here']);
  const before = await fillDisk(room);
  expect(before).toBeGreaterThan(0);

  const refused = await mina.press(draft.message, 'Publish');
  expect(refused.followUps[0]?.text ?? refused.message?.text).toContain('The disk is full, so nothing was changed.');
  expect(await room.app.stores.catalog.count()).toBe(before);
  const another = await mina.slash('/library import', { file });
  expect(another.message?.text).toContain('The disk is full, so nothing was changed.');

  await room.stop();
  await room.start({ maxPages: 10_000 });
  await mina.press(draft.message, 'Publish');
  expect(draft.message?.text).toContain('is in the library');
  expect(await room.app.stores.catalog.count()).toBe(before + 1);
});

test('a database whose thread ends by itself is told to whoever runs the bot, which can still be closed', async () => {
  const workers: Worker[] = [];
  const note = (worker: Worker) => void workers.push(worker);
  process.on('worker', note);
  await using room = await ReadingRoom.open();
  process.off('worker', note);
  expect(workers).toHaveLength(2);
  await Promise.all(workers.map((worker) => worker.terminate()));
  const ended = await room.app.ended;
  expect(ended).toMatchObject({ code: 'database-stopped', details: { reason: expect.stringContaining('ended') } });
  // Both ended at once: which of them is heard of first is the operating system's to say.
  expect([room.config.database, room.config.state]).toContain(ended.details.file);
  await room.stop();
});

test('a server that removes the bot in the middle of reading stops nobody elsewhere, and may have it back', async () => {
  await using room = await ReadingRoom.open();
  const { world } = room;
  await room.add(post({ body: paragraphs(150) }));
  const ada = world.member('ada').in('#general', 'The Reading Room');
  const olive = world.member('olive').in('#general', 'The Other Shelf');
  const open = async (seat: typeof ada) => {
    const asked = await seat.slash('/fic read', { story: 'The Yellow Wall' });
    await seat.press(asked.message, 'Read in my own thread');
    return seat.messages(seat.visibleThreads()[0])[0];
  };
  const [adas, olives] = [await open(ada), await open(olive)];
  await ada.press(adas, 'Next');

  const turning = ada.press(adas, 'Next', { until: 'acknowledged' });
  world.removeBot('The Reading Room');
  await turning;
  expect((await ada.press(adas, 'Next')).error).toBe('This interaction failed');
  await olive.press(olives, 'Next');
  expect(olives?.text).toMatch(/Page 2 of/);

  addMember(world, world.guild('The Reading Room'), world.bot);
  await ada.press(adas, 'Previous');
  expect(adas?.text).toMatch(/Page \d+ of/);
  expect((await ada.slash('/fic read')).status).toBe('answered');
});
