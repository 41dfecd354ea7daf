/** What somebody wrote is there once, whatever became of the answer; and who asks again is told what is the case. */
import { describe, expect, test } from 'vitest';
import { FAULTS, ROUTES } from '#tests/e2e/fault-kinds.ts';
import { post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const REPORT = { reason: ["Posted without its author's word"], text: 'It is not hers.' };

async function stage() {
  const room = await ReadingRoom.open();
  const { world } = room;
  const ada = world.member('ada').in('#general');
  const mina = world.member('mina').in('#general');
  const library = room.guildId('The Reading Room');
  const reports = async () => (await room.app.stores.moderation.reports.open(library, 10)).length;
  const stories = () => room.app.stores.catalog.count();
  /** A draft that wants only to be published. */
  const draft = async () => {
    const { message } = await mina.slash('/library import', { file: { name: 'wall.txt', bytes: post() } });
    await mina.select(message, 'Why may we show this text?', ['Its author posted it here']);
    return message;
  };
  const shelf = async () => (await ada.slash('/fic shelf')).message?.text;
  /** No answer of the bot arrives any more; what it does, it does. */
  const deafen = () =>
    world.faults.rest(
      { kind: 'no-answer', processed: false },
      { route: ROUTES.callback, times: Number.POSITIVE_INFINITY },
    );
  return {
    room,
    world,
    ada,
    mina,
    reports,
    stories,
    draft,
    shelf,
    deafen,
    [Symbol.asyncDispose]: () => room[Symbol.asyncDispose](),
  };
}

describe('published once', () => {
  test.concurrent.for(FAULTS)('where the answer meets $name, and told so again', async ({ fault }) => {
    await using s = await stage();
    const draft = await s.draft();
    s.world.faults.rest(fault, { route: ROUTES.callback });
    await s.mina.press(draft, 'Publish');
    expect(draft?.text).toContain('is in the library');
    expect(await s.stories()).toBe(1);
    s.room.expectRefusals(40060);
    await s.room.stop();
    s.room.expectRefusals(40060);
  });

  test.concurrent('where no answer arrives at all: pressed again, it is in the library', async () => {
    await using s = await stage();
    const draft = await s.draft();
    const hear = s.deafen();
    expect((await s.mina.press(draft, 'Publish')).error).toBe('This interaction failed');
    hear();
    await s.mina.press(draft, 'Publish');
    expect(draft?.text).toContain('is in the library');
    expect(await s.stories()).toBe(1);
    s.room.expectRefusals(10062);
  });
});

describe('kept once', () => {
  const keep = 'Keep for later';

  test.concurrent('where no answer arrives: pressed again it is on the shelf, and once more it is not', async () => {
    await using s = await stage();
    await s.room.add(post());
    const card = (await s.ada.slash('/fic show', { story: 'The Yellow Wall' })).message;
    const hear = s.deafen();
    expect((await s.ada.press(card, keep)).status).toBe('failed');
    hear();
    expect((await s.ada.press(card, keep)).message?.text).toContain('is on your shelf');
    expect(await s.shelf()).toContain('The Yellow Wall');
    expect((await s.ada.press(card, keep)).message?.text).not.toContain('is on your shelf');
    expect(await s.shelf()).not.toContain('The Yellow Wall');
    s.room.expectRefusals(10062);
  });

  test('where the button is pressed twice at once: both presses have the one answer', async () => {
    await using s = await stage();
    await s.room.add(post());
    const card = (await s.ada.slash('/fic show', { story: 'The Yellow Wall' })).message;
    const replies = await Promise.all([s.ada.press(card, keep), s.ada.press(card, keep)]);
    for (const { message } of replies) expect(message?.text).toContain('is on your shelf');
    expect(await s.shelf()).toContain('The Yellow Wall');
  });

  test('where the press is delivered twice: it is answered once', async () => {
    await using s = await stage();
    await s.room.add(post());
    const card = (await s.ada.slash('/fic show', { story: 'The Yellow Wall' })).message;
    s.world.faults.events('twice', { event: 'INTERACTION_CREATE' });
    const kept = await s.ada.press(card, keep);
    expect(kept.message?.text).toContain('is on your shelf');
    expect(await s.shelf()).toContain('The Yellow Wall');
    expect(kept.followUps).toEqual([]);
    expect(s.world.requests.filter(({ route }) => route === ROUTES.callback)).toHaveLength(3);
  });
});

describe('shared once', () => {
  const share = 'Share with this channel';
  const shared = (s: Awaited<ReturnType<typeof stage>>) =>
    s.mina.messages().filter(({ content }) => content.includes('recommends:')).length;
  const openCard = async (s: Awaited<ReturnType<typeof stage>>) => {
    await s.room.add(post());
    const results = await s.ada.slash('/fic search', { query: 'wall' });
    return (await s.ada.press(results.message, 'Open')).message;
  };

  test.concurrent.for(FAULTS)('where the post meets $name', async ({ fault }) => {
    await using s = await stage();
    const card = await openCard(s);
    s.world.faults.rest(fault, { method: 'POST', route: ROUTES.messages });
    expect((await s.ada.press(card, share)).message?.text).toContain('Shared');
    await s.room.stop();
    expect(shared(s)).toBe(1);
  });

  test('where it is pressed twice at once, and again', async () => {
    await using s = await stage();
    const card = await openCard(s);
    const replies = await Promise.all([s.ada.press(card, share), s.ada.press(card, share)]);
    for (const { message } of replies) expect(message?.text).toContain('Shared');
    expect((await s.ada.press(card, share)).message?.text).toContain('Shared');
    expect(shared(s)).toBe(1);
  });

  test('where two members share the one fic, each of them', async () => {
    await using s = await stage();
    const card = await openCard(s);
    await s.ada.press(card, share);
    const results = await s.mina.slash('/fic search', { query: 'wall' });
    await s.mina.press((await s.mina.press(results.message, 'Open')).message, share);
    expect(shared(s)).toBe(2);
  });
});

describe('reported once', () => {
  test.concurrent('where no answer arrives, and it is sent again', async () => {
    await using s = await stage();
    await s.room.add(post());
    const card = (await s.ada.slash('/fic show', { story: 'The Yellow Wall' })).message;
    const { modal } = await s.ada.press(card, 'Report');
    const hear = s.deafen();
    expect((await s.ada.submit(modal, REPORT)).status).toBe('failed');
    hear();
    const { modal: again } = await s.ada.press(card, 'Report');
    expect((await s.ada.submit(again, REPORT)).message?.text).toContain('Thank you');
    expect(await s.reports()).toBe(1);
    s.room.expectRefusals(10062);
  });

  test('where it is delivered twice', async () => {
    await using s = await stage();
    await s.room.add(post());
    const card = (await s.ada.slash('/fic show', { story: 'The Yellow Wall' })).message;
    const { modal } = await s.ada.press(card, 'Report');
    s.world.faults.events('twice', { event: 'INTERACTION_CREATE' });
    expect((await s.ada.submit(modal, REPORT)).message?.text).toContain('Thank you');
    expect(await s.reports()).toBe(1);
  });
});

describe('withdrawn once', () => {
  test.concurrent('where no answer arrives: asked again, it is said to be gone', async () => {
    await using s = await stage();
    await s.room.add(post(), s.room.guildId('The Reading Room'));
    const hear = s.deafen();
    expect((await s.mina.slash('/library withdraw', { story: 'The Yellow Wall' })).status).toBe('failed');
    hear();
    expect((await s.mina.slash('/fic search', { query: 'wall' })).message?.text).toContain('No fic here');
    const again = await s.mina.slash('/library withdraw', { story: 'The Yellow Wall' });
    expect(again.status).toBe('answered');
    expect((await s.mina.complete('/library restore', { story: 'yel' })).length).toBe(1);
    s.room.expectRefusals(10062);
  });

  test('where the command is delivered twice, and answered once', async () => {
    await using s = await stage();
    await s.room.add(post(), s.room.guildId('The Reading Room'));
    s.world.faults.events('twice', { event: 'INTERACTION_CREATE' });
    const gone = await s.mina.slash('/library withdraw', { story: 'The Yellow Wall' });
    expect(gone.message?.text).toContain('is withdrawn');
    await s.room.stop();
    expect(s.mina.messages()).toHaveLength(1);
  });
});
