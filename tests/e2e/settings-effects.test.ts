/** What a server's choices do: from which rating on fics are hidden, who posts cards, where pages open. */
import { describe, expect, test } from 'vitest';
import type { Seat } from '#playground/gestures/seat.ts';
import { setOverwrite } from '#playground/world/guilds.ts';
import { SettingsBook } from '#src/moderation/settings.ts';
import { openStores } from '#src/stores.ts';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';
import { choose } from '#tests/e2e/settings.ts';

const RATED = [
  ['General Wall', 'G', 'Plain/Wall'],
  ['Teen Wall', 'PG-13', 'Young/Wall'],
  ['Mature Wall', 'R', 'Dark/Wall'],
  ['Unrated Wall', '', 'Unsaid/Wall'],
] as const;

/** A room with a fic of each rating; its moderator sits in #general. */
async function ratedRoom(): Promise<{ room: ReadingRoom; mina: Seat } & AsyncDisposable> {
  const room = await ReadingRoom.open();
  for (const [title, rating, pairing] of RATED) await room.add(post({ title, rating, pairing, body: paragraphs(60) }));
  const mina = room.world.member('mina').in('#general');
  return { room, mina, [Symbol.asyncDispose]: () => room[Symbol.asyncDispose]() };
}

/** The titles that each way of looking gives away in a channel. */
async function seen(seat: Seat) {
  const named = (text: string) => RATED.flatMap(([title]) => (text.includes(title) ? [title.split(' ')[0]] : []));
  const searched = (await seat.slash('/fic search', { query: 'wall' })).message?.text ?? '';
  const titles = await seat.complete('/fic show', { story: 'wall' });
  const newest = await seat.complete('/fic show', { story: '' });
  const pairings = await seat.complete('/fic search', { pairing: 'wall' });
  return {
    searched: named(searched),
    completed: titles.map(({ name }) => name.split(' ')[0]).toSorted(),
    newest: newest.map(({ name }) => name.split(' ')[0]).toSorted(),
    pairings: pairings.map(({ name }) => name.replace('/Wall', '').replace('Wall/', '')).toSorted(),
    hidden: searched.split('\n').find((line) => line.includes('hidden')) ?? '',
  };
}

describe('from Teen on in age-restricted channels alone', () => {
  test('search, completion, cards and pages of an open channel hold General fics, and say why', async () => {
    await using rated = await ratedRoom();
    const { room, mina } = rated;
    await choose(mina, { ratingFloor: ['teen'] });
    const ada = room.world.member('ada').in('#general');
    const open = await seen(ada);
    expect(open.searched).toEqual(['General']);
    expect(open.completed).toEqual(['General']);
    expect(open.newest).toEqual(['General']);
    expect(open.pairings).toEqual(['Plain']);
    expect(open.hidden).toContain('3 fics are hidden here: they are rated Teen or above, or not rated.');
    for (const command of ['/fic show', '/fic read']) {
      const [teen] = await room.world.member('ada').in('#after-dark').complete(command, { story: 'teen' });
      const refused = await ada.slash(command, { story: String(teen?.value) });
      expect(refused.message?.text).toContain('rated Teen or above, or not rated, so I show it only in age-restricted');
    }
    const dark = await seen(room.world.member('ada').in('#after-dark'));
    expect(dark.searched).toHaveLength(4);
    expect(dark.completed).toHaveLength(4);
    expect(dark.hidden).toBe('');
  });

  test('a page and a card that were open before go at the next press, and a shelf keeps what it may not show', async () => {
    await using rated = await ratedRoom();
    const { room, mina } = rated;
    const ada = room.world.member('ada').in('#general');
    const asked = await ada.slash('/fic read', { story: 'Teen Wall' });
    await ada.press(asked.message, 'Read in my own thread');
    const [page] = ada.messages(ada.visibleThreads()[0]);
    const results = await ada.slash('/fic search', { query: 'teen' });
    const card = await ada.press(results.message, 'Open');
    await ada.press(card.message, 'Keep for later');

    await choose(mina, { ratingFloor: ['teen'] });
    await ada.press(page, 'Next');
    expect(page?.text).toContain('rated Teen or above');
    expect(page?.text).not.toContain('gutters');
    const shared = await ada.press(card.message, 'Share with this channel');
    expect(shared.message?.text).toContain('rated Teen or above');
    const shelf = await ada.slash('/fic shelf');
    expect(shelf.message?.text).not.toContain('Teen Wall');
    expect(shelf.message?.text).toContain('1 more is on your shelf but cannot be shown');
  });
});

describe('nothing from Mature on', () => {
  test('is found, named, shown or read in age-restricted channels either', async () => {
    await using rated = await ratedRoom();
    const { room, mina } = rated;
    const dark = room.world.member('ada').in('#after-dark');
    const asked = await dark.slash('/fic read', { story: 'Mature Wall' });
    const [mature] = await dark.complete('/fic show', { story: 'mature' });
    await choose(mina, { ratingFloor: ['mature-nowhere'] });
    for (const channel of ['#after-dark', '#general']) {
      const there = await seen(room.world.member('ada').in(channel));
      expect(there.searched, channel).toEqual(['General', 'Teen']);
      expect(there.completed, channel).toEqual(['General', 'Teen']);
      expect(there.pairings, channel).toEqual(['Plain', 'Young']);
      expect(there.hidden).toContain(
        '2 fics are hidden: they are rated Mature or above, or not rated, and this server shows',
      );
    }
    const begun = await dark.press(asked.message, 'Read in my own thread');
    expect(begun.message?.text).toContain('this server shows no such fics');
    const shown = await dark.slash('/fic show', { story: String(mature?.value) });
    expect(shown.message?.text).toContain('this server shows no such fics');
  });

  test('is heard of, too, where another program chose it', async () => {
    await using rated = await ratedRoom();
    const { room } = rated;
    const beside = await openStores({ database: room.config.database }, false);
    const book = await SettingsBook.open(beside.moderation.settings);
    await book.change(room.guildId('The Reading Room'), { ratingFloor: 'teen' });
    await beside.close();
    const ada = room.world.member('ada').in('#general');
    await expect.poll(async () => (await seen(ada)).searched).toEqual(['General']);
  });

  test('changes nothing in direct messages and in other servers', async () => {
    await using rated = await ratedRoom();
    const { room, mina } = rated;
    await choose(mina, { ratingFloor: ['teen'] });
    const direct = await seen(room.world.member('ada').directMessage());
    expect(direct.searched).toEqual(['General', 'Teen']);
    const elsewhere = await seen(room.world.member('olive').in('#after-dark', 'The Other Shelf'));
    expect(elsewhere.searched).toHaveLength(4);
  });
});

describe('where members may not post cards', () => {
  test('they have no Share button, an old one is refused, and a card that they show is theirs alone', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post());
    const ada = room.world.member('ada').in('#general');
    const results = await ada.slash('/fic search', { query: 'wall' });
    const before = await ada.press(results.message, 'Open');
    const mina = room.world.member('mina').in('#general');
    await choose(mina, { sharing: ['Moderators only'] });

    const refused = await ada.press(before.message, 'Share with this channel');
    expect(refused.message?.text).toContain('moderators alone post cards for everyone');
    const after = await ada.press(results.message, 'Open');
    expect(after.message?.buttonLabels).not.toContain('Share with this channel');
    const shown = await ada.slash('/fic show', { story: 'The Yellow Wall' });
    expect(shown.message?.ephemeral).toBe(true);
    expect(shown.message?.text).toContain('Only you see this card');
    expect(mina.messages().filter(({ ephemeral }) => !ephemeral)).toEqual([]);

    const found = await mina.slash('/fic search', { query: 'wall' });
    const opened = await mina.press(found.message, 'Open');
    const shared = await mina.press(opened.message, 'Share with this channel');
    expect(shared.message?.text).toContain('everyone in this channel can see');
    expect((await mina.slash('/fic show', { story: 'The Yellow Wall' })).message?.ephemeral).toBe(false);
  });
});

describe('where pages open', () => {
  test('in private replies only: nobody is asked, no thread opens, an old button opens none, and the page says why', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post({ body: paragraphs(60) }));
    const ada = room.world.member('ada').in('#general');
    const asked = await ada.slash('/fic read', { story: 'The Yellow Wall' });
    await choose(room.world.member('mina').in('#general'), { readingWay: ['private'] });
    const begun = await ada.press(asked.message, 'Read in my own thread');
    const read = await ada.slash('/fic read', { story: 'The Yellow Wall' });
    for (const page of [begun.message, read.message]) {
      expect(page?.ephemeral).toBe(true);
      expect(page?.text).toContain('In this server reading happens in private replies');
      expect(page?.text).toContain('gutters');
      expect(page?.buttonLabels).not.toContain('Read in my own thread');
    }
    expect(ada.visibleThreads()).toEqual([]);
  });

  test('below the reading channel, from any channel, one thread for all of them', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post({ body: paragraphs(60) }));
    await choose(room.world.member('mina').in('#general'), { readingChannel: ['#recs'] });
    const ada = room.world.member('ada');
    const asked = await ada.in('#general').slash('/fic read', { story: 'The Yellow Wall' });
    await ada.in('#general').press(asked.message, 'Read in my own thread');
    await ada.in('#news').slash('/fic read', { story: 'The Yellow Wall' });
    const threads = [...room.world.channels.values()].filter(({ thread }) => thread);
    expect(threads.map(({ parentId }) => parentId)).toEqual([room.world.channel('#recs').id]);
    const [page] = ada.in('#recs').messages(threads[0]);
    await ada.in('#recs').press(page, 'Next');
    expect(page?.text).toMatch(/Page 2 of/);
  });

  test('not below a reading channel that may not show the fic: then where it was asked for, and the reader is told', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post({ title: 'The Dark Lantern', rating: 'R', body: paragraphs(60) }));
    await choose(room.world.member('mina').in('#general'), { readingChannel: ['#recs'] });
    const dark = room.world.member('ada').in('#after-dark');
    const asked = await dark.slash('/fic read', { story: 'The Dark Lantern' });
    const ready = await dark.press(asked.message, 'Read in my own thread');
    expect(ready.message?.text).toContain(`rated too high for <#${room.world.channel('#recs').id}>`);
    const threads = [...room.world.channels.values()].filter(({ thread }) => thread);
    expect(threads.map(({ parentId }) => parentId)).toEqual([dark.channel.id]);
    const [page] = dark.messages(threads[0]);
    await dark.press(page, 'Next');
    expect(page?.text).toMatch(/Page 2 of/);
  });

  test('not below a reading channel that the reader cannot see', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post());
    const { world } = room;
    const recs = world.channel('#recs');
    await choose(world.member('mina').in('#general'), { readingChannel: ['#recs'] });
    setOverwrite(world, recs, world.user('ada'), { deny: ['ViewChannel'] });
    const ada = world.member('ada').in('#general');
    const asked = await ada.slash('/fic read', { story: 'The Yellow Wall' });
    const ready = await ada.press(asked.message, 'Read in my own thread');
    expect(ready.message?.text).toContain("You can't see");
    expect(ada.visibleThreads().map(({ parentId }) => parentId)).toEqual([ada.channel.id]);
    expect(world.refusals).toEqual([]);
  });
});
