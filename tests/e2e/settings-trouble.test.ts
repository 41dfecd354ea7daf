/** A choice never stops working in silence: what is gone or shut is told at the next use, and can be replaced. */
import { describe, expect, test } from 'vitest';
import { deleteChannel, deleteRole, setOverwrite, updateChannel } from '#playground/world/guilds.ts';
import { paragraphs, post, ReadingRoom } from '#tests/e2e/reading-room.ts';
import { choose, chosenIn, menu } from '#tests/e2e/settings.ts';

const CHOICES = [
  ['logChannel', 'The log channel is gone'],
  ['reportChannel', 'The report channel is gone'],
  ['readingChannel', 'The reading channel is gone'],
] as const;

const reader = (room: ReadingRoom) => {
  const role = [...room.world.firstGuild.roles.values()].find(({ name }) => name === 'Reader');
  if (!role) throw new Error('There is no role Reader.');
  return role;
};

describe.each(['while the bot runs', 'while it is off'] as const)('deleted %s', (when) => {
  async function change(room: ReadingRoom, gesture: () => void): Promise<void> {
    if (when === 'while it is off') await room.stop();
    gesture();
    if (when === 'while it is off') await room.start();
  }

  test.each(CHOICES)(
    'the %s is named below every answer to a moderator, and shown as gone until it is replaced',
    async (setting, sentence) => {
      await using room = await ReadingRoom.open();
      const { world } = room;
      const mina = world.member('mina').in('#general');
      await choose(mina, { [setting]: ['#recs'] });
      expect((await mina.slash('/library reports')).message?.text).not.toContain('⚠️');
      await change(room, () => deleteChannel(world, world.channel('#recs')));

      for (const [command, options] of [
        ['/library reports', {}],
        ['/library withdraw', { story: 'Nothing' }],
        ['/library restore', { story: 'Nothing' }],
        ['/library import', { file: { name: 'wall.txt', bytes: post() } }],
      ] as const) {
        const reply = await mina.slash(command, options);
        expect(reply.message?.text.split('\n').at(-1), command).toMatch(
          new RegExp(`${sentence}.*choose another with \`/library settings\``),
        );
      }
      const modal = await mina.slash('/library add');
      const draft = await mina.submit(modal.modal, { text: post(), basis: ['Public domain'] });
      expect(draft.message?.text).toContain(sentence);
      const member = await world.member('ada').in('#general').slash('/fic search', { query: 'wall' });
      expect(member.message?.text).not.toContain('gone');

      const settings = await choose(mina, {});
      expect(settings.text).toContain(`⚠️ ${sentence}, or hidden from me: choose another.`);
      expect(chosenIn(settings, setting)).toEqual([]);
      await mina.select(settings, menu(setting), ['#general']);
      expect(settings.text).not.toContain('⚠️');
      expect((await mina.slash('/library reports')).message?.text).not.toContain('⚠️');
    },
  );

  test('a moderator role is told, opens the library to nobody, and is forgotten by one button', async () => {
    await using room = await ReadingRoom.open({ moderatorRoles: ['100000000000000000'] });
    const { world } = room;
    const mina = world.member('mina').in('#general');
    const ada = world.member('ada').in('#general');
    await choose(mina, { moderatorRoles: ['Reader', 'Newcomer'], logChannel: ['#recs'] });
    await world.until(() => world.messagesOf(world.channel('#recs')).length === 1);
    const kept = [...world.firstGuild.roles.values()].find(({ name }) => name === 'Newcomer')?.id;
    await change(room, () => {
      deleteRole(world, world.firstGuild, reader(room));
      deleteChannel(world, world.channel('#recs'));
    });

    expect((await ada.slash('/library reports')).message?.text).toContain("for this server's moderators");
    const told = await mina.slash('/library reports');
    expect(told.message?.text).toContain('A moderator role is gone: choose the roles anew with `/library settings`');
    expect(told.message?.text).toContain('The log channel is gone');
    const settings = await choose(mina, {});
    expect(settings.text).toContain('⚠️ A moderator role is gone: choose the roles anew.');
    expect(chosenIn(settings, 'moderatorRoles')).toEqual([kept]);
    await mina.press(settings, 'Forget what is gone');
    expect(settings.text).not.toContain('⚠️');
    expect(settings.buttonLabels).toEqual([]);
    expect((await mina.slash('/library reports')).message?.text).not.toContain('⚠️');
    const newt = world.member('newt').in('#general');
    expect((await newt.slash('/library reports')).message?.text).toContain('No open reports');
  });

  test('the reading channel costs no reader anything: threads open where they asked', async () => {
    await using room = await ReadingRoom.open();
    const { world } = room;
    await room.add(post({ body: paragraphs(60) }));
    await choose(world.member('mina').in('#general'), { readingChannel: ['#recs'] });
    await change(room, () => deleteChannel(world, world.channel('#recs')));
    const ada = world.member('ada').in('#general');
    const asked = await ada.slash('/fic read', { story: 'The Yellow Wall' });
    await ada.press(asked.message, 'Read in my own thread');
    expect(ada.visibleThreads().map(({ parentId }) => parentId)).toEqual([ada.channel.id]);
    expect(world.refusals).toEqual([]);
  });
});

describe('a permission that is taken away', () => {
  test('in a log channel is told with its name, until it is given back', async () => {
    await using room = await ReadingRoom.open();
    const { world } = room;
    const mina = world.member('mina').in('#general');
    const recs = world.channel('#recs');
    await choose(mina, { logChannel: ['#recs'] });
    setOverwrite(world, recs, world.bot, { deny: ['SendMessages'] });
    const told = await mina.slash('/library reports');
    expect(told.message?.text).toContain(
      `In the log channel <#${recs.id}> I lack *Send Messages*: allow me that there`,
    );
    await room.restart();
    expect((await mina.slash('/library reports')).message?.text).toContain('I lack *Send Messages*');
    setOverwrite(world, recs, world.bot, {});
    expect((await mina.slash('/library reports')).message?.text).not.toContain('⚠️');
  });

  test('in a reading channel opens threads where readers ask', async () => {
    await using room = await ReadingRoom.open();
    const { world } = room;
    await room.add(post());
    const mina = world.member('mina').in('#general');
    await choose(mina, { readingChannel: ['#recs'] });
    setOverwrite(world, world.channel('#recs'), world.bot, { deny: ['CreatePrivateThreads'] });
    const ada = world.member('ada').in('#general');
    const asked = await ada.slash('/fic read', { story: 'The Yellow Wall' });
    await ada.press(asked.message, 'Read in my own thread');
    expect(ada.visibleThreads().map(({ parentId }) => parentId)).toEqual([ada.channel.id]);
    expect((await mina.slash('/library reports')).message?.text).toContain('I lack *Create Private Threads*');
    expect(world.refusals).toEqual([]);
  });

  test('and a reading channel that is opened to all ages shows no Mature page from then on', async () => {
    await using room = await ReadingRoom.open();
    const { world } = room;
    await room.add(post({ title: 'The Dark Lantern', rating: 'R', body: paragraphs(60) }));
    await choose(world.member('mina').in('#general'), { readingChannel: ['#after-dark'] });
    const recs = world.channel('#recs');
    updateChannel(world, recs, { nsfw: true });
    const ada = world.member('ada').in('#recs');
    const asked = await ada.slash('/fic read', { story: 'The Dark Lantern' });
    await ada.press(asked.message, 'Read in my own thread');
    const dark = world.channel('#after-dark');
    const [thread] = world.threadsOf(dark);
    const [page] = world.member('ada').in(dark).messages(thread);
    updateChannel(world, dark, { nsfw: false });
    await world.member('ada').in(dark).press(page, 'Next');
    expect(page?.text).toContain('only in age-restricted channels');
  });
});
