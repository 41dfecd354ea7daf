/** What a member is told of what is kept about them, takes along, and has forgotten. */
import { describe, expect, test } from 'vitest';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';

/** Ada has read in her thread, kept a fic, searched and reported; Mina has imported one and withdrawn it. */
async function livedInRoom(): Promise<ReadingRoom> {
  const room = await ReadingRoom.open();
  await room.add(post({ body: paragraphs(30) }));
  const ada = room.world.member('ada').in('#general');
  const shown = await ada.slash('/fic show', { story: 'The Yellow Wall' });
  await ada.press(shown.message, 'Keep for later');
  const modal = await ada.press(shown.message, 'Report');
  await ada.submit(modal.modal, { text: 'The wall is mauve.' });
  await ada.slash('/fic search', { query: 'yellow' });
  const asked = await ada.slash('/fic read', { story: 'The Yellow Wall' });
  await ada.press(asked.message, 'Read in my own thread');
  const mina = room.world.member('mina').in('#general');
  const draft = await mina.slash('/library import', {
    file: { name: 'red.txt', bytes: post({ title: 'The Red Wall' }) },
  });
  await mina.select(draft.message, 'Why may we show this text?', ['Public domain']);
  await mina.press(draft.message, 'Publish');
  return room;
}

const exportOf = async (room: ReadingRoom, name: string) => {
  const member = room.world.member(name).in('#general');
  const shown = await member.slash('/fic privacy');
  const exported = await member.press(shown.message, 'Export');
  expect(exported.message?.ephemeral).toBe(true);
  const [file] = exported.message?.attachments ?? [];
  const response = await fetch(file?.url ?? '');
  return { file, told: JSON.parse(await response.text()), text: exported.message?.text };
};

describe('a member who asks what is kept', () => {
  test('is told every kind with its number and its time, in a server and in a direct message', async () => {
    await using room = await livedInRoom();
    for (const ada of [room.world.member('ada').in('#general'), room.world.member('ada').directMessage()]) {
      const { message } = await ada.slash('/fic privacy');
      expect(message?.ephemeral).toBe(true);
      for (const words of [
        ...['Your place in 1 fic', 'Your shelf: 1 fic', 'What you read lately: 1 fic', '1 report that you filed'],
        ...['1 page that you have open: 90 days', '1 search: 31 days', '0 drafts of fics: 1 day', "page's size"],
        ...['Which private thread is yours: 1', 'Until you ask me to forget it', 'I keep none of your messages'],
      ]) {
        expect(message?.text).toContain(words);
      }
      expect(message?.buttonLabels).toEqual(['Export', 'Forget me']);
    }
  });

  test('is told what they did as a moderator', async () => {
    await using room = await livedInRoom();
    const { message } = await room.world.member('mina').in('#general').slash('/fic privacy');
    expect(message?.text).toContain('1 change of a fic');
    expect(message?.text).toContain('1 permission of an author that you noted');
  });

  test('takes all of it along in a file, with readable times', async () => {
    await using room = await livedInRoom();
    const { file, told } = await exportOf(room, 'ada');
    expect(file?.filename).toBe('what-ficus-keeps-about-me.json');
    expect(told).toMatchObject({
      ...{ format: 'ficus-export', version: 1, person: room.world.member('ada').id, leftOut: {} },
      places: [{ title: 'The Yellow Wall', chapter: 1, updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) }],
      shelf: [{ title: 'The Yellow Wall', at: expect.stringMatching(/Z$/) }],
      reports: [{ text: 'The wall is mauve.', title: 'The Yellow Wall', at: expect.stringMatching(/Z$/) }],
      openPages: [{ threadId: expect.stringMatching(/^\d+$/), startedAt: expect.stringMatching(/Z$/) }],
      searches: [{ query: { text: 'yellow' } }],
      preferences: [{ noticeSeen: true }],
    });
    expect((await exportOf(room, 'mina')).told).toMatchObject({
      history: [{ kind: 'published', title: 'The Red Wall' }],
      permissions: [{ basis: 'public-domain' }],
    });
  });
});

describe('a member who wishes to be forgotten', () => {
  test('is asked first, and keeps everything where they think better of it', async () => {
    await using room = await livedInRoom();
    const ada = room.world.member('ada').in('#general');
    const { message } = await ada.slash('/fic privacy');
    await ada.press(message, 'Forget me');
    expect(message?.text).toContain("This can't be undone");
    await ada.press(message, 'No, keep it');
    expect(message?.text).toContain('Your place in 1 fic');
  });

  test('is forgotten at once and wholly, with the pages in their thread, and told what went', async () => {
    await using room = await livedInRoom();
    const ada = room.world.member('ada').in('#general');
    const { told } = await exportOf(room, 'ada');
    const { threadId, messageId } = told.openPages[0];
    expect(room.world.world.messages.get(messageId)?.deleted).toBe(false);
    const { message } = await ada.slash('/fic privacy');
    await ada.press(message, 'Forget me');
    await Promise.all([ada.press(message, 'Yes, forget me'), ada.press(message, 'Yes, forget me')]);
    for (const words of [
      'You are forgotten',
      'Your place in 1 fic',
      '1 report that you filed',
      '1 message in Discord',
    ]) {
      expect(message?.text).toContain(words);
    }
    expect(room.world.world.messages.get(messageId)?.deleted).toBe(true);
    expect(threadId).toMatch(/^\d+$/);

    const again = await ada.slash('/fic privacy');
    expect(again.message?.text).toContain('Your place in 0 fics');
    const { told: left } = await exportOf(room, 'ada');
    for (const [name, value] of Object.entries(left)) if (Array.isArray(value)) expect(value, name).toEqual([]);
    const open = await room.world.member('mina').in('#general').slash('/library reports');
    expect(open.message?.text).toContain('No open reports');
    const fresh = await ada.slash('/fic read', { story: 'The Yellow Wall' });
    expect(fresh.message?.text).toContain('Where would you like to read?');
  });

  test('leaves what they did as a moderator, without their name', async () => {
    await using room = await livedInRoom();
    const mina = room.world.member('mina').in('#general');
    const [story] = (await exportOf(room, 'mina')).told.history;
    const { message } = await mina.slash('/fic privacy');
    await mina.press(message, 'Forget me');
    await mina.press(message, 'Yes, forget me');
    expect(message?.text).toContain('Your name on 2 things that you did as a moderator');
    const { catalog } = room.app.stores;
    expect((await catalog.history(story.story)).map(({ by }) => by)).toEqual(['forgotten']);
    const kept = await catalog.get(story.story, [room.guildId('The Reading Room')]);
    expect(kept?.permission).toMatchObject({ by: 'forgotten', basis: 'public-domain' });
  });

  test('is told of a page that stands where the bot is not let near, and its thread asleep is no hindrance', async () => {
    await using room = await livedInRoom();
    const { told } = await exportOf(room, 'ada');
    const { threadId, messageId } = told.openPages[0];
    room.world.archive(threadId);
    const ada = room.world.member('ada').in('#general');
    const { message } = await ada.slash('/fic privacy');
    await ada.press(message, 'Forget me');
    await ada.press(message, 'Yes, forget me');
    expect(message?.text).toContain('1 message in Discord');
    expect(room.world.world.messages.get(messageId)?.deleted).toBe(true);
  });

  test('cannot be forgotten by somebody else', async () => {
    await using room = await livedInRoom();
    const ada = room.world.member('ada').in('#general');
    const { message } = await ada.slash('/fic privacy');
    const mina = room.world.member('mina').in('#general');
    const raw = message?.buttons.find((button) => 'label' in button && button.label === 'Forget me');
    expect(raw && 'custom_id' in raw && raw.custom_id).toBe(`v1.forget.${room.world.member('ada').id}`);
    await expect(mina.press(message, 'Forget me')).rejects.toThrow();
  });
});
