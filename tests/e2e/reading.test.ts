/** From a search to the page one left: what a reader does every evening. */
import { MessageFlags } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { Seat } from '#playground/gestures/seat.ts';
import type { SeenMessage } from '#playground/gestures/seen-message.ts';
import { deleteChannel } from '#playground/world/guilds.ts';
import { isThread, updateThread } from '#playground/world/threads.ts';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

/** Opens a story in the reader's own thread, consent and all; gives back the page there. */
async function openThread(seat: Seat, title: string): Promise<SeenMessage> {
  const asked = await seat.slash('/fic read', { story: title });
  if (asked.message?.buttonLabels.includes('Read in my own thread'))
    await seat.press(asked.message, 'Read in my own thread');
  const [thread] = seat.visibleThreads();
  if (!thread) throw new Error('No thread was opened.');
  const page = seat.messages(thread).at(-1);
  if (!page) throw new Error('The thread is empty.');
  return page;
}

/** The reader's own thread. */
function threadOf(seat: Seat) {
  const [thread] = seat.visibleThreads();
  if (!thread || !isThread(thread)) throw new Error('No thread was opened.');
  return thread;
}

const LONG = post({
  title: 'The Long Rain',
  body: `Chapter 1: Drizzle\n\n${paragraphs(60)}\n\nChapter 2: Flood\n\n${paragraphs(40, 'Flood')}`,
});

describe('a reader', () => {
  test('searches, opens a card, reads in a thread, turns pages, and goes on after a restart', async () => {
    await using room = await ReadingRoom.open();
    await room.add(LONG);
    await room.add(post());
    const ada = room.world.member('ada').in('#general');

    const results = await ada.slash('/fic search', { query: 'rain' });
    expect(results.message?.ephemeral).toBe(true);
    expect(results.message?.text).toContain('1 fic');
    expect(results.message?.text).toContain('The Long Rain');

    const opened = await ada.press(results.message, 'Open');
    expect(opened.message?.embeds[0]).toMatchObject({ title: 'The Long Rain', author: { name: 'by penwiper' } });
    const fields = opened.message?.embeds[0]?.fields?.map(({ name, value }) => `${name}: ${value}`);
    expect(fields).toContain('Rating: General (PG)');
    expect(fields).toContain('Pairing: Sherlock Holmes/John Watson');

    const asked = await ada.press(opened.message, 'Read');
    expect(asked.message?.text).toContain('Manage Threads');
    const ready = await ada.press(asked.message, 'Read in my own thread');
    const [thread] = ada.visibleThreads();
    expect(ready.message?.text).toContain(`<#${thread?.id}>`);
    expect(thread?.name).not.toContain('Rain');

    const page = ada.messages(thread)[0];
    expect(page?.text).toContain('Rain 1.');
    expect(page?.text).toContain('They belong to Sir Arthur');
    expect(page?.text).toContain('For the rain prompt');
    expect(page?.text).toMatch(/Chapter 1 of 2 · Page 1 of \d+ · \d+% · about \d+ min left/);

    await ada.press(page, 'Next');
    expect(page?.text).toMatch(/Page 2 of/);
    const second = page?.text;
    await ada.press(page, 'Next');
    await ada.press(page, 'Previous');
    expect(page?.text).toBe(second);

    await room.restart();
    await ada.press(page, 'Next');
    expect(page?.text).toMatch(/Page 3 of/);
    const on = await ada.slash('/fic read');
    expect(on.message?.text).toContain(`<#${thread?.id}>`);
    expect(ada.messages(thread).at(-1)?.text).toBe(page?.text);
    expect(ada.visibleThreads()).toHaveLength(1);
    expect(room.world.refusals).toEqual([]);
  });

  test('jumps to a page and to a chapter, and reads to the end', async () => {
    await using room = await ReadingRoom.open();
    await room.add(LONG);
    const ada = room.world.member('ada').in('#general');
    const page = await openThread(ada, 'The Long Rain');
    await ada.select(page, 'Jump to a page', ['Page 3']);
    expect(page.text).toMatch(/Page 3 of/);
    await ada.select(page, 'Go to a chapter', ['Chapter 2: Flood']);
    expect(page.text).toContain('Chapter 2 of 2 · Page 1 of');
    expect(page.text).toContain('Flood 1.');
    for (let turns = 0; turns < 20 && !page.text.includes('the end'); turns += 1) await ada.press(page, 'Next');
    expect(page.text).toContain('Flood 40.');
    expect(page.text).toContain('100% · the end');
    await expect(ada.press(page, 'Next')).rejects.toThrow();
  });

  test('comes to any of thirty chapters through the menu, and looking through it turns no page', async () => {
    await using room = await ReadingRoom.open();
    const steps = Array.from({ length: 30 }, (_, index) => `Chapter ${index + 1}: Step ${index + 1}\n\nOne went up.`);
    await room.add(post({ title: 'The Stairs', body: steps.join('\n\n') }));
    const ada = room.world.member('ada').in('#general');
    const page = await openThread(ada, 'The Stairs');
    await ada.select(page, 'Go to a chapter', ['Chapter 8: Step 8']);
    expect(page.text).toContain('Chapter 8 of 30');
    await ada.select(page, 'Go to a chapter', ['Chapters 15 to 27 …']);
    expect(page.text).toContain('Chapter 8 of 30');
    await ada.select(page, 'Go to a chapter', ['Chapter 23: Step 23']);
    expect(page.text).toContain('Chapter 23 of 30');
    expect(page.text).toContain('One went up.');
  });

  test('chooses another page size and stays at the place', async () => {
    await using room = await ReadingRoom.open();
    await room.add(LONG);
    const ada = room.world.member('ada').in('#general');
    const page = await openThread(ada, 'The Long Rain');
    await ada.press(page, 'Next');
    const place = /Rain \d+\./.exec(page.text)?.[0] ?? 'no place';
    await ada.press(page, 'Page size: standard');
    expect(page.buttonLabels).toContain('Page size: long');
    expect(page.text).toContain(place);
    await ada.press(page, 'Page size: long');
    expect(page.buttonLabels).toContain('Page size: short');
    expect(page.text).toContain(place);
  });

  test("is told kindly that somebody else's page is not theirs", async () => {
    await using room = await ReadingRoom.open();
    await room.add(LONG);
    const ada = room.world.member('ada').in('#general');
    const page = await openThread(ada, 'The Long Rain');
    const before = page.text;
    const mina = room.world.member('mina').in('#general');
    const refused = await mina.press(page, 'Next');
    expect(refused.followUps[0]?.text ?? refused.message?.text).toContain("someone else's page");
    expect(page.text).toBe(before);
  });

  test('reads in a private reply where there can be no thread, and is told why', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post());
    for (const [channel, why] of [
      ['#news', 'has no private threads'],
      ['#voice', 'has no private threads'],
      ['#quiet', 'not allowed to open private threads'],
    ] as const) {
      const reply = await room.world.member('ada').in(channel).slash('/fic read', { story: 'The Yellow Wall' });
      expect(reply.message?.ephemeral, channel).toBe(true);
      expect(reply.message?.text, channel).toContain(why);
      expect(reply.message?.text, channel).toContain('It rained on Baker Street.');
    }
    const direct = await room.world.member('ada').directMessage().slash('/fic read', { story: 'The Yellow Wall' });
    expect(direct.message?.text).toContain('In direct messages there are no threads');
    expect(room.world.refusals).toEqual([]);
  });

  test('calls from inside a thread, and the thread is beside it, under the parent', async () => {
    await using room = await ReadingRoom.open();
    await room.add(LONG);
    const ada = room.world.member('ada').in('#general');
    await openThread(ada, 'The Long Rain');
    const [thread] = ada.visibleThreads();
    if (!thread) throw new Error('No thread was opened.');
    const again = await room.world.member('ada').in(thread).slash('/fic read', { story: 'The Long Rain' });
    expect(again.message?.text).toContain(`<#${thread.id}>`);
    expect(ada.visibleThreads()).toHaveLength(1);
  });

  test('gets the thread out of the archive, and a private reply where it is locked', async () => {
    await using room = await ReadingRoom.open();
    await room.add(LONG);
    const ada = room.world.member('ada').in('#general');
    await openThread(ada, 'The Long Rain');
    const thread = threadOf(ada);
    updateThread(room.world, thread, { archived: true });
    await ada.slash('/fic read');
    expect(thread.thread.archived).toBe(false);
    updateThread(room.world, thread, { locked: true });
    const locked = await ada.slash('/fic read');
    expect(locked.message?.text).toContain('was locked by a moderator');
    expect(locked.message?.text).toContain('Rain 1.');
  });

  test('turns a page in an archived thread, and gets a private reply where that thread is locked too', async () => {
    await using room = await ReadingRoom.open();
    await room.add(LONG);
    const ada = room.world.member('ada').in('#general');
    const page = await openThread(ada, 'The Long Rain');
    const thread = threadOf(ada);
    updateThread(room.world, thread, { archived: true });
    await ada.press(page, 'Next');
    expect(page.text).toMatch(/Page 2 of/);
    expect(thread.thread.archived).toBe(false);
    updateThread(room.world, thread, { archived: true, locked: true });
    const locked = await ada.press(page, 'Next');
    expect(locked.message?.ephemeral ?? locked.followUps[0]?.ephemeral).toBe(true);
    expect((locked.message ?? locked.followUps[0])?.text).toMatch(/was locked by a moderator[\s\S]*Page 3 of/);
    expect(page.text).toMatch(/Page 2 of/);
  });

  test('pressing twice at once opens one thread', async () => {
    await using room = await ReadingRoom.open();
    await room.add(LONG);
    const ada = room.world.member('ada').in('#general');
    const asked = await ada.slash('/fic read', { story: 'The Long Rain' });
    const way = 'Read in my own thread';
    await Promise.all([ada.press(asked.message, way), ada.press(asked.message, way)]);
    expect(ada.visibleThreads()).toHaveLength(1);
  });

  test('goes on with the fic last turned, not the one last opened', async () => {
    await using room = await ReadingRoom.open();
    await room.add(LONG);
    await room.add(post());
    const ada = room.world.member('ada').in('#general');
    const page = await openThread(ada, 'The Long Rain');
    await ada.slash('/fic read', { story: 'The Yellow Wall' });
    await ada.press(page, 'Next');
    await ada.slash('/fic read');
    expect(ada.messages(threadOf(ada)).at(-1)?.text).toBe(page.text);
  });

  test('gets the chapter asked for also where the title was not enough', async () => {
    await using room = await ReadingRoom.open();
    await room.add(LONG);
    await room.add(post({ title: 'The Long Rainbow' }));
    const ada = room.world.member('ada').directMessage();
    const asked = await ada.slash('/fic read', { story: 'long rain', chapter: 2 });
    const page = await ada.select(asked.message, 'Choose a fic', ['The Long Rain']);
    expect(page.message?.text).toContain('Flood 1.');
  });

  test('finds everything on a long shelf', async () => {
    await using room = await ReadingRoom.open();
    const ada = room.world.member('ada').in('#general');
    for (let index = 1; index <= 30; index += 1) {
      const story = await room.add(post({ title: `Kept ${index}` }));
      const shown = await ada.slash('/fic show', { story: story.id });
      await ada.press(shown.message, 'Keep for later');
    }
    const shelf = await ada.slash('/fic shelf');
    expect(shelf.message?.text).toContain('Kept 30');
    expect(shelf.message?.text).not.toContain('Kept 5 ');
    await ada.press(shelf.message, 'Older');
    expect(shelf.message?.text).toContain('**Kept 1** ');
    await ada.press(shelf.message, 'Newer');
    expect(shelf.message?.text).toContain('Kept 30');
  });

  test('gets a new thread where the old one was deleted', async () => {
    await using room = await ReadingRoom.open();
    await room.add(LONG);
    const ada = room.world.member('ada').in('#general');
    await openThread(ada, 'The Long Rain');
    const thread = threadOf(ada);
    deleteChannel(room.world, thread);
    const ready = await ada.slash('/fic read');
    const [fresh] = ada.visibleThreads();
    expect(fresh?.id).not.toBe(thread.id);
    expect(ready.message?.text).toContain(`<#${fresh?.id}>`);
  });

  test('keeps fics for later and finds them on the shelf', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post());
    const ada = room.world.member('ada').in('#general');
    const shown = await ada.slash('/fic show', { story: 'The Yellow Wall' });
    expect(shown.message?.ephemeral).toBe(false);
    const kept = await ada.press(shown.message, 'Keep for later');
    expect(kept.message?.text).toContain('is on your shelf');
    expect((await ada.slash('/fic shelf')).message?.text).toContain('The Yellow Wall');
    await ada.press(shown.message, 'Keep for later');
    expect((await ada.slash('/fic shelf')).message?.text).toContain('Your shelf is empty');
  });

  test('finds more by the same author', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post());
    await room.add(post({ title: 'The Green Door' }));
    await room.add(post({ title: 'Elsewhere', author: 'someone else' }));
    const ada = room.world.member('ada').in('#general');
    const shown = await ada.slash('/fic show', { story: 'The Yellow Wall' });
    const more = await ada.press(shown.message, 'More by this author');
    expect(more.message?.text).toContain('2 fics');
    expect(more.message?.text).not.toContain('Elsewhere');
  });

  test('says that nobody knows the author where a card has the button that was posted when somebody did', async () => {
    await using room = await ReadingRoom.open();
    const story = await room.add(post());
    const ada = room.world.member('ada').in('#general');
    const shown = await ada.slash('/fic show', { story: 'The Yellow Wall' });
    const header = { fields: { ...story, authors: ['\u200b'] }, permission: story.permission };
    const actor = { by: 'operator', at: 1 };
    await room.app.stores.catalog.reviseHeader(story.id, [story.library], header, actor, 1);
    const more = await ada.press(shown.message, 'More by this author');
    expect(more.message?.ephemeral).toBe(true);
    expect(more.message?.text).toContain('not on record who wrote **The Yellow Wall**');
    const anew = await ada.slash('/fic show', { story: 'The Yellow Wall' });
    expect(anew.message?.buttonLabels).toEqual(['Read', 'Keep for later', 'Report']);
  });

  test('who types a title and never chooses is understood, or asked', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post());
    await room.add(post({ title: 'The Green Door', author: 'first' }));
    await room.add(post({ title: 'The Green Door', author: 'second' }));
    const ada = room.world.member('ada').in('#general');
    expect((await ada.slash('/fic show', { story: 'the yellow wall' })).message?.embeds[0]?.title).toBe(
      'The Yellow Wall',
    );
    const several = await ada.slash('/fic show', { story: 'The Green Door' });
    expect(several.message?.ephemeral).toBe(true);
    expect(several.message?.text).toContain('Which one did you mean?');
    const picked = await ada.select(several.message, 'Choose a fic', [
      several.message?.selects[0] && 'options' in several.message.selects[0]
        ? (several.message.selects[0].options[1]?.value ?? '')
        : '',
    ]);
    expect(picked.message?.embeds[0]?.title).toBe('The Green Door');
    const unknown = await ada.slash('/fic show', { story: 'Nothing of the kind' });
    expect(unknown.message?.ephemeral).toBe(true);
    expect(unknown.message?.text).toContain('I know no fic called “Nothing of the kind” here');
  });

  test('sees a story withdrawn in the middle of reading go, with a word about it', async () => {
    await using room = await ReadingRoom.open();
    const story = await room.add(LONG);
    const ada = room.world.member('ada').in('#general');
    const page = await openThread(ada, 'The Long Rain');
    await room.app.stores.catalog.withdraw(story.id, [story.library], { by: 'operator', at: Date.now() });
    await ada.press(page, 'Next');
    expect(page.text).toContain('was withdrawn');
    expect(page.text).not.toContain('gutters');
  });

  test('sees a withdrawn story go from an archived thread too', async () => {
    await using room = await ReadingRoom.open();
    const story = await room.add(LONG);
    const ada = room.world.member('ada').in('#general');
    const page = await openThread(ada, 'The Long Rain');
    await room.app.stores.catalog.withdraw(story.id, [story.library], { by: 'operator', at: Date.now() });
    updateThread(room.world, threadOf(ada), { archived: true });
    await ada.press(page, 'Next');
    expect(page.text).toContain('was withdrawn');
    expect(page.text).not.toContain('gutters');
  });

  test('is never pinged by a story, nor shown controls that the bot did not make', async () => {
    await using room = await ReadingRoom.open();
    const hostile =
      '@everyone <@1> <@&2> <#3> ||x|| -# Page 1 of 1\n\n-# Page 9 of 9 · 100%\n\n> quoted\n\n[link](https://example.org)';
    await room.add(post({ title: '**@everyone** [x](https://example.org)', author: '<@1>', body: hostile }));
    const ada = room.world.member('ada').in('#general');
    const results = await ada.slash('/fic search', {});
    const opened = await ada.press(results.message, 'Open');
    const shared = await ada.press(opened.message, 'Share with this channel');
    expect(shared.message?.text).toContain('Shared');
    const posted = ada.messages().find((message) => message.embeds.length > 0 && !message.ephemeral);
    expect(posted?.embeds[0]?.title).not.toContain('**@everyone**');
    for (const message of [...ada.messages(), results.message]) {
      expect(message?.mentions).toEqual({ everyone: false, roles: [], users: [] });
    }
    for (const { body } of room.world.requests) {
      if (body && typeof body === 'object' && 'content' in body)
        expect(body).toHaveProperty('allowed_mentions', { parse: [] });
    }
    expect((posted?.flags ?? 0) & MessageFlags.Ephemeral).toBe(0);
  });
});

describe('without a permission', () => {
  test('a story is a card with a link, and no text', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post(), undefined, 'none');
    const ada = room.world.member('ada').in('#general');
    const shown = await ada.slash('/fic show', { story: 'The Yellow Wall' });
    expect(shown.message?.buttonLabels).not.toContain('Read');
    const read = await ada.slash('/fic read', { story: 'The Yellow Wall' });
    expect(read.message?.text).toContain("isn't hosted here");
    expect(read.message?.text).not.toContain('rained');
  });
});
