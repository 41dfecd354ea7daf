/** How moderators look through their library and mend what its stories say of themselves. */
import { describe, expect, test } from 'vitest';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const WALL = post({ body: paragraphs(3), more: 'Summary: A wall is painted.\nTags: rain, walls\n' });

async function cared() {
  const room = await ReadingRoom.open();
  const library = room.guildId('The Reading Room');
  const mina = room.world.member('mina').in('#general');
  const ada = room.world.member('ada').in('#general');
  const story = await room.add(WALL, library);
  return { room, library, mina, ada, story };
}

describe('a moderator', () => {
  test('looks through the library by state, opens a card and withdraws and restores from there', async () => {
    const { room, library, mina, ada } = await cared();
    await using _ = room;
    await room.add(
      post({ title: 'The Red Door', author: 'inkwell', rating: 'NC-17', more: 'Summary: Hush hush.\n' }),
      library,
    );
    const list = await mina.slash('/library list');
    expect(list.message?.ephemeral).toBe(true);
    expect(list.message?.text).toContain('The Red Door');
    expect(list.message?.text).toContain('The Yellow Wall');
    expect(list.message?.text).not.toContain('Hush hush');
    expect(list.message?.buttonLabels).toEqual([
      ...['Published · 2', 'Drafts · 0', 'Withdrawn · 0', 'Taken down · 0', 'Reported · 0'],
    ]);

    const dark = await mina.select(list.message, 'Choose a fic', ['The Red Door']);
    expect(dark.message?.text).not.toContain('Hush hush');
    expect(dark.message?.text).toContain('stays out of channels');
    const card = await mina.select(list.message, 'Choose a fic', ['The Yellow Wall']);
    expect(card.message?.text).toContain('A wall is painted.');
    expect(card.message?.text).toContain('Public domain');
    expect(card.message?.text).toContain('in a test');
    expect(card.message?.text).toContain("Added by the bot's operator");
    expect(card.message?.buttonLabels).toEqual(['Edit', 'History', 'Withdraw']);
    await mina.press(card.message, 'Withdraw');
    expect(card.message?.text).toContain('is withdrawn. Nothing of it is lost');
    expect((await ada.slash('/fic search', { query: 'yellow' })).message?.text).toContain('No fic here');

    await mina.press(list.message, 'Withdrawn · 0');
    expect(list.message?.text).toContain('The Yellow Wall');
    expect(list.message?.buttonLabels).toContain('Withdrawn · 1');
    await mina.press(card.message, 'Restore');
    expect(card.message?.text).toContain('is back in the library');
    expect((await ada.slash('/fic search', { query: 'yellow' })).message?.text).toContain('1 fic');
  });

  test('searches the list and turns its pages, after a restart too', async () => {
    const { room, library, mina } = await cared();
    await using _ = room;
    for (let number = 1; number <= 23; number += 1) await room.add(post({ title: `Case ${number}` }), library);
    const list = await mina.slash('/library list', { query: 'case' });
    expect(list.message?.text).toContain('“case”');
    expect(list.message?.text).toContain('Case 23');
    expect(list.message?.text).not.toContain('Yellow');
    await room.restart();
    await mina.press(list.message, 'Next');
    await mina.press(list.message, 'Next');
    expect(list.message?.text).toContain('Page 3 of 3');
    expect(list.message?.text).toContain('**Case 1**');
    expect((await mina.slash('/library list', { query: 'nowhere' })).message?.text).toContain(
      'Nothing here has these words',
    );
  });

  test('finds a draft again and goes on with it', async () => {
    const { room, mina } = await cared();
    await using _ = room;
    await mina.slash('/library import', { file: { name: 'door.txt', bytes: post({ title: 'The Red Door' }) } });
    const list = await mina.slash('/library list', { state: 'drafts' });
    expect(list.message?.text).toContain('The Red Door');
    const draft = await mina.select(list.message, 'Choose a draft', ['The Red Door']);
    await mina.select(draft.message, 'Why may we show this text?', ['Public domain']);
    await mina.press(draft.message, 'Publish');
    expect(draft.message?.text).toContain('**The Red Door** is in the library');
    await mina.press(list.message, 'Drafts · 1');
    expect(list.message?.text).toContain('No draft is waiting');
  });

  test('sees what was reported, the shared library’s too, which is not theirs to change', async () => {
    const { room, mina, ada } = await cared();
    await using _ = room;
    await room.add(post({ title: 'Shared Rain' }));
    for (const story of ['Shared Rain', 'The Yellow Wall']) {
      const shown = await ada.slash('/fic show', { story });
      await ada.submit((await ada.press(shown.message, 'Report')).modal, { reason: ['other'], text: 'Look.' });
    }
    const list = await mina.slash('/library list', { state: 'reported' });
    expect(list.message?.text).toContain('Shared Rain');
    const shared = await mina.select(list.message, 'Choose a fic', ['Shared Rain']);
    expect(shared.message?.text).toContain('1 open report');
    expect(shared.message?.text).toContain("which only the bot's operator changes");
    expect(shared.message?.buttonLabels).toEqual([]);
    const own = await mina.select(list.message, 'Choose a fic', ['The Yellow Wall']);
    expect(own.message?.buttonLabels).toContain('Edit');
  });
});

describe('a fic that was taken down', () => {
  test('is listed with its history alone, and cannot be edited or given an earlier header', async () => {
    const { room, mina, story } = await cared();
    await using _ = room;
    const panel = await mina.slash('/library edit', { story: story.id });
    const { modal } = await mina.press(panel.message, (id) => id.endsWith('.names'));
    await mina.submit(modal, { Title: 'The Mauve Wall' });
    const open = await mina.press(panel.message, (id) => id.endsWith('.names'));
    const ask = await mina.slash('/library takedown', { story: story.id, reason: 'Her mail of 3 May.' });
    await mina.press(ask.message, /^Take/);

    const list = await mina.slash('/library list', { state: 'taken-down' });
    const card = await mina.select(list.message, 'Choose a fic', ['The Mauve Wall']);
    expect(card.message?.text).toContain("Taken down at its author's word");
    expect(card.message?.text).not.toContain('A wall is painted');
    expect(card.message?.buttonLabels).toEqual(['History']);
    expect((await mina.slash('/library edit', { story: story.id })).message?.text).toContain('taken down');
    expect((await mina.submit(open.modal, { Title: 'The Red Wall' })).message?.text).toContain('taken down');
    const history = await mina.press(card.message, 'History');
    const first = await mina.select(history.message, 'Look at a revision', ['Revision 1: The Yellow Wall']);
    expect(first.message?.buttonLabels).toEqual([]);
  });
});

describe('a reader and a stranger', () => {
  test('may call none of it, press none of it, and see nothing of it', async () => {
    await using room = await ReadingRoom.open({ moderatorRoles: ['100000000000000000'] });
    await room.add(WALL, room.guildId('The Reading Room'));
    const mina = room.world.member('mina').in('#general');
    const list = await mina.slash('/library list');
    const ada = room.world.member('ada').in('#general');
    for (const [command, options] of [
      ['/library list', {}],
      ['/library edit', { story: 'The Yellow Wall' }],
      ['/library history', { story: 'The Yellow Wall' }],
      ['/library history', {}],
    ] as const) {
      const refused = await ada.slash(command, options);
      expect(refused.message?.text, command).toContain("for this server's moderators");
    }
    expect(await ada.complete('/library edit', { story: 'yel' })).toEqual([]);
    await expect(ada.press(list.message, 'Published · 1')).rejects.toThrow('does not see');
  });

  test('a moderator of another server finds nothing of this one', async () => {
    const { room, story } = await cared();
    await using _ = room;
    const olive = room.world.member('olive').in('#general', 'The Other Shelf');
    expect(await olive.complete('/library edit', { story: 'yel' })).toEqual([]);
    for (const command of ['/library edit', '/library history']) {
      expect((await olive.slash(command, { story: story.id })).message?.text).toContain('I know no fic');
    }
    expect((await olive.slash('/library list')).message?.text).toContain('No fic is published here yet');
  });
});
