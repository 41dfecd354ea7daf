/** What may be shown where: ratings, channels, threads, direct messages, and the libraries of two servers. */
import { describe, expect, test } from 'vitest';
import { updateChannel } from '#playground/world/guilds.ts';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const DARK = post({ title: 'The Dark Lantern', rating: 'R', body: paragraphs(60) });

describe('a Mature story', () => {
  test('is counted as hidden in an open channel, and found in an age-restricted one', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post());
    await room.add(DARK);
    const ada = room.world.member('ada');
    const open = await ada.in('#general').slash('/fic search', { query: 'the' });
    expect(open.message?.text).toContain('1 fic');
    expect(open.message?.text).not.toContain('Dark Lantern');
    expect(open.message?.text).toContain('1 fic is hidden here');
    const dark = await ada.in('#after-dark').slash('/fic search', { query: 'the' });
    expect(dark.message?.text).toContain('2 fics');
    expect(dark.message?.text).toContain('The Dark Lantern');
  });

  test('is not shown, read or suggested in an open channel', async () => {
    await using room = await ReadingRoom.open();
    const story = await room.add(DARK);
    const ada = room.world.member('ada').in('#general');
    for (const command of ['/fic show', '/fic read']) {
      const reply = await ada.slash(command, { story: story.id });
      expect(reply.message?.ephemeral).toBe(true);
      expect(reply.message?.text).toContain('only in age-restricted channels');
    }
    expect(await ada.complete('/fic show', { story: 'dark' })).toEqual([]);
    expect(await room.world.member('ada').in('#after-dark').complete('/fic show', { story: 'dark' })).toHaveLength(1);
  });

  test('is not named in an open channel even when it is withdrawn', async () => {
    await using room = await ReadingRoom.open();
    const story = await room.add(DARK);
    await room.app.stores.catalog.withdraw(story.id, [story.library], { by: 'operator', at: Date.now() });
    const reply = await room.world.member('ada').in('#general').slash('/fic show', { story: story.id });
    expect(reply.message?.text).toContain('only in age-restricted channels');
    expect(reply.message?.text).not.toContain('Lantern');
  });

  test('is read in the thread of an age-restricted channel, until the channel is one no more', async () => {
    await using room = await ReadingRoom.open();
    await room.add(DARK);
    const ada = room.world.member('ada').in('#after-dark');
    const asked = await ada.slash('/fic read', { story: 'The Dark Lantern' });
    await ada.press(asked.message, 'Read in my own thread');
    const [thread] = ada.visibleThreads();
    const page = ada.messages(thread)[0];
    await ada.press(page, 'Next');
    expect(page?.text).toMatch(/Page 2 of/);
    updateChannel(room.world, ada.channel, { nsfw: false });
    await ada.press(page, 'Next');
    expect(page?.text).toContain('only in age-restricted channels');
    expect(page?.text).not.toContain('gutters');
  });

  test('and its card are not shared where the gate does not let it', async () => {
    await using room = await ReadingRoom.open();
    await room.add(DARK);
    const ada = room.world.member('ada').in('#after-dark');
    const results = await ada.slash('/fic search', { query: 'lantern' });
    const opened = await ada.press(results.message, 'Open');
    updateChannel(room.world, ada.channel, { nsfw: false });
    const refused = await ada.press(opened.message, 'Share with this channel');
    expect(refused.message?.text).toContain('only in age-restricted channels');
  });
});

test('nobody shares where they could not write themselves', async () => {
  await using room = await ReadingRoom.open();
  await room.add(post());
  const ada = room.world.member('ada').in('#quiet');
  const results = await ada.slash('/fic search', { query: 'yellow' });
  const opened = await ada.press(results.message, 'Open');
  const refused = await ada.press(opened.message, 'Share with this channel');
  expect(refused.message?.text).toContain("You can't write in this channel");
  expect(ada.messages().filter(({ ephemeral }) => !ephemeral)).toEqual([]);
});

test('in direct messages only the shared library is searched, up to Teen', async () => {
  await using room = await ReadingRoom.open();
  await room.add(post({ title: 'Shared Wall' }));
  await room.add(post({ title: 'Shared Dark Wall', rating: 'R' }));
  await room.add(post({ title: 'Own Wall' }), room.guildId('The Reading Room'));
  const reply = await room.world.member('ada').directMessage().slash('/fic search', { query: 'wall' });
  expect(reply.message?.text).toContain('1 fic');
  expect(reply.message?.text).toContain('Shared Wall');
  expect(reply.message?.text).not.toContain('Own Wall');
  expect(reply.message?.text).not.toContain('Shared Dark');
});

test("two servers stay apart: no search, title, id or suggestion reaches the other's library", async () => {
  await using room = await ReadingRoom.open();
  const story = await room.add(post({ title: 'The Reading Wall' }), room.guildId('The Reading Room'));
  const here = room.world.member('olive').in('#general', 'The Reading Room');
  const there = room.world.member('olive').in('#general', 'The Other Shelf');
  expect((await here.slash('/fic search', { query: 'wall' })).message?.text).toContain('1 fic');
  expect((await there.slash('/fic search', { query: 'wall' })).message?.text).toContain('No fic here');
  expect((await there.slash('/fic show', { story: story.id })).message?.text).toContain('I know no fic');
  expect((await there.slash('/fic read', { story: 'The Reading Wall' })).message?.text).toContain('I know no fic');
  expect(await there.complete('/fic show', { story: 'reading' })).toEqual([]);
  expect(await there.complete('/fic search', { pairing: 'wat' })).toEqual([]);
  expect((await there.slash('/library withdraw', { story: story.id })).message?.text).toContain('I know no fic');
});
