/** What is done to a library is in its log before anybody is told, and afterwards told in its log channel. */
import { describe, expect, test } from 'vitest';
import { setOverwrite } from '#playground/world/guilds.ts';
import type { LogEntry } from '#src/moderation/library-log.ts';
import { asked } from '#tests/catalog/contract/trial.ts';
import { post, ReadingRoom } from '#tests/e2e/reading-room.ts';
import { choose, menu } from '#tests/e2e/settings.ts';

const FILE = { name: 'wall.txt', bytes: post() };
const MESSAGES = '/channels/:channel/messages';

/** Newest first. */
function logOf(room: ReadingRoom): Promise<readonly LogEntry[]> {
  return room.app.stores.moderation.log.list(room.guildId('The Reading Room'), null, 100);
}

/** Waits for as many lines in the log channel, and gives them, oldest first. */
async function told(room: ReadingRoom, lines: number, channel = '#recs') {
  const messages = () => room.world.messagesOf(room.world.channel(channel));
  await room.world.until(() => messages().length >= lines);
  const seat = room.world.member('olive').in(channel);
  return seat.messages();
}

async function publish(room: ReadingRoom, file = FILE) {
  const mina = room.world.member('mina').in('#general');
  const draft = await mina.slash('/library import', { file });
  await mina.select(draft.message, 'Why may we show this text?', ['Its author posted it here']);
  await mina.press(draft.message, 'Publish');
  return draft.message;
}

describe('a log channel', () => {
  test('tells who did what to which fic, and which choice was what before, and pings nobody', async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const recs = room.world.channel('#recs').id;
    const by = `<@${mina.user.id}>`;
    const settings = await choose(mina, { logChannel: ['#recs'], ratingFloor: ['teen'], moderatorRoles: ['Reader'] });
    await mina.select(settings, menu('sharing'), ['off']);
    await mina.select(settings, menu('moderatorRoles'), []);
    await publish(room);
    await mina.slash('/library withdraw', { story: 'The Yellow Wall' });
    await mina.slash('/library restore', { story: 'The Yellow Wall' });

    const lines = await told(room, 8);
    const reader = [...room.world.firstGuild.roles.values()].find(({ name }) => name === 'Reader')?.id;
    expect(lines.map(({ text }) => text)).toEqual([
      `${by} changed a setting. **Log channel:** none → <#${recs}>`,
      `${by} changed a setting. **Ratings:** Restricted from Mature on → Restricted from Teen on`,
      `${by} changed a setting. **Moderator roles:** none → <@&${reader}>`,
      `${by} changed a setting. **Sharing cards:** Members and moderators → Moderators only`,
      `${by} changed a setting. **Moderator roles:** <@&${reader}> → none`,
      `${by} published **The Yellow Wall**.`,
      `${by} withdrew **The Yellow Wall**.`,
      `${by} restored **The Yellow Wall**.`,
    ]);
    for (const line of lines) expect(line.mentions).toEqual({ users: [], roles: [], everyone: false });
    const actions = (await logOf(room)).map(({ action }) => action);
    expect(actions.slice(0, 3)).toEqual(['restored', 'withdrawn', 'published']);
    expect(actions).toHaveLength(8);
  });

  test('hears of what was published and withdrawn once, however often somebody presses', async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const draft = await mina.slash('/library import', { file: FILE });
    await mina.select(draft.message, 'Why may we show this text?', ['Public domain']);
    await Promise.all([mina.press(draft.message, 'Publish'), mina.press(draft.message, 'Publish')]);
    const [story] = (
      await room.app.stores.catalog.search(
        asked({}),
        { libraries: [room.guildId('The Reading Room')], maxRank: 100 },
        { offset: 0, limit: 5 },
      )
    ).hits;
    for (let again = 0; again < 2; again++) await mina.slash('/library withdraw', { story: String(story?.id) });
    const settings = await choose(mina, { sharing: ['on'] });
    await mina.select(settings, menu('sharing'), ['on']);
    expect((await logOf(room)).map(({ action }) => action)).toEqual(['withdrawn', 'published']);
  });

  test('of the open kind does not name a fic that needs an age-restricted one; its markup does nothing', async () => {
    await using room = await ReadingRoom.open();
    await choose(room.world.member('mina').in('#general'), { logChannel: ['#recs'] });
    await publish(room, { name: 'dark.txt', bytes: post({ title: 'The Dark Lantern', rating: 'R' }) });
    await publish(room, { name: 'loud.txt', bytes: post({ title: '**@everyone** <@1>' }) });
    const lines = await told(room, 3);
    expect(lines[1]?.text).toContain('published **a fic that may not be named in this channel**');
    expect(lines[2]?.text).toContain('\\*\\*');
    expect(lines[2]?.mentions.everyone).toBe(false);

    await choose(room.world.member('mina').in('#general'), { logChannel: ['#after-dark'] });
    await room.world.member('mina').in('#general').slash('/library withdraw', { story: 'The Dark Lantern' });
    const dark = await told(room, 2, '#after-dark');
    expect(dark.at(-1)?.text).toContain('withdrew **The Dark Lantern**');
  });

  test('that Discord is slow to write in, or does not write in, delays and fails nothing; the log has it', async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    await choose(mina, { logChannel: ['#recs'] });
    await told(room, 1);
    room.world.faults.rest({ kind: 'no-answer', processed: false }, { method: 'POST', route: MESSAGES });
    const draft = await publish(room);
    expect(draft?.text).toContain('is in the library');
    expect(room.world.messagesOf(room.world.channel('#recs'))).toHaveLength(1);
    expect((await logOf(room))[0]).toMatchObject({
      action: 'published',
      by: mina.user.id,
      details: { title: 'The Yellow Wall' },
    });

    setOverwrite(room.world, room.world.channel('#recs'), room.world.bot, { deny: ['SendMessages'] });
    const gone = await mina.slash('/library withdraw', { story: 'The Yellow Wall' });
    expect(gone.message?.text).toContain('is withdrawn');
    expect((await logOf(room))[0]).toMatchObject({ action: 'withdrawn' });
  });

  test('hears that it is one no more, as the new one hears that it is one', async () => {
    await using room = await ReadingRoom.open();
    const settings = await choose(room.world.member('mina').in('#general'), { logChannel: ['#recs'] });
    await room.world.member('mina').in('#general').select(settings, menu('logChannel'), []);
    const recs = room.world.channel('#recs').id;
    const lines = await told(room, 2);
    expect(lines[1]?.text).toContain(`**Log channel:** <#${recs}> → none`);
  });

  test('has nothing of a change that could not be saved', async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const refused = await mina.slash('/library withdraw', { story: 'Nothing' });
    expect(refused.message?.text).toContain('I know no fic');
    expect(await logOf(room)).toEqual([]);
  });
});
