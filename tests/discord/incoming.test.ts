/** What a handler knows of who asks and where: the gate and every permission check stand on it. */
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import type { Seat } from '#playground/gestures/seat.ts';
import { joinThread, openThread, type ThreadChannel } from '#playground/world/threads.ts';
import { message } from '#src/kit/reply.ts';
import { type Given, panel, says, trial } from '#tests/discord/trial.ts';

type Trial = Awaited<ReturnType<typeof trial>>;

/** What the handler hears when somebody calls a command there. */
async function heard(t: Trial, seat: Seat): Promise<Given> {
  const given = Promise.withResolvers<Given>();
  t.behaviour.act = (from) => {
    given.resolve(from);
    return says('Heard.');
  };
  await seat.slash('/try private');
  return given.promise;
}

test('of a channel its kind and whether it is age-restricted are known', async () => {
  await using t = await trial();
  const kinds = { '#general': 'text', '#after-dark': 'text', '#news': 'announcement', '#voice': 'voice' };
  for (const [name, kind] of Object.entries(kinds)) {
    const seat = t.world.member('ada').in(name);
    const { where } = await heard(t, seat);
    expect(where).toMatchObject({
      ...{ kind, inThread: false, archived: false, ageRestricted: name === '#after-dark' },
      ...{ guildId: t.world.firstGuild.id, channelId: seat.channel.id, parentId: seat.channel.id },
    });
  }
});

test('a thread is as restricted as its parent', async () => {
  await using t = await trial();
  for (const [name, ageRestricted] of [
    ['#general', false],
    ['#after-dark', true],
  ] as const) {
    const parent = t.world.channel(name);
    for (const type of [ChannelType.PublicThread, ChannelType.PrivateThread] as const) {
      const thread = openThread(t.world, parent, { name: 'A nook', type, ownerId: t.ada.user.id });
      joinThread(t.world, thread, t.world.bot.id);
      const { where } = await heard(t, t.world.member('ada').in(thread));
      expect(where).toMatchObject({
        ...{ inThread: true, kind: 'text', ageRestricted },
        ...{ channelId: thread.id, parentId: parent.id },
      });
    }
  }
});

test('a place that the bot is not shown counts as unknown, which is nowhere age-restricted', async () => {
  await using t = await trial();
  const parent = t.world.channel('#after-dark');
  const thread = openThread(t.world, parent, {
    ...{ name: 'A nook', type: ChannelType.PrivateThread, ownerId: t.ada.user.id },
  });
  const { where } = await heard(t, t.world.member('ada').in(thread));
  expect(where).toMatchObject({ guildId: t.world.firstGuild.id, kind: 'unknown', ageRestricted: false });
});

test('an archived thread is said to be archived, so that it can be taken out before a page is turned', async () => {
  await using t = await trial();
  const thread: ThreadChannel = openThread(t.world, t.world.channel('#general'), {
    ...{ name: 'A nook', type: ChannelType.PrivateThread, ownerId: t.world.bot.id },
  });
  joinThread(t.world, thread, t.ada.user.id);
  t.behaviour.act = () => message(panel());
  const nook = t.world.member('ada').in(thread);
  const shown = await nook.slash('/try public');
  thread.thread.archived = true;
  t.world.changed({ kind: 'channel-updated', channel: thread });
  const given = Promise.withResolvers<Given>();
  t.behaviour.act = (from) => {
    given.resolve(from);
    return says('Heard.');
  };
  await nook.press(shown.message, 'Private');
  expect((await given.promise).where).toMatchObject({ inThread: true, archived: true });
});

test('a direct message is its own place: no server, no restriction, no permissions', async () => {
  await using t = await trial();
  const { where, who } = await heard(t, t.world.member('ada').directMessage());
  expect(where).toMatchObject({ guildId: null, kind: 'direct', inThread: false, ageRestricted: false });
  expect(who).toMatchObject({ roles: [], permissions: 0n });
});

test('of a person the name in this server, the roles and the permissions in this very channel', async () => {
  await using t = await trial();
  const { members, roles } = t.world.firstGuild;
  const ada = members.get(t.ada.user.id);
  if (!ada) throw new Error('Ada is not in.');
  ada.nick = 'Ada of the Stacks';
  const { who } = await heard(t, t.ada);
  const reader = [...roles.values()].find(({ name }) => name === 'Reader');
  expect(who).toMatchObject({ id: t.ada.user.id, name: 'Ada of the Stacks' });
  expect(who.roles).toContain(reader?.id);
  expect(who.permissions & PermissionFlagsBits.SendMessages).not.toBe(0n);
  const quiet = await heard(t, t.world.member('ada').in('#quiet'));
  expect(quiet.who.permissions & PermissionFlagsBits.SendMessages).toBe(0n);
  expect(quiet.where.botPermissions & PermissionFlagsBits.SendMessages).not.toBe(0n);
  expect(quiet.where.botPermissions & PermissionFlagsBits.CreatePrivateThreads).toBe(0n);
});

test('the language is the one that the person set in Discord, English where we have none of theirs', async () => {
  await using t = await trial();
  for (const locale of ['en-GB', 'fi'] as const) {
    Object.assign(t.ada.user, { locale });
    expect((await heard(t, t.ada)).language.locale).toBe('en');
  }
});
