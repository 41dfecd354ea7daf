/** An author asks for their fic to be gone: then it is, from the library, from every channel, and from before every reader. */
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { Seat } from '#playground/gestures/seat.ts';
import type { SeenMessage } from '#playground/gestures/seen-message.ts';
import { openStores } from '#src/stores.ts';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const LINE = "A fic that stood here was taken down at its author's word.";
const REASON = 'Its author asked by mail on 3 May.';
const SECRET = 'gutters of Baker Street';

async function stage() {
  const room = await ReadingRoom.open();
  const story = await room.add(post({ body: paragraphs(60) }), room.guildId('The Reading Room'), 'posted-by-author');
  const [ada, newt, mina] = ['ada', 'newt', 'mina'].map((name) => room.world.member(name).in('#general'));
  if (!ada || !newt || !mina) throw new Error('Somebody is missing.');
  return { room, story, ada, newt, mina, [Symbol.asyncDispose]: () => room[Symbol.asyncDispose]() };
}

/** The page of a reader in their own thread. */
async function openPage(seat: Seat, story = 'The Yellow Wall'): Promise<SeenMessage> {
  const asked = await seat.slash('/fic read', { story });
  if (asked.message?.buttonLabels.includes('Read in my own thread')) {
    await seat.press(asked.message, 'Read in my own thread');
  }
  const page = seat.messages(seat.visibleThreads().at(-1)).at(-1);
  if (!page) throw new Error('No page was opened.');
  return page;
}

async function takeDown(mina: Seat, story = 'The Yellow Wall') {
  const asked = await mina.slash('/library takedown', { story, reason: REASON });
  await confirm(mina, asked.message);
  return asked;
}

/** Presses, and waits for the last word of the answer. */
async function confirm(mina: Seat, question: SeenMessage | null): Promise<void> {
  await mina.press(question, 'Take it down');
  await expect.poll(() => question?.text).not.toContain('being replaced;');
}

/** Whether anything of the fic can be seen in it. */
const shows = (message: SeenMessage | null | undefined) =>
  message?.text.includes('Yellow Wall') || message?.text.includes(SECRET) || message?.text.includes('penwiper');

describe('a moderator who takes a fic down', () => {
  test('says at whose word, is asked once, and everything that shows it becomes one line', async () => {
    await using s = await stage();
    const page = await openPage(s.ada);
    const card = (await s.ada.slash('/fic show', { story: 'The Yellow Wall' })).message;
    const found = (await s.newt.slash('/fic search', { query: 'yellow' })).message;
    const opened = (await s.newt.press(found, 'Open')).message;
    await s.newt.press(opened, 'Share with this channel');
    const shared = s.ada.messages().at(-1);
    const notes = (await s.ada.slash('/fic read', { story: 'The Yellow Wall' })).message;
    expect([page, card, found, opened, shared].map(shows)).toEqual([true, true, true, true, true]);
    expect(notes?.text).toContain('Your page is open');

    const asked = await s.mina.slash('/library takedown', { story: 'The Yellow Wall', reason: REASON });
    expect(asked.message?.ephemeral).toBe(true);
    expect(asked.message?.text).toContain('Take down The Yellow Wall?');
    expect(asked.message?.text).toContain(REASON);
    expect(shows(card), 'nothing is done before the press').toBe(true);
    await confirm(s.mina, asked.message);

    expect(asked.message?.text).toContain('**The Yellow Wall** is taken down');
    expect(asked.message?.text).toContain('6 messages that showed it are replaced.');
    for (const message of [page, card, opened, shared]) expect(message?.text).toBe(LINE);
    expect(found?.text).toBe(LINE);
    expect(card?.embeds).toEqual([]);
    expect([page, card, found].flatMap((message) => message?.buttons)).toEqual([]);
    expect((await s.ada.slash('/fic search', { query: 'yellow' })).message?.text).toContain('No fic here');
    expect((await s.ada.slash('/fic read')).message?.text).toContain("taken down at its author's word");
    const [entry] = await s.room.app.stores.moderation.log.list(s.story.library, null, 10);
    expect(entry).toMatchObject({ action: 'taken-down', details: { title: 'The Yellow Wall', reason: REASON } });
    expect(JSON.stringify(s.room.log)).not.toContain('Yellow Wall');
  });

  test('can cancel, and then nothing happened', async () => {
    await using s = await stage();
    const asked = await s.mina.slash('/library takedown', { story: 'The Yellow Wall', reason: REASON });
    await s.mina.press(asked.message, 'Cancel');
    expect(asked.message?.text).toBe('Nothing was taken down.');
    expect((await s.ada.slash('/fic search', { query: 'yellow' })).message?.text).toContain('1 fic');
  });

  test('confirms after a restart of the bot, too, and the messages of before it are replaced', async () => {
    await using s = await stage();
    const page = await openPage(s.ada);
    const asked = await s.mina.slash('/library takedown', { story: 'The Yellow Wall', reason: REASON });
    await s.room.restart();
    await confirm(s.mina, asked.message);
    expect(page.text).toBe(LINE);
  });

  test('finds a fic that is withdrawn already, by its title', async () => {
    await using s = await stage();
    await s.mina.slash('/library withdraw', { story: 'The Yellow Wall' });
    const [offered] = await s.mina.complete('/library takedown', { reason: REASON, story: 'yel' }, 'story');
    expect(offered?.value).toBe(s.story.id);
    await takeDown(s.mina);
    const refused = await s.mina.slash('/library restore', { story: s.story.id });
    expect(refused.message?.text).toContain('/library takedown-undo');
  });

  test('cannot have it back by any import, and is told so in the draft; undone, it is as it was', async () => {
    await using s = await stage();
    await takeDown(s.mina);
    const bytes = post({ title: 'Something Else', author: 'thief', body: paragraphs(40) });
    const draft = await s.mina.slash('/library import', { file: { name: 'else.txt', bytes } });
    expect(draft.message?.text).toContain("taken down here at its author's word");
    await s.mina.select(draft.message, 'Why may we show this text?', ['Its author posted it here']);
    const refused = await s.mina.press(draft.message, 'Publish');
    expect(refused.followUps[0]?.text ?? refused.message?.text).toContain("can't be read or added here");
    expect(await s.room.app.stores.catalog.count()).toBe(0);

    const [offered] = await s.mina.complete('/library takedown-undo', { reason: 'A mistake.', story: 'yel' }, 'story');
    const undone = await s.mina.slash('/library takedown-undo', {
      story: String(offered?.value),
      reason: 'A mistake.',
    });
    expect(undone.message?.text).toContain('is back in the library');
    expect((await s.ada.slash('/fic search', { query: 'yellow' })).message?.text).toContain('1 fic');
    await s.mina.press(draft.message, 'Publish');
    expect(draft.message?.text).toContain('is in the library');
    const actions = (await s.room.app.stores.moderation.log.list(s.story.library, s.story.id, 10)).map(
      ({ action }) => action,
    );
    expect(actions).toEqual(['takedown-undone', 'taken-down']);
  });

  test('is refused for the shared library, and for what is down already', async () => {
    await using s = await stage();
    await s.room.add(post({ title: 'Shared' }));
    const shared = await s.mina.slash('/library takedown', { story: 'Shared', reason: REASON });
    expect(shared.message?.text).toContain('belongs to the shared library');
    await takeDown(s.mina);
    const again = await s.mina.slash('/library takedown', { story: s.story.id, reason: REASON });
    expect(again.message?.text).toContain("can't be read or added here any more");
  });
});

test('that a page is known costs its reader nothing: a turn is one request, and no write to the catalog', async () => {
  await using s = await stage();
  const page = await openPage(s.ada);
  using database = new DatabaseSync(s.room.config.database, { readOnly: true });
  const version = () => database.prepare('PRAGMA data_version').get()?.data_version;
  const [written, asked] = [version(), s.room.world.requests.length];
  for (const way of ['Next', 'Next', 'Previous', 'Next']) await s.ada.press(page, way);
  expect(page.text).toContain('Page 3 of');
  expect(version()).toBe(written);
  expect(s.room.world.requests.slice(asked).map(({ method, path }) => `${method} ${path.split('/').at(-1)}`)).toEqual(
    Array(4).fill('POST callback'),
  );
  await s.ada.slash('/fic show', { story: 'The Yellow Wall' });
  await expect.poll(version).not.toBe(written);
});

describe('where others were, too', () => {
  test('a draft that was begun before the takedown is refused at its press', async () => {
    await using s = await stage();
    const bytes = post({ title: 'Copied', body: paragraphs(60) });
    const draft = await s.mina.slash('/library import', { file: { name: 'copied.txt', bytes } });
    await s.mina.select(draft.message, 'Why may we show this text?', ['Its author posted it here']);
    await takeDown(s.mina);
    const refused = await s.mina.press(draft.message, 'Publish');
    expect(refused.followUps[0]?.text ?? refused.message?.text).toContain("can't be read or added here");
  });

  test('an edit under way is refused when it is saved', async () => {
    await using s = await stage();
    const { catalog, publishing } = s.room.app.stores;
    const { chapters, pages } = await publishing.prepare(new TextEncoder().encode(post()));
    await takeDown(s.mina);
    const saved = catalog.revise(
      s.story.id,
      { fields: s.story, chapters, pages, permission: s.story.permission },
      { by: 'mina', at: Date.now() },
    );
    await expect(saved).rejects.toMatchObject({ code: 'story-taken-down' });
  });

  test('another server is not told, and has no say', async () => {
    await using s = await stage();
    const olive = s.room.world.member('olive').in('#general', 'The Other Shelf');
    const foreign = await olive.slash('/library takedown', { story: s.story.id, reason: REASON });
    expect(foreign.message?.text).toContain('I know no fic called');
    const asked = await s.mina.slash('/library takedown', { story: 'The Yellow Wall', reason: REASON });
    await confirm(s.mina, asked.message);
    const undo = await olive.slash('/library takedown-undo', { story: s.story.id, reason: 'Mine.' });
    expect(undo.message?.text).toContain('I know no fic called');
    expect(await olive.complete('/library takedown-undo', { reason: 'x', story: '' }, 'story')).toEqual([]);
    const copy = { name: 'wall.txt', bytes: post({ body: paragraphs(60) }) };
    const draft = await olive.slash('/library import', { file: copy });
    expect(draft.message?.text).not.toContain('taken down');
  });

  test('a reader may neither take down nor undo, even where the server shows it to all', async () => {
    await using room = await ReadingRoom.open({ moderatorRoles: ['100000000000000000'] });
    const ada = room.world.member('ada').in('#general');
    for (const command of ['/library takedown', '/library takedown-undo']) {
      const refused = await ada.slash(command, { story: 'x', reason: 'x' });
      expect(refused.message?.text, command).toContain("for this server's moderators");
    }
  });

  test("a takedown of the operator's is heard by the bot that runs, in every server", async () => {
    await using s = await stage();
    const shared = await s.room.add(post({ title: 'Shared', body: paragraphs(30, 'Fog') }));
    const page = await openPage(s.ada, 'Shared');
    const olive = s.room.world.member('olive').in('#general', 'The Other Shelf');
    const card = (await olive.slash('/fic show', { story: 'Shared' })).message;
    const direct = (await s.room.world.member('newt').directMessage().slash('/fic show', { story: 'Shared' })).message;
    // As `ficus takedown` does, beside the bot.
    const beside = await openStores(s.room.config, false);
    const word = { by: 'operator', at: Date.now(), reason: REASON };
    await beside.moderation.takedowns.add(shared.id, ['shared'], word);
    await s.room.hears('replaced what was posted');
    expect([page.text, card?.text, direct?.text]).toEqual([LINE, LINE, LINE]);
    await beside.moderation.takedowns.undo(shared.id, ['shared'], word);
    await beside.close();
    const shown = async () => (await olive.slash('/fic show', { story: 'Shared' })).message?.text;
    await expect.poll(shown).toContain('Shared');
  });
});
