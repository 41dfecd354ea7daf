/** What a member is told of what is kept about them, takes along, and has forgotten. */
import { describe, expect, test } from 'vitest';
import { isThread, type ThreadChannel, updateThread } from '#playground/world/threads.ts';
import type { AppConfig } from '#src/app.ts';
import { FAULTS, ROUTES } from '#tests/e2e/fault-kinds.ts';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';
import { ReportRoom } from '#tests/e2e/report-room.ts';
import { PlainHome } from '#tests/kept/homes.ts';

/** Ada has read in her thread, kept a fic, searched and reported; Mina has imported one and withdrawn it. */
async function livedInRoom(changes: Partial<AppConfig> = {}): Promise<ReadingRoom> {
  const room = await ReadingRoom.open(changes);
  await room.add(post({ body: paragraphs(30) }));
  const ada = room.world.member('ada').in('#general');
  const shown = await ada.slash('/fic show', { story: 'The Yellow Wall' });
  await ada.press(shown.message, 'Keep for later');
  const modal = await ada.press(shown.message, 'Report');
  await ada.submit(modal.modal, { reason: ['Something else'], text: 'The wall is mauve.' });
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

function threadOf({ world }: ReadingRoom, id: string): ThreadChannel {
  const found = world.threadsOf(world.channel('#general')).find((thread) => thread.id === id);
  if (!found || !isThread(found)) throw new Error('There is no such thread.');
  return found;
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
        ...['1 page that you have open: 90 days', '1 search: 31 days', "page's size"],
        ...['Which private thread is yours: 1', 'Until you ask me to forget it', 'I keep none of your messages'],
      ]) {
        expect(message?.text).toContain(words);
      }
      // What only moderators have is no reader's business.
      expect(message?.text).not.toContain('drafts of fics');
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
      ...{ format: 'ficus-export', version: 1, person: room.world.user('ada').id, leftOut: {} },
      places: [{ title: 'The Yellow Wall', chapter: 1, updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) }],
      shelf: [{ title: 'The Yellow Wall', at: expect.stringMatching(/Z$/) }],
      reports: [{ text: 'The wall is mauve.', title: 'The Yellow Wall', at: expect.stringMatching(/Z$/) }],
      openPages: [{ threadId: expect.stringMatching(/^\d+$/), startedAt: expect.stringMatching(/Z$/) }],
      searches: [{ query: 'yellow' }],
      lastSearch: [{ query: 'yellow', page: 0, at: expect.stringMatching(/Z$/) }],
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
    expect(room.world.messages.get(messageId)?.deleted).toBe(false);
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
    expect(room.world.messages.get(messageId)?.deleted).toBe(true);
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
    expect(message?.text).toContain('Your name on 3 things that you did as a moderator');
    const { catalog } = room.app.stores;
    expect((await catalog.history(story.story)).map(({ by }) => by)).toEqual(['forgotten']);
    const kept = await catalog.get(story.story, [room.guildId('The Reading Room')]);
    expect(kept?.permission).toMatchObject({ by: 'forgotten', basis: 'public-domain' });
  });

  test('has their report taken out of the report channel, and nobody is told of it any more', async () => {
    await using desk = await ReportRoom.open();
    await desk.room.add(post());
    await desk.report('ada', { reason: ['Something else'], text: 'The wall is mauve.' });
    expect(desk.posted().map(({ text }) => text)).toEqual([expect.stringContaining('The wall is mauve.')]);
    const ada = desk.room.world.member('ada').in('#general');
    const { message } = await ada.slash('/fic privacy');
    await ada.press(message, 'Forget me');
    await ada.press(message, 'Yes, forget me');
    expect(message?.text).toContain('1 report that you filed');
    expect(desk.posted()).toEqual([]);
    const open = await desk.room.world.member('mina').in('#general').slash('/library reports');
    expect(open.message?.text).toContain('No open reports');
  });

  test('has the pages of a thread that sleeps in the archive taken out of it, too', async () => {
    await using room = await livedInRoom();
    const { told } = await exportOf(room, 'ada');
    const { threadId, messageId } = told.openPages[0];
    updateThread(room.world, threadOf(room, threadId), { archived: true });
    const ada = room.world.member('ada').in('#general');
    const { message } = await ada.slash('/fic privacy');
    await ada.press(message, 'Forget me');
    await ada.press(message, 'Yes, forget me');
    expect(message?.text).toContain('1 message in Discord');
    expect(room.world.messages.get(messageId)?.deleted).toBe(true);
  });

  test('is told of a page that stands where the bot is not let near', async () => {
    await using room = await livedInRoom();
    const { threadId } = (await exportOf(room, 'ada')).told.openPages[0];
    updateThread(room.world, threadOf(room, threadId), { archived: true, locked: true });
    const ada = room.world.member('ada').in('#general');
    const { message } = await ada.slash('/fic privacy');
    await ada.press(message, 'Forget me');
    await ada.press(message, 'Yes, forget me');
    expect(message?.text).toContain("1 message stands in a channel that I can't reach");
    expect((await ada.slash('/fic privacy')).message?.text).toContain('0 pages that you have open');
  });

  test('is told where it cannot be done wholly now, and it goes on by itself at the next start', async () => {
    await using room = await livedInRoom();
    const { messageId } = (await exportOf(room, 'ada')).told.openPages[0];
    const ada = room.world.member('ada').in('#general');
    const { message } = await ada.slash('/fic privacy');
    await ada.press(message, 'Forget me');
    room.app.stores.moderation.persons.forget = async () => Promise.reject(new Error('The disk said no.'));
    await ada.press(message, 'Yes, forget me');
    expect(message?.text).toContain("I'm not done yet");
    expect((await ada.slash('/fic privacy')).message?.text).toContain('Still to be forgotten');
    await room.restart();
    const granted = async () => (await room.world.member('ada').in('#general').slash('/fic privacy')).message?.text;
    await expect.poll(granted).not.toContain('Still to be forgotten');
    expect(await granted()).toContain('0 reports that you filed');
    expect(room.world.messages.get(messageId)?.deleted).toBe(true);
  });

  test('as a moderator has the drafts in progress gone, their files with them', async () => {
    await using room = await livedInRoom();
    const mina = room.world.member('mina').in('#general');
    const draft = await mina.slash('/library import', {
      file: { name: 'mauve.txt', bytes: post({ title: 'The Mauve Wall' }) },
    });
    expect((await exportOf(room, 'mina')).told.drafts).toMatchObject([{ title: 'The Mauve Wall' }]);
    const { message } = await mina.slash('/fic privacy');
    await mina.press(message, 'Forget me');
    await mina.press(message, 'Yes, forget me');
    expect((await exportOf(room, 'mina')).told.drafts).toEqual([]);
    const pressed = await mina.press(draft.message, 'Discard');
    expect(pressed.followUps[0]?.text ?? pressed.message?.text).toContain('This draft is gone');
  });

  test('is reached by no buttons of somebody else', async () => {
    await using room = await livedInRoom();
    const mina = room.world.member('mina').in('#general');
    const [of, theirs] = [room.world.user('mina').id, room.world.user('ada').id];
    const before = await exportOf(room, 'ada');
    for (const path of [['Export'], ['Forget me'], ['Forget me', 'Yes, forget me'], ['Forget me', 'No, keep it']]) {
      const { message } = await mina.slash('/fic privacy');
      if (!message) throw new Error('Nothing was shown.');
      const last = path.pop() ?? '';
      for (const label of path) await mina.press(message, label);
      // Private replies are seen by one alone: this is a message of theirs with the other's id.
      message.raw.components = JSON.parse(JSON.stringify(message.components).replaceAll(of, theirs));
      const refused = await mina.press(message, last);
      expect(refused.followUps[0]?.text ?? refused.message?.text, last).toContain('That is about someone else.');
    }
    expect((await exportOf(room, 'ada')).told).toMatchObject({ ...before.told, exportedAt: expect.any(String) });
  });

  test('cannot be forgotten by somebody else', async () => {
    await using room = await livedInRoom();
    const ada = room.world.member('ada').in('#general');
    const { message } = await ada.slash('/fic privacy');
    const mina = room.world.member('mina').in('#general');
    const raw = message?.buttons.find((button) => 'label' in button && button.label === 'Forget me');
    expect(raw && 'custom_id' in raw && raw.custom_id).toBe(`v1.forget.${room.world.user('ada').id}`);
    await expect(mina.press(message, 'Forget me')).rejects.toThrow();
  });
});

test('a bot whose state lives in another store tells, exports and forgets the same', async () => {
  const home = new PlainHome();
  await using room = await livedInRoom({ stateStore: home.store() });
  const before = (await exportOf(room, 'ada')).told;
  expect(before).toMatchObject({
    ...{ places: [{ title: 'The Yellow Wall' }], shelf: [{ title: 'The Yellow Wall' }] },
    ...{ searches: [{ query: 'yellow' }], openPages: [{ threadId: expect.any(String) }], unreadable: [] },
  });
  await room.restart();
  const ada = room.world.member('ada').in('#general');
  expect((await exportOf(room, 'ada')).told).toMatchObject({ ...before, exportedAt: expect.any(String) });
  expect(home.whole).toContain(room.world.user('ada').id);
  const { message } = await ada.slash('/fic privacy');
  await ada.press(message, 'Forget me');
  await ada.press(message, 'Yes, forget me');
  expect(message?.text).toContain('You are forgotten');
  const { told: left } = await exportOf(room, 'ada');
  for (const [name, value] of Object.entries(left)) if (Array.isArray(value)) expect(value, name).toEqual([]);
  await room.stop();
  // The language of the presses since then is new.
  expect(home.whole.replaceAll(/\["(belongings::belongings:)?last-language[^\]]*\]/g, '')).not.toContain(
    room.world.user('ada').id,
  );
});

test.for(FAULTS)(
  'the file of an export stands once in the answer, though its way there meets $name',
  async ({ fault }) => {
    await using room = await ReadingRoom.open();
    const ada = room.world.member('ada').in('#general');
    const { message } = await ada.slash('/fic privacy');
    room.world.faults.rest(fault, { method: 'PATCH', route: ROUTES.original });
    const exported = await ada.press(message, 'Export');
    expect(exported.message?.attachments.map(({ filename }) => filename)).toEqual(['what-ficus-keeps-about-me.json']);
  },
);
