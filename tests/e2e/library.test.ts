/** What moderators do with a story, from the file to the takedown. */
import { describe, expect, test } from 'vitest';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

const FILE = { name: 'wall.txt', bytes: post({ body: paragraphs(30) }) };

describe('a moderator', () => {
  test('imports a file, says the permission, publishes, withdraws, restores', async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const ada = room.world.member('ada').in('#general');

    const draft = await mina.slash('/library import', { file: FILE });
    expect(draft.message?.ephemeral).toBe(true);
    expect(draft.message?.text).toContain('The Yellow Wall');
    expect(draft.message?.text).toContain('General (PG)');
    const early = await mina.press(draft.message, 'Publish');
    expect(early.message?.text ?? early.followUps[0]?.text).toContain('choose first why we may show this text');

    await mina.select(draft.message, 'Why may we show this text?', ['Its author posted it here']);
    await mina.press(draft.message, 'Publish');
    expect(draft.message?.text).toContain('is in the library');
    expect((await ada.slash('/fic search', { query: 'yellow' })).message?.text).toContain('1 fic');

    const gone = await mina.slash('/library withdraw', { story: 'The Yellow Wall' });
    expect(gone.message?.text).toContain('is withdrawn');
    expect((await ada.slash('/fic search', { query: 'yellow' })).message?.text).toContain('No fic here');

    const [offered] = await mina.complete('/library restore', { story: 'yel' });
    const back = await mina.slash('/library restore', { story: String(offered?.value) });
    expect(back.message?.text).toContain('is back in the library');
    expect((await ada.slash('/fic search', { query: 'yellow' })).message?.text).toContain('1 fic');

    await mina.slash('/library withdraw', { story: 'The Yellow Wall' });
    const typed = await mina.slash('/library restore', { story: 'the yellow wall' });
    expect(typed.message?.text).toContain('is back in the library');
    expect(room.world.refusals).toEqual([]);
  });

  test("is told that the shared library's stories are not theirs to withdraw, by title as by choice", async () => {
    await using room = await ReadingRoom.open();
    const story = await room.add(post());
    const mina = room.world.member('mina').in('#general');
    for (const named of ['The Yellow Wall', story.id]) {
      const refused = await mina.slash('/library withdraw', { story: named });
      expect(refused.message?.text).toContain('belongs to the shared library');
    }
  });

  test('pastes a post into the modal, fills in what is missing, and publishes after a restart, once', async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const modal = await mina.slash('/library add');
    const draft = await mina.submit(modal.modal, {
      text: 'Rating: PG-13\nPairing: Sherlock Holmes/John Watson\nDisclaimer: Not mine.\n\nIt rained on Baker Street, and nobody came.',
      basis: ['Its author agreed'],
    });
    expect(draft.message?.text).toContain('No title was found');
    expect(draft.message?.text).toContain('Add where the author or the licence says so');

    const fill = await mina.press(draft.message, 'Fill in details');
    await mina.submit(fill.modal, { Title: 'Nobody Came', Author: 'penwiper' });
    expect(draft.message?.text).toContain('Nobody Came');
    const details = await mina.press(draft.message, 'Permission details');
    await mina.submit(details.modal, { evidence: 'In a comment of 3 May.' });
    expect(draft.message?.text).toContain('In a comment of 3 May.');

    await room.restart();
    await Promise.all([mina.press(draft.message, 'Publish'), mina.press(draft.message, 'Publish')]);
    const found = await mina.slash('/fic search', { query: 'nobody' });
    expect(found.message?.text).toContain('1 fic');
    expect(await room.app.stores.catalog.count()).toBe(1);
  });

  test('uploads a fic in the form, and the draft knows the permission that was chosen beside it', async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const { modal } = await mina.slash('/library add');
    const draft = await mina.submit(modal, {
      file: FILE,
      basis: ['A licence allows it'],
      evidence: 'CC BY, on her page.',
    });
    expect(draft.message?.text).toContain('a licence allows it');
    expect(draft.message?.text).toContain('CC BY, on her page.');
    await mina.press(draft.message, 'Publish');
    const { catalog } = room.app.stores;
    const library = room.guildId('The Reading Room');
    const [card] = (await catalog.libraryStories(library, 'published', '', { offset: 0, limit: 9 })).stories;
    expect((await catalog.get(card?.id ?? '', [library]))?.permission).toMatchObject({ basis: 'licence' });
  });

  test('opens in a draft the forms that edit a fic, and words mean the same there', async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const draft = await mina.slash('/library import', { file: FILE });
    const names = await mina.press(draft.message, 'Title and names');
    await mina.submit(names.modal, { Title: 'The Fog (2/3)', Author: 'Ann and Bea', Pairing: 'M/M, Holmes/Watson' });
    expect(draft.message?.text).toContain('The Fog');
    expect(draft.message?.text).toContain('Holmes/Watson');
    const rating = await mina.press(draft.message, 'Rating and tags');
    await mina.submit(rating.modal, { Tags: 'rain, lamps', Warnings: 'Violence' });
    const words = await mina.press(draft.message, 'Summary, notes, source');
    const refused = await mina.submit(words.modal, { Source: 'no address', Series: 'Cases #2' });
    expect(refused.message?.text).toContain('no address');
    const again = await mina.press(refused.message, 'Back to my words');
    await mina.submit(again.modal, { Source: '' });
    await mina.select(draft.message, 'Why may we show this text?', ['Public domain']);
    await mina.press(draft.message, 'Publish');
    const { catalog } = room.app.stores;
    const library = room.guildId('The Reading Room');
    const [card] = (await catalog.libraryStories(library, 'published', '', { offset: 0, limit: 9 })).stories;
    expect(await catalog.get(card?.id ?? '', [library])).toMatchObject({
      ...{ title: 'The Fog', part: { number: 2, total: 3 }, authors: ['Ann', 'Bea'], categories: ['M/M'] },
      ...{ tags: ['rain', 'lamps'], series: { name: 'Cases', part: 2 } },
    });
  });

  test('a form of a draft that was opened before another moderator changed it gives its words back', async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const draft = await mina.slash('/library import', { file: FILE });
    const early = await mina.press(draft.message, 'Title and names');
    const late = await mina.press(draft.message, 'Title and names');
    await mina.submit(late.modal, { Title: 'The Green Wall', Author: 'scrawl' });
    const refused = await mina.submit(early.modal, { Author: 'quill' });
    expect(refused.message?.text).toContain('nothing was saved');
    expect(refused.message?.text).toContain('quill');
    expect(draft.message?.text).toContain('scrawl');
    const again = await mina.press(refused.message, 'Back to my words');
    const kept = await mina.submit(again.modal, {});
    expect(kept.message?.text).toContain('quill');
    expect(kept.message?.text).toContain('The Green Wall');
    await mina.select(draft.message, 'Why may we show this text?', ['Public domain']);
    await mina.press(draft.message, 'Publish');
    expect(draft.message?.text).toContain('**The Green Wall** is in the library');
  });

  test('two forms of a draft that were open at once are both kept, where they change other things', async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const draft = await mina.slash('/library import', { file: FILE });
    const early = await mina.press(draft.message, 'Title and names');
    const late = await mina.press(draft.message, 'Title and names');
    await mina.submit(late.modal, { Title: 'The Green Wall' });
    await mina.submit(early.modal, { Author: 'quill' });
    expect(draft.message?.text).toContain('The Green Wall');
    expect(draft.message?.text).toContain('quill');
  });

  test('what was typed to fill a draft in, and names nothing, is one press from being mended', async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const draft = await mina.slash('/library import', { file: FILE });
    const fill = await mina.press(draft.message, 'Fill in details');
    const summary = 'A wall, and nobody who came to it. '.repeat(30).trim();
    const refused = await mina.submit(fill.modal, { Title: '\u3164', Author: 'quill', Summary: summary });
    const again = await mina.press(refused.message, 'Back to my words');
    const mended = await mina.submit(again.modal, { Title: 'The Mauve Wall' });
    expect(mended.message?.text).toContain('The Mauve Wall');
    expect(mended.message?.text).toContain('quill');
    expect(mended.message?.text).toContain('A wall, and nobody who came to it.');
  });

  test('who answers twice at once loses neither answer', async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const draft = await mina.slash('/library import', { file: FILE });
    const fill = await mina.press(draft.message, 'Fill in details');
    await Promise.all([
      mina.select(draft.message, 'Why may we show this text?', ['Public domain']),
      mina.submit(fill.modal, { Title: 'The Mauve Wall' }),
    ]);
    await mina.press(draft.message, 'Publish');
    expect(draft.message?.text).toContain('**The Mauve Wall** is in the library');
  });

  test('discards a draft, and nothing is published', async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const draft = await mina.slash('/library import', { file: FILE });
    await mina.press(draft.message, 'Discard');
    expect(draft.message?.text).toContain('Nothing was published');
    expect(await room.app.stores.catalog.count()).toBe(0);
  });

  test('cannot change the shared library', async () => {
    await using room = await ReadingRoom.open();
    const story = await room.add(post());
    const mina = room.world.member('mina').in('#general');
    const refused = await mina.slash('/library withdraw', { story: story.id });
    expect(refused.message?.text).toContain("which only the bot's operator changes");
  });
});

describe('a reader', () => {
  test('may call nothing of the library, even where a server shows it to all', async () => {
    await using room = await ReadingRoom.open({ moderatorRoles: ['100000000000000000'] });
    const ada = room.world.member('ada').in('#general');
    for (const [command, options] of [
      ['/library import', { file: FILE }],
      ['/library withdraw', { story: 'x' }],
      ['/library restore', { story: 'x' }],
      ['/library reports', {}],
      ['/library add', {}],
    ] as const) {
      const refused = await ada.slash(command, options);
      expect(refused.modal, command).toBeNull();
      expect(refused.message?.text, command).toContain("for this server's moderators");
    }
  });

  test("may not press a draft's buttons", async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const draft = await mina.slash('/library import', { file: FILE });
    const ada = room.world.member('ada').in('#general');
    await expect(ada.press(draft.message, 'Publish')).rejects.toThrow('does not see');
  });

  test('with a configured role is a moderator', async () => {
    await using room = await ReadingRoom.open({ bot: false });
    const newcomers = [...room.world.firstGuild.roles.values()].find(({ name }) => name === 'Newcomer')?.id ?? '';
    await room.start({ moderatorRoles: [newcomers] });
    const draft = await room.world.member('newt').in('#general').slash('/library import', { file: FILE });
    expect(draft.message?.text).toContain('The Yellow Wall');
  });
});

describe('a file that cannot be taken', () => {
  test.each([
    ['is empty', { name: 'a.txt', bytes: '' }, 'That file is empty'],
    ['is binary', { name: 'a.txt', bytes: new Uint8Array([0, 1, 2, 3, 0, 0, 255, 254, 0, 7]) }, 'not a text file'],
    ['has a header and no body', { name: 'a.txt', bytes: 'Title: A\nAuthor: B\nRating: PG\n' }, 'no story below it'],
    [
      'is warned Underage Sex',
      { name: 'a.txt', bytes: post({ more: 'Warnings: Underage Sex\n' }) },
      'Ficus does not take such stories',
    ],
    [
      'hides it under another name',
      { name: 'a.txt', bytes: post({ more: 'Contains: shota\n' }) },
      'Ficus does not take such stories',
    ],
  ])('because it %s is answered with a clear sentence, and nothing is kept', async (_, file, sentence) => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const refused = await mina.slash('/library import', { file });
    expect(refused.message?.ephemeral).toBe(true);
    expect(refused.message?.text).toContain(sentence);
    expect(await room.app.stores.catalog.count()).toBe(0);
  });
});
