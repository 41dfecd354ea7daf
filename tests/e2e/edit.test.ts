/** What a moderator changes of a story's header, what readers see of it, and what happens when two do it at once. */
import { describe, expect, test } from 'vitest';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const WALL = post({
  body: paragraphs(40),
  more: 'Summary: A wall is painted.\nTags: rain, walls\nCharacters: Wiggins, Mrs Hudson\n',
});

async function edited(parts = WALL) {
  const room = await ReadingRoom.open();
  const library = room.guildId('The Reading Room');
  const [mina, olive, ada] = ['mina', 'olive', 'ada'].map((name) => room.world.member(name).in('#general'));
  if (!mina || !olive || !ada) throw new Error('Somebody is missing.');
  const story = await room.add(parts, library);
  const group = (name: string) => (id: string) => id.startsWith('v1.edit-open.') && id.endsWith(`.${name}`);
  /** Opens the panel and one of its modals. */
  const open = async (who: typeof mina, name: string) => {
    const panel = await who.slash('/library edit', { story: story.id });
    return (await who.press(panel.message, group(name))).modal;
  };
  const now = async () => (await room.app.stores.catalog.get(story.id, [library])) ?? story;
  return { room, library, mina, olive, ada, story, open, now, group };
}

describe('an edit', () => {
  test('shows what stands there, changes what was typed anew, and readers find it so at once', async () => {
    const { room, mina, ada, open, story, now } = await edited();
    await using _ = room;
    const page = await ada.slash('/fic read', { story: story.id });
    const reading = await ada.press(page.message, 'Read privately right here');
    const [offered] = await mina.complete('/library edit', { story: 'yel' });
    expect(offered?.value).toBe(story.id);
    const modal = await open(mina, 'names');
    const saved = await mina.submit(modal, {
      Title: 'The Mauve Wall',
      Author: 'penwiper, inkwell',
      Pairing: 'Sherlock Holmes/John Watson, Wiggins & Toby',
    });
    expect(saved.message?.ephemeral).toBe(true);
    expect(saved.message?.text).toContain('Saved: **The Mauve Wall**');
    expect(saved.message?.text).toContain('**Title**: The Yellow Wall → The Mauve Wall');
    expect(saved.message?.text).toContain('Revision 2: edited by');
    expect((await ada.slash('/fic search', { query: 'mauve' })).message?.text).toContain('1 fic');
    expect((await ada.slash('/fic search', { query: 'yellow' })).message?.text).toContain('No fic here');
    expect((await ada.slash('/fic search', { pairing: 'toby & wiggins' })).message?.text).toContain('1 fic');
    const turned = await ada.press(reading.message, 'Next');
    expect((turned.message ?? reading.message)?.text).toContain('The Mauve Wall');
    expect(await now()).toMatchObject({
      revision: 2,
      characters: story.characters,
      tags: story.tags,
      updatedAt: story.updatedAt,
    });
    expect(room.world.refusals).toEqual([]);
  });

  test('reads words as a file would be read, and empties what was emptied', async () => {
    const { room, mina, ada, open, now } = await edited();
    await using _ = room;
    const saved = await mina.submit(await open(mina, 'rating'), {
      Rating: 'NC-17 for violence',
      Warnings: 'character death',
      Tags: '',
      Status: ['Complete'],
    });
    expect(saved.message?.text).toContain('**Tags**: rain, walls → *none*');
    expect(await now()).toMatchObject({
      rating: { band: 'Explicit', raw: 'NC-17 for violence' },
      warnings: ['Major Character Death'],
      tags: [],
      status: 'complete',
    });
    expect((await ada.slash('/fic search', { query: 'yellow' })).message?.text).toContain('1 fic is hidden here');
    const words = await mina.submit(await open(mina, 'words'), {
      Summary: '',
      Series: 'Walls of London #2',
      Source: 'see https://archive.example/works/1',
    });
    expect(words.message?.text).toContain('**Summary** is changed');
    expect(words.message?.text).not.toContain('A wall is painted');
    expect(await now()).toMatchObject({
      summary: null,
      series: { name: 'Walls of London', part: 2 },
      sourceUrl: 'https://archive.example/works/1',
    });
  });

  test('to no permission closes an open page at its next turn; a permission opens it again', async () => {
    const { room, mina, ada, open, story, now } = await edited();
    await using _ = room;
    const page = await ada.slash('/fic read', { story: story.id });
    const reading = await ada.press(page.message, 'Read privately right here');
    await mina.submit(await open(mina, 'permission'), { basis: ['none'] });
    const minaId = room.world.member('mina').user.id;
    expect((await now()).permission).toMatchObject({ basis: 'none', by: minaId });
    const turned = await ada.press(reading.message, 'Next');
    expect((turned.message ?? reading.message)?.text).toContain("isn't hosted here");
    expect((await ada.slash('/fic show', { story: story.id })).message?.buttonLabels).not.toContain('Read');

    const refused = await mina.submit(await open(mina, 'permission'), { basis: ['author-agreed'], evidence: '' });
    expect(refused.message?.text).toContain('Please say where the author or the licence allows it');
    await mina.submit(await open(mina, 'permission'), { basis: ['author-agreed'], evidence: 'Her mail of 3 May.' });
    expect((await ada.slash('/fic show', { story: story.id })).message?.buttonLabels).toContain('Read');
  });

  test.each([
    ['names', { Title: ' \u200b ' }, 'A fic needs a title that can be seen'],
    ['words', { Source: 'ask the author' }, 'as a web address'],
    ['rating', { Warnings: 'Underage Sex' }, 'Ficus does not take such stories'],
    ['names', { Title: 'The Wall [shota, R]' }, 'Ficus does not take such stories'],
  ])(
    'that cannot be taken (%s %o) is answered in a sentence, loses no word and saves none',
    async (name, fields, sentence) => {
      const { room, mina, open, now } = await edited();
      await using _ = room;
      const more = name === 'names' ? { Author: 'a ```hostile``` @everyone name' } : {};
      const refused = await mina.submit(await open(mina, name), { ...fields, ...more });
      expect(refused.message?.ephemeral).toBe(true);
      expect(refused.message?.text).toContain(sentence);
      expect(refused.message?.mentions.everyone).toBe(false);
      expect((await now()).revision).toBe(1);
      await room.restart();
      const again = await mina.press(refused.message, 'Back to my words');
      const shown = JSON.stringify(again.modal?.data);
      for (const word of Object.values({ ...fields, ...more }))
        expect(shown).toContain(JSON.stringify(word).slice(1, -1));
    },
  );

  test('that changes nothing makes no revision', async () => {
    const { room, mina, open, now } = await edited();
    await using _ = room;
    for (const name of ['names', 'rating', 'words', 'permission']) {
      const saved = await mina.submit(await open(mina, name), {});
      expect(saved.message?.text).toContain('Nothing was changed');
    }
    expect((await now()).revision).toBe(1);
  });

  test('keeps names that hold commas where only others are typed', async () => {
    const fandom = 'The Lion, The Witch and the Wardrobe';
    const { room, mina, open, now, story, library } = await edited();
    await using _ = room;
    const { id, library: in_, revision, state, permission, words, chapters, publishedAt, updatedAt, ...fields } = story;
    const actor = { by: 'operator', at: 1 };
    const header = { fields: { ...fields, fandoms: [fandom, 'Sherlock'], tags: ['rain, heavy'] }, permission };
    await room.app.stores.catalog.reviseHeader(id, [library], header, actor, 1);
    await mina.submit(await open(mina, 'names'), { Fandom: `${fandom}, Raffles` });
    await mina.submit(await open(mina, 'rating'), { Tags: 'fog, rain, heavy' });
    expect(await now()).toMatchObject({ fandoms: [fandom, 'Raffles'], tags: ['fog', 'rain, heavy'] });
  });

  test('of a text that is too long for its input keeps it, unless other words are typed', async () => {
    const notes = `Thanks to all. ${'For the rain prompt. '.repeat(300)}`.trim();
    const { room, mina, open, now } = await edited(
      post({ more: `Summary: A wall.\nNotes: ${notes}\n`, body: paragraphs(2) }),
    );
    await using _ = room;
    const before = (await now()).notes;
    expect(before?.length).toBeGreaterThan(4000);
    const modal = await open(mina, 'words');
    expect(JSON.stringify(modal?.data)).toContain('too long to show here');
    await mina.submit(modal, { Summary: 'Another.' });
    expect(await now()).toMatchObject({ summary: 'Another.', notes: before });
    await mina.submit(await open(mina, 'words'), { "Author's note": 'Shorter.' });
    expect((await now()).notes).toBe('Shorter.');
  });

  test('of a withdrawn story is kept for its return, and of the shared library is refused', async () => {
    const { room, library, mina, ada, story } = await edited();
    await using _ = room;
    await room.app.stores.catalog.withdraw(story.id, [library], { by: 'operator', at: 1 });
    for (const typed of [
      'the yellow wall',
      String((await mina.complete('/library edit', { story: 'yel' }))[0]?.value),
    ]) {
      const panel = await mina.slash('/library edit', { story: typed });
      expect(panel.message?.text).toContain('It is withdrawn, and stays so');
    }
    const panel = await mina.slash('/library edit', { story: story.id });
    const { modal } = await mina.press(panel.message, (id) => id.endsWith('.names'));
    await mina.submit(modal, { Title: 'The Mauve Wall' });
    expect((await ada.slash('/fic search', { query: 'mauve' })).message?.text).toContain('No fic here');
    await mina.slash('/library restore', { story: 'The Mauve Wall' });
    expect((await ada.slash('/fic search', { query: 'mauve' })).message?.text).toContain('1 fic');
    const shared = await room.add(post({ title: 'Everyone’s' }));
    const refused = await mina.slash('/library edit', { story: shared.id });
    expect(refused.message?.text).toContain('belongs to the shared library');
  });
});

describe('two moderators at once', () => {
  test('change different things, and both are kept', async () => {
    const { room, mina, olive, open, now } = await edited();
    await using _ = room;
    const [hers, theirs] = [await open(mina, 'names'), await open(olive, 'names')];
    await mina.submit(hers, { Title: 'The Mauve Wall' });
    const second = await olive.submit(theirs, { Author: 'inkwell' });
    expect(second.message?.text).toContain('changed other things');
    expect(await now()).toMatchObject({ title: 'The Mauve Wall', authors: ['inkwell'], revision: 3 });
  });

  test('change the same thing: the second is told by whom, keeps their words, and nothing is overwritten', async () => {
    const { room, mina, olive, open, now } = await edited();
    await using _ = room;
    const [hers, theirs] = [await open(mina, 'names'), await open(olive, 'names')];
    await mina.submit(hers, { Title: 'The Mauve Wall' });
    await room.restart();
    const second = await olive.submit(theirs, { Title: 'The Green Wall', Author: 'inkwell' });
    const minaId = room.world.member('mina').user.id;
    expect(second.message?.text).toContain(`<@${minaId}> changed the same in **The Mauve Wall**`);
    expect(second.message?.text).toContain('The Green Wall');
    expect(await now()).toMatchObject({ title: 'The Mauve Wall', authors: ['penwiper'], revision: 2 });

    const again = await olive.press(second.message, 'Back to my words');
    await olive.submit(again.modal, {});
    expect(await now()).toMatchObject({ title: 'The Green Wall', authors: ['inkwell'], revision: 3 });
  });

  test('save in the same moment, and one of them is told', async () => {
    const { room, mina, olive, open, now } = await edited();
    await using _ = room;
    const [hers, theirs] = [await open(mina, 'names'), await open(olive, 'names')];
    const both = await Promise.all([
      mina.submit(hers, { Title: 'The Mauve Wall' }),
      olive.submit(theirs, { Title: 'The Green Wall' }),
    ]);
    const told = both.map(({ message }) => message?.text.includes('Nothing of yours was saved over it'));
    expect(told.sort()).toEqual([false, true]);
    expect((await now()).revision).toBe(2);
  });
});
