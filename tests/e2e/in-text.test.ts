/** A line that somebody remembers: found inside a text, quoted, and read on from there. */
import { describe, expect, test } from 'vitest';
import type { Seat } from '#playground/gestures/seat.ts';
import type { SeenMessage } from '#playground/gestures/seen-message.ts';
import { printQuery } from '#src/query/language.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';
import { choose } from '#tests/e2e/settings.ts';

const inText = (text: string) => printQuery({ where: { kind: 'text', text } });

/** Searches as soon as all texts are ready. */
async function search(room: ReadingRoom, seat: Seat, text: string): Promise<SeenMessage> {
  const { catalog } = room.app.stores;
  const libraries = [room.guildId('The Reading Room'), SHARED_LIBRARY];
  const where = { kind: 'text', text } as const;
  while ((await catalog.search({ where }, { libraries, maxRank: 100 }, { offset: 0, limit: 1 })).unfinished);
  const { message } = await seat.slash('/fic search', { query: inText(text) });
  if (!message) throw new Error('There was no answer.');
  return message;
}

const BODY = `Chapter 1: Drizzle\n\n${paragraphs(60)}\n\nChapter 2: Flood\n\n${paragraphs(40, 'Flood')}\n\nAt dawn they played Russian roulette, and all of them lost.\n\n${paragraphs(40, 'Ebb')}`;

/** A server with a fic of its own; its moderator has switched the search inside texts on. */
async function roomWithTexts(parts: Parameters<typeof post>[0] = {}) {
  const room = await ReadingRoom.open();
  const story = await room.add(post({ body: BODY, ...parts }), room.guildId('The Reading Room'));
  await choose(room.world.member('mina').in('#general'), { textSearch: ['Texts can be searched'] });
  return {
    room,
    story,
    ada: room.world.member('ada').in('#general'),
    [Symbol.asyncDispose]: () => room[Symbol.asyncDispose](),
  };
}

describe('a line that a reader remembers', () => {
  test('is quoted below its fic, and one press opens the page where it stands', async () => {
    await using s = await roomWithTexts({ more: 'Warnings: Major Character Death\nSummary: A wall.\n' });
    const results = await search(s.room, s.ada, 'russian ROULETTE');
    expect(results.text).toContain('1 fic');
    expect(results.text).toContain('> At dawn they played **Russian roulette**, and all of them lost.');
    expect(results.text.indexOf('Major Character Death')).toBeLessThan(results.text.indexOf('At dawn'));
    expect(results.text.indexOf('Major Character Death')).toBeGreaterThan(0);
    expect(results.buttonLabels).toEqual(expect.arrayContaining(['Read from here', 'Open']));

    const asked = await s.ada.press(results, 'Read from here');
    expect(asked.message?.text).toContain('Manage Threads');
    await s.ada.press(asked.message, 'Read in my own thread');
    const [page] = s.ada.messages(s.ada.visibleThreads()[0]);
    expect(page?.text).toContain('At dawn they played Russian roulette');
    expect(page?.text).toContain('Chapter 2 of 2');
    const here = page?.text;
    await s.ada.press(page, 'Next');
    expect(page?.text).not.toBe(here);
    await s.ada.press(page, 'Previous');
    expect(page?.text).toBe(here);

    const card = await s.ada.press(results, 'Open');
    expect(card.message?.embeds[0]?.title).toBe('The Yellow Wall');
    expect(s.room.world.refusals).toEqual([]);
  });

  test('opens in a private reply for whoever reads so', async () => {
    await using s = await roomWithTexts();
    const results = await search(s.room, s.ada, 'russian roulette');
    const asked = await s.ada.press(results, 'Read from here');
    const page = await s.ada.press(asked.message, 'Read privately right here');
    expect(page.message?.ephemeral).toBe(true);
    expect(page.message?.text).toContain('At dawn they played Russian roulette');
    const again = await s.ada.press(results, 'Read from here');
    expect(again.message?.text).toContain('At dawn they played Russian roulette');
  });

  test('is not looked for until a moderator says so, and the reader is told; nor any more once they take it back', async () => {
    await using room = await ReadingRoom.open();
    await room.add(post({ body: BODY }), room.guildId('The Reading Room'));
    const [ada, mina] = ['ada', 'mina'].map((name) => room.world.member(name).in('#general'));
    if (!ada || !mina) throw new Error('Somebody is missing.');
    const before = await search(room, ada, 'russian roulette');
    expect(before.text).toContain('This server does not search inside texts. A moderator can switch it on with');
    expect(before.text).not.toContain('At dawn');
    const words = await ada.slash('/fic search', { query: 'wall' });
    expect(words.message?.text).not.toContain('inside texts');
    await choose(mina, { textSearch: ['Texts can be searched'] });
    const results = await search(room, ada, 'russian roulette');
    expect(results.text).toContain('At dawn');
    expect(results.text).not.toContain('inside texts');
    await choose(mina, { textSearch: ['Texts are not searched'] });
    expect((await search(room, ada, 'russian roulette')).text).not.toContain('At dawn');
    const page = await ada.press(results, 'Read from here');
    expect(page.message?.buttonLabels, 'what may be read may be read from there').toContain('Read in my own thread');
  });

  test('of the shared library is found where the operator lets it be', async () => {
    await using room = await ReadingRoom.open({ sharedTexts: true });
    await room.add(post({ body: BODY }));
    const ada = room.world.member('ada');
    const results = await search(room, ada.in('#general'), 'russian roulette');
    expect(results.text).toContain('At dawn');
    expect(results.text).toContain("This server's own are not searched");
    const direct = await search(room, ada.directMessage(), 'russian roulette');
    expect(direct.text).toContain('At dawn');
    expect(direct.text).not.toContain('not searched');
  });

  test('of a fic that is too mature for a channel is shown there by nothing, found by text or opened by an old button', async () => {
    await using s = await roomWithTexts({ title: 'The Dark Lantern', rating: 'R' });
    const open = await search(s.room, s.ada, 'russian roulette');
    expect(open.text).not.toContain('At dawn');
    expect(open.text).not.toContain('Lantern');
    const dark = s.room.world.member('ada').in('#after-dark');
    const results = await search(s.room, dark, 'russian roulette');
    expect(results.text).toContain('At dawn');
    await choose(s.room.world.member('mina').in('#general'), { ratingFloor: ['Mature nowhere'] });
    const refused = await dark.press(results, 'Read from here');
    expect(refused.message?.text).toContain('this server shows no such fics');
    expect(refused.message?.text).not.toContain('At dawn');
  });

  test('is what its author wrote, whatever signs stand in it', async () => {
    const line =
      '@everyone the lamp || was **green** `and` <@123456789012345678> [x](https://evil.example) > it # burned';
    await using s = await roomWithTexts({ body: `It rained.\n\n${line}\n\nIt rained on.` });
    const results = await search(s.room, s.ada, 'the lamp');
    expect(results.text).toContain(
      '> @\u200beveryone **the lamp** \\|\\| was \\*\\*green\\*\\* \\`and\\` \\<@\u200b123456789012345678\\>',
    );
    expect(results.text).toContain(String.raw`\[x\](https\://evil.example) \> it # burned`);
  });
});
