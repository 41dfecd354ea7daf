/** One private message with all of a library's choices, changed in place, by whom it may concern. */
import { describe, expect, test } from 'vitest';
import { addMember, addRole, setOverwrite, setRolePermissions } from '#playground/world/guilds.ts';
import { post, ReadingRoom } from '#tests/e2e/reading-room.ts';
import { choose, chosenIn, menu } from '#tests/e2e/settings.ts';

function roleOf(room: ReadingRoom, name: string) {
  const role = [...room.world.firstGuild.roles.values()].find((each) => each.name === name);
  if (!role) throw new Error(`There is no role ${name}.`);
  return role;
}

describe('the settings of a library', () => {
  test('are shown with their present values and changed in the same message, which stands after a restart', async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const opened = await mina.slash('/library settings');
    const settings = opened.message;
    if (!settings) throw new Error('The settings did not open.');
    expect(settings.ephemeral).toBe(true);
    expect(settings.selects).toHaveLength(8);
    expect(chosenIn(settings, 'ratingFloor')).toEqual(['Restricted from Mature on']);
    expect(chosenIn(settings, 'sharing')).toEqual(['Members and moderators']);
    expect(chosenIn(settings, 'readingWay')).toEqual(['As each reader likes']);
    for (const setting of ['moderatorRoles', 'reportChannel', 'logChannel', 'readingChannel'] as const) {
      expect(chosenIn(settings, setting), setting).toEqual([]);
    }

    await mina.select(settings, menu('moderatorRoles'), ['Reader', 'Newcomer']);
    await mina.select(settings, menu('ratingFloor'), ['Restricted from Teen on']);
    await mina.select(settings, menu('sharing'), ['Moderators only']);
    await mina.select(settings, menu('readingWay'), ['In private replies only']);
    await mina.select(settings, menu('readingChannel'), ['#recs']);
    await mina.select(settings, menu('reportChannel'), ['#general']);
    await mina.select(settings, menu('logChannel'), ['#general']);
    expect(mina.messages().filter(({ ephemeral }) => ephemeral)).toHaveLength(1);

    await room.restart();
    const again = await choose(mina, {});
    const recs = room.world.channel('#recs').id;
    const roles = [roleOf(room, 'Reader').id, roleOf(room, 'Newcomer').id].toSorted();
    for (const message of [settings, again]) {
      expect(chosenIn(message, 'moderatorRoles')).toEqual(roles);
      expect(chosenIn(message, 'ratingFloor')).toEqual(['Restricted from Teen on']);
      expect(chosenIn(message, 'sharing')).toEqual(['Moderators only']);
      expect(chosenIn(message, 'readingWay')).toEqual(['In private replies only']);
      expect(chosenIn(message, 'readingChannel')).toEqual([recs]);
      expect(chosenIn(message, 'reportChannel')).toEqual([mina.channel.id]);
      expect(message.text).not.toContain('⚠️');
    }

    await mina.select(again, menu('moderatorRoles'), []);
    await mina.select(again, menu('readingChannel'), []);
    await mina.select(again, menu('reportChannel'), []);
    await mina.select(again, menu('logChannel'), []);
    const emptied = await choose(mina, {});
    for (const setting of ['moderatorRoles', 'reportChannel', 'logChannel', 'readingChannel'] as const) {
      expect(chosenIn(again, setting), setting).toEqual([]);
      expect(chosenIn(emptied, setting), setting).toEqual([]);
    }
  });

  test('of two moderators who choose at once keep both choices', async () => {
    await using room = await ReadingRoom.open();
    const [mina, olive] = ['mina', 'olive'].map((name) => room.world.member(name).in('#general'));
    if (!mina || !olive) throw new Error('Somebody is missing.');
    const [hers, theirs] = await Promise.all([choose(mina, {}), choose(olive, {})]);
    await Promise.all([
      mina.select(hers, menu('sharing'), ['Moderators only']),
      olive.select(theirs, menu('logChannel'), ['#recs']),
    ]);
    const after = await choose(mina, {});
    expect(chosenIn(after, 'sharing')).toEqual(['Moderators only']);
    expect(chosenIn(after, 'logChannel')).toEqual([room.world.channel('#recs').id]);
  });

  test('of two servers stay apart', async () => {
    await using room = await ReadingRoom.open();
    const olive = room.world.member('olive');
    await choose(olive.in('#general'), { sharing: ['Moderators only'] });
    const other = await choose(olive.in('#general', 'The Other Shelf'), {});
    expect(chosenIn(other, 'sharing')).toEqual(['Members and moderators']);
  });

  test('say at once which permission is missing in a chosen channel, and keep the choice', async () => {
    await using room = await ReadingRoom.open();
    const { world } = room;
    const mina = world.member('mina').in('#general');
    setOverwrite(world, world.channel('#recs'), world.bot, { deny: ['SendMessages', 'EmbedLinks'] });
    setOverwrite(world, world.channel('#after-dark'), world.bot, { deny: ['ViewChannel'] });
    const settings = await choose(mina, {
      logChannel: ['#recs'],
      reportChannel: ['#after-dark'],
      readingChannel: ['#quiet'],
    });
    const [recs, dark, quiet] = ['#recs', '#after-dark', '#quiet'].map((name) => world.channel(name).id);
    expect(settings.text).toContain(`In the log channel <#${recs}> I lack *Send Messages* and *Embed Links*`);
    expect(settings.text).toContain(`In the report channel <#${dark}> I lack *View Channel*`);
    expect(settings.text).toContain(`In the reading channel <#${quiet}> I lack *Create Private Threads*`);
    expect(chosenIn(settings, 'logChannel')).toEqual([recs]);

    setOverwrite(world, world.channel('#recs'), world.bot, {});
    const mended = await choose(mina, {});
    expect(mended.text).not.toContain('In the log channel');
    expect(mended.text).toContain('In the report channel');
  });
});

describe('the moderator roles', () => {
  test('let their members care for the library from the next press on, and no longer than they are chosen', async () => {
    // A configured role that nobody has: the server shows `/library` to all, and Ficus alone decides.
    await using room = await ReadingRoom.open({ moderatorRoles: ['100000000000000000'] });
    const { world } = room;
    const mina = world.member('mina').in('#general');
    const ada = world.member('ada').in('#general');
    await room.add(post(), room.guildId('The Reading Room'));
    const may = async () => (await ada.slash('/library reports')).message?.text ?? '';
    expect(await may()).toContain("for this server's moderators");
    expect(await ada.complete('/library withdraw', { story: 'yel' })).toEqual([]);

    const settings = await choose(mina, { moderatorRoles: ['Reader'] });
    expect(await may()).toContain('No open reports');
    expect(await ada.complete('/library withdraw', { story: 'yel' })).toHaveLength(1);
    await room.restart();
    expect(await may()).toContain('No open reports');

    const olive = world.member('olive').in('#general', 'The Other Shelf');
    const reader = addRole(world, world.guild('The Other Shelf'), 'Reader');
    addMember(world, world.guild('The Other Shelf'), world.user('ada'), reader);
    const elsewhere = world.member('ada').in(olive.channel);
    expect((await elsewhere.slash('/library reports')).message?.text).toContain("for this server's moderators");

    await mina.select(settings, menu('moderatorRoles'), []);
    expect(await may()).toContain("for this server's moderators");
  });

  test('are changed only by members who may manage the server: a moderator by role changes all the rest', async () => {
    await using room = await ReadingRoom.open({ moderatorRoles: ['100000000000000000'] });
    const { world } = room;
    await choose(world.member('olive').in('#general'), { moderatorRoles: ['Reader'] });
    const ada = world.member('ada').in('#general');
    const settings = await choose(ada, { sharing: ['Moderators only'] });
    expect(chosenIn(settings, 'sharing')).toEqual(['Moderators only']);
    expect(settings.text).toContain('Only members who may manage the server can change this.');
    await expect(ada.select(settings, menu('moderatorRoles'), ['Newcomer'])).rejects.toThrow('is disabled');
  });

  test('cannot be everyone', async () => {
    await using room = await ReadingRoom.open();
    const mina = room.world.member('mina').in('#general');
    const settings = await choose(mina, {});
    const refused = await mina.select(settings, menu('moderatorRoles'), ['@everyone']);
    expect(refused.followUps[0]?.text ?? refused.message?.text).toContain('choose roles that some members have');
    expect(chosenIn(settings, 'moderatorRoles')).toEqual([]);
    expect(await room.app.stores.moderation.settings.all()).toEqual(new Map());
  });

  test('are refused to whom the server no longer lets manage it, however old their message', async () => {
    await using room = await ReadingRoom.open();
    const { world } = room;
    const mina = world.member('mina').in('#general');
    await choose(world.member('olive').in('#general'), { moderatorRoles: ['Moderator'] });
    const settings = await choose(mina, {});
    setRolePermissions(world, world.firstGuild, roleOf(room, 'Moderator'), []);
    const refused = await mina.select(settings, menu('moderatorRoles'), ['Newcomer']);
    expect(refused.followUps[0]?.text ?? refused.message?.text).toContain('members who may manage the server');
    expect(chosenIn(settings, 'moderatorRoles')).toEqual([roleOf(room, 'Moderator').id]);
  });
});
