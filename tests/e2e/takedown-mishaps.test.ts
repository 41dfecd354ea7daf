/** A takedown on Discord's bad days: what was on its way comes too late, doors are shut, answers get lost; in the end nothing stands. */
import { ChannelType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { Seat } from '#playground/gestures/seat.ts';
import type { SeenMessage } from '#playground/gestures/seen-message.ts';
import { setOverwrite } from '#playground/world/guilds.ts';
import { isThread, openThread, updateThread } from '#playground/world/threads.ts';
import { FAULTS, ROUTES } from '#tests/e2e/fault-kinds.ts';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const LINE = "A fic that stood here was taken down at its author's word.";
const SWEPT = 'replaced what was posted';
/** The answer stands, and the bot did not hear so. */
const LOST = FAULTS.filter(({ processed, fault }) => processed && fault.kind !== 'slow');
const EDIT = { route: '/channels/:channel/messages/:message', method: 'PATCH' };

async function stage() {
  const room = await ReadingRoom.open();
  const story = await room.add(post({ body: paragraphs(60) }), room.guildId('The Reading Room'), 'posted-by-author');
  const { world } = room;
  const ada = world.member('ada').in('#general');
  const mina = world.member('mina').in('#general');
  const card = async (seat: Seat = ada) => {
    const { message } = await seat.slash('/fic show', { story: 'The Yellow Wall' });
    if (!message) throw new Error('There is no card.');
    return message;
  };
  /** As far as the first answer. */
  const beginTakedown = async () => {
    const asked = await mina.slash('/library takedown', { story: 'The Yellow Wall', reason: 'Its author asked.' });
    await mina.press(asked.message, 'Take it down');
    return asked;
  };
  const takeDown = async () => {
    const asked = await beginTakedown();
    await expect.poll(() => asked.message?.text).not.toContain('being replaced;');
    return asked;
  };
  /** Settles when the next fault strikes. */
  const struck = () =>
    new Promise<void>((resolve) => {
      world.on('change', (change) => change.kind === 'requested' && change.request.fault !== null && resolve());
    });
  return {
    room,
    world,
    story,
    ada,
    mina,
    card,
    takeDown,
    beginTakedown,
    struck,
    [Symbol.asyncDispose]: () => room[Symbol.asyncDispose](),
  };
}

async function openPage(seat: Seat): Promise<SeenMessage> {
  const asked = await seat.slash('/fic read', { story: 'The Yellow Wall' });
  await seat.press(asked.message, 'Read in my own thread');
  const page = seat.messages(seat.visibleThreads().at(-1)).at(-1);
  if (!page) throw new Error('No page was opened.');
  return page;
}

describe('what was on its way', () => {
  test('a page that is turned meanwhile and arrives after the line becomes the line again', async () => {
    await using s = await stage();
    const page = await openPage(s.ada);
    const striking = s.struck();
    s.world.faults.rest({ kind: 'no-answer', processed: false }, { route: ROUTES.callback });
    const turning = s.ada.press(page, 'Next');
    await striking;
    await s.takeDown();
    await turning;
    await expect.poll(() => page.text).toBe(LINE);
  });

  test('a private page that is turned meanwhile, too', async () => {
    await using s = await stage();
    const asked = await s.ada.slash('/fic read', { story: 'The Yellow Wall' });
    await s.ada.press(asked.message, 'Read privately right here');
    expect(asked.message?.text).toContain('Page 1 of');
    const striking = s.struck();
    s.world.faults.rest({ kind: 'no-answer', processed: false }, { route: ROUTES.callback });
    const turning = s.ada.press(asked.message, 'Next');
    await striking;
    await s.takeDown();
    await turning;
    await expect.poll(() => asked.message?.text).toBe(LINE);
  });

  test('a press on a page that could not be replaced shows the line', async () => {
    await using s = await stage();
    const page = await openPage(s.ada);
    const heal = s.world.faults.rest(
      { kind: 'server-error', status: 503 },
      { ...EDIT, times: Number.POSITIVE_INFINITY },
    );
    const asked = await s.beginTakedown();
    expect(asked.message?.text).toContain('1 more is being replaced');
    await s.ada.press(page, 'Next');
    expect(page.text).toBe(LINE);
    heal();
    await s.room.hears(SWEPT);
  });

  test('a list becomes a line where it shows the fic, and stays where its reader has turned it to others', async () => {
    await using s = await stage();
    for (let index = 0; index < 6; index += 1) {
      await s.room.add(post({ title: `Wall ${index}` }), s.story.library, 'posted-by-author');
    }
    const search = () => s.ada.slash('/fic search', { query: 'wall', sort: 'title' });
    const [first, turned] = [(await search()).message, (await search()).message];
    await s.ada.press(turned, 'Next');
    expect([first, turned].map((list) => list?.text.includes('The Yellow Wall'))).toEqual([true, false]);
    const others = turned?.text;
    await s.takeDown();
    expect(first?.text).toBe("A fic in this list was taken down at its author's word. Ask again to see the others.");
    expect(turned?.text).toBe(others);
    expect((await search()).message?.text).toContain('6 fics');
  });

  test.each(LOST)('a card whose answer met $name is found all the same', async ({ fault }) => {
    await using s = await stage();
    s.world.faults.rest(fault, { route: ROUTES.callback });
    const card = await s.card();
    await s.takeDown();
    await expect.poll(() => card.text).toBe(LINE);
    await s.room.stop();
    s.room.expectRefusals(40060);
  });
});

describe('behind doors', () => {
  test('sleeping threads are woken, edited, and sleep on', async () => {
    await using s = await stage();
    const page = await openPage(s.ada);
    const [corner] = s.ada.visibleThreads();
    if (!corner || !isThread(corner)) throw new Error('There is no thread.');
    updateThread(s.world, corner, { archived: true });
    const asked = await s.takeDown();
    expect(page.text).toBe(LINE);
    expect(corner.thread.archived).toBe(true);
    expect(asked.message?.text).toContain('1 message that showed it is replaced.');
  });

  test('what stands behind a lock or out of sight is told with its reason, and goes at the next start', async () => {
    await using s = await stage();
    const nook = openThread(s.world, s.world.channel('#general'), {
      ...{ name: 'A nook', type: ChannelType.PublicThread, ownerId: s.ada.user.id },
    });
    const [locked, hidden] = [
      await s.card(s.world.member('ada').in(nook)),
      await s.card(s.world.member('ada').in('#recs')),
    ];
    updateThread(s.world, nook, { archived: true, locked: true });
    setOverwrite(s.world, s.world.channel('#recs'), s.world.bot, { deny: ['ViewChannel'] });
    const asked = await s.takeDown();
    const said = asked.message?.text;
    expect(said).toContain('**The Yellow Wall** is taken down');
    expect(said).toContain('1 still stands in a locked thread');
    expect(said).toContain("1 still stands in a channel that I can't see");
    expect(said).toContain('every hour');
    updateThread(s.world, nook, { archived: false, locked: false });
    setOverwrite(s.world, s.world.channel('#recs'), s.world.bot, { allow: ['ViewChannel'] });
    await s.room.restart();
    await expect.poll(() => [locked.text, hidden.text]).toEqual([LINE, LINE]);
  });
});

describe('through trouble', () => {
  test.each(FAULTS)('of an edit by $name', async ({ fault }) => {
    await using s = await stage();
    const [card, page] = [await s.card(), await openPage(s.ada)];
    s.world.faults.rest(fault, EDIT);
    await s.takeDown();
    await s.room.hears(SWEPT);
    expect([card.text, page.text]).toEqual([LINE, LINE]);
  });

  test('a long one goes on in the background, and the answer says at the end what became of it', async () => {
    await using s = await stage();
    const cards: SeenMessage[] = [];
    for (let index = 0; index < 8; index += 1) cards.push(await s.card());
    s.world.faults.rest({ kind: 'slow', milliseconds: 300 }, { ...EDIT, times: 8 });
    const asked = await s.beginTakedown();
    expect(asked.message?.text).toMatch(/\d more (is|are) being replaced; I'll say here when that is done/);
    await expect.poll(() => asked.message?.text).toContain('8 messages that showed it are replaced.');
    expect(asked.message?.text).not.toContain('being replaced;');
    expect(cards.map(({ text }) => text)).toEqual(Array(8).fill(LINE));
  });

  test('readers turn pages of other fics while it goes on', async () => {
    await using s = await stage();
    await s.room.add(
      post({ title: 'The Long Rain', body: paragraphs(60, 'Fog') }),
      s.story.library,
      'posted-by-author',
    );
    for (let index = 0; index < 4; index += 1) await s.card();
    s.world.faults.rest({ kind: 'slow', milliseconds: 500 }, { ...EDIT, times: 4 });
    await s.beginTakedown();
    const asked = await s.ada.slash('/fic read', { story: 'The Long Rain' });
    await s.ada.press(asked.message, 'Read privately right here');
    await s.ada.press(asked.message, 'Next');
    expect(asked.message?.text).toContain('Page 2 of');
    await s.room.hears(SWEPT);
    expect(asked.message?.text).toContain('Page 2 of');
  });
});
