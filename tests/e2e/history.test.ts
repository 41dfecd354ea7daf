/** What a library remembers of every change, and how an earlier header comes back. */
import { describe, expect, test } from 'vitest';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

async function mended() {
  const room = await ReadingRoom.open();
  const library = room.guildId('The Reading Room');
  const [mina, olive] = ['mina', 'olive'].map((name) => room.world.member(name).in('#general'));
  if (!mina || !olive) throw new Error('Somebody is missing.');
  const story = await room.add(post({ body: paragraphs(3) }), library);
  const change = async (who: typeof mina, group: string, fields: Record<string, string | string[]>) => {
    const panel = await who.slash('/library edit', { story: story.id });
    const { modal } = await who.press(panel.message, (id) => id.endsWith(`.${group}`));
    return who.submit(modal, fields);
  };
  const now = async () => (await room.app.stores.catalog.get(story.id, [library])) ?? story;
  return { room, library, mina, olive, story, change, now };
}

describe('the history of a fic', () => {
  test('tells who changed what and when, newest first', async () => {
    const { room, mina, olive, change } = await mended();
    await using _ = room;
    await change(mina, 'names', { Title: 'The **Mauve** Wall' });
    await change(olive, 'rating', { Rating: 'R', Tags: 'rain' });
    await mina.slash('/library withdraw', { story: 'The **Mauve** Wall' });
    const history = await mina.slash('/library history', { story: 'The **Mauve** Wall' });
    expect(history.message?.ephemeral).toBe(true);
    const text = history.message?.text ?? '';
    const [minaId, oliveId] = ['mina', 'olive'].map((name) => room.world.member(name).user.id);
    const order = [
      `**Revision 4** · withdrawn by <@${minaId}>\n-# <t:`,
      `**Revision 3** · edited by <@${oliveId}>`,
      '**Rating**: PG → R',
      `**Revision 2** · edited by <@${minaId}>`,
      '**Title**: The Yellow Wall → The \\*\\*Mauve\\*\\* Wall',
      "**Revision 1** · published by the bot's operator",
    ];
    const places = order.map((line) => text.indexOf(line));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).toContain('**Tags**: *none* → rain');
  });

  test('is turned page by page, after a restart too', async () => {
    const { room, library, mina, story } = await mended();
    await using _ = room;
    const { catalog } = room.app.stores;
    for (let round = 1; round <= 6; round += 1) {
      await catalog.withdraw(story.id, [library], { by: 'operator', at: round });
      await catalog.restore(story.id, [library], { by: 'operator', at: round });
    }
    const history = await mina.slash('/library history', { story: story.id });
    expect(history.message?.text).toContain('Revision 13');
    expect(history.message?.text).not.toContain('Revision 8**');
    await room.restart();
    await mina.press(history.message, 'Older');
    await mina.press(history.message, 'Older');
    expect(history.message?.text).toContain('Revision 3');
    expect(history.message?.text).toContain('Revision 1**');
    await mina.press(history.message, 'Newer');
    expect(history.message?.text).toContain('Revision 8**');
    expect(room.world.refusals).toEqual([]);
  });

  test('shows an earlier header and puts it back as a new revision; text and permission stay as they are', async () => {
    const { room, mina, change, now, story } = await mended();
    await using _ = room;
    await change(mina, 'names', { Title: 'The Mauve Wall', Author: '' });
    await change(mina, 'permission', { basis: ['none'] });
    const history = await mina.slash('/library history', { story: story.id });
    const first = await mina.select(history.message, 'Look at a revision', ['Revision 1: The Yellow Wall']);
    expect(first.message?.text).toContain('**Title** The Yellow Wall');
    expect(first.message?.text).toContain('**Author** penwiper');
    const back = await mina.press(first.message, 'Put this header back');
    expect(back.message?.text).toContain('**Title**: The Mauve Wall → The Yellow Wall');
    expect(await now()).toMatchObject({
      title: 'The Yellow Wall',
      authors: ['penwiper'],
      revision: 4,
      permission: { basis: 'none' },
      rawHeader: story.rawHeader,
    });
    const newest = await mina.select(history.message, 'Look at a revision', ['Revision 1: The Yellow Wall']);
    expect(newest.message?.buttonLabels).toEqual([]);
    expect(newest.message?.text).toContain('This is what stands there now');
  });

  test('puts nothing back over what another moderator did meanwhile without asking again', async () => {
    const { room, mina, olive, change, now, story } = await mended();
    await using _ = room;
    await change(mina, 'names', { Title: 'The Mauve Wall' });
    const history = await mina.slash('/library history', { story: story.id });
    const first = await mina.select(history.message, 'Look at a revision', ['Revision 1: The Yellow Wall']);
    await change(olive, 'names', { Title: 'The Green Wall' });
    const asked = await mina.press(first.message, 'Put this header back');
    expect(asked.message?.text).toContain(`edited by <@${room.world.member('olive').user.id}>`);
    expect((await now()).title).toBe('The Green Wall');
    await mina.press(asked.message, 'Put this header back');
    expect((await now()).title).toBe('The Yellow Wall');
  });
});

describe('the log of a library', () => {
  test('has what was done in Discord, newest first, and is turned', async () => {
    const { room, mina, change, story } = await mended();
    await using _ = room;
    expect((await mina.slash('/library history')).message?.text).toContain('Nothing was done');
    const file = { name: 'door.txt', bytes: post({ title: 'The Red Door' }) };
    const draft = await mina.slash('/library import', { file });
    await mina.select(draft.message, 'Why may we show this text?', ['Public domain']);
    await mina.press(draft.message, 'Publish');
    await change(mina, 'names', { Title: 'The Mauve Wall', Author: 'inkwell' });
    await mina.slash('/library withdraw', { story: story.id });
    await mina.slash('/library restore', { story: story.id });
    const log = await mina.slash('/library history');
    const text = log.message?.text ?? '';
    const order = [
      'restored **The Mauve Wall**',
      'withdrew **The Mauve Wall**',
      'edited **The Mauve Wall**: title, authors',
      'published **The Red Door**',
    ];
    const places = order.map((line) => text.indexOf(line));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(log.message?.buttonLabels).toEqual([]);

    for (let round = 0; round < 8; round += 1) {
      await mina.slash('/library withdraw', { story: story.id });
      await mina.slash('/library restore', { story: story.id });
    }
    const long = await mina.slash('/library history');
    expect(long.message?.text).not.toContain('Red Door');
    await mina.press(long.message, 'Older');
    expect(long.message?.text).toContain('published **The Red Door**');
    await mina.press(long.message, 'Newest');
    expect(long.message?.text).not.toContain('Red Door');
  });
});
