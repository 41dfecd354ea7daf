/** The rules of what a bot may reach and do, each kept and broken. */
import { Routes } from 'discord-api-types/v10';
import { addBot, directMessage, removeBot, setRolePermissions } from '#playground/world/guilds.ts';
import type { PermissionName } from '#playground/world/permissions.ts';
import { isThread } from '#playground/world/threads.ts';
import { restOf } from '../trial-bot.ts';
import { type Attempt, type Ground, privately, publicly, said, type Trial, type Trials } from './ground.ts';

const get = (route: (at: Ground) => `/${string}`): Attempt => {
  return async (at) => at.rest.get(route(at));
};

/** The same attempt, with the permission and without it; nothing else differs. */
function needs(permission: PermissionName, attempt: Attempt): Trial {
  return {
    kept: attempt,
    async broken(at) {
      at.deny(permission);
      return attempt(at);
    },
  };
}

/** The bot has more than its invitation asked for. */
function grant({ world }: Ground, ...permissions: PermissionName[]): void {
  const role = [...world.firstGuild.roles.values()].find(({ managed }) => managed);
  if (role) setRolePermissions(world, world.firstGuild, role, permissions);
}

async function lockOwn(at: Ground): Promise<unknown> {
  const thread = await at.thread(publicly);
  return at.rest.patch(Routes.channel(thread.id), { body: { locked: true } });
}

export const accessTrials = {
  'access.token': {
    kept: get(() => Routes.user()),
    broken: (at) => restOf(at.world, 'wrong').get(Routes.user()),
  },
  'access.route': { kept: get(() => Routes.gatewayBot()), broken: get(() => '/guilds/1/bans') },
  'access.channel': { kept: get((at) => Routes.channel(at.general)), broken: get(() => Routes.channel('1')) },
  'access.guild': { kept: get((at) => Routes.guild(at.world.firstGuild.id)), broken: get(() => Routes.guild('1')) },
  'access.member': {
    kept: get((at) => Routes.guildMember(at.world.firstGuild.id, at.ada.user.id)),
    broken: get((at) => Routes.guildMember(at.world.firstGuild.id, '1')),
  },
  'access.commands': {
    kept: get((at) => Routes.applicationGuildCommands(at.world.applicationId, at.world.firstGuild.id)),
    async broken(at) {
      removeBot(at.world, at.world.firstGuild);
      addBot(at.world, at.world.firstGuild, { commands: false });
      return at.rest.put(Routes.applicationGuildCommands(at.world.applicationId, at.world.firstGuild.id), { body: [] });
    },
  },
  'access.message': {
    kept: async (at) => at.rest.get(Routes.channelMessage(at.general, (await said(at)).id)),
    async broken(at) {
      const interaction = await at.asked();
      await at.answer(interaction, { type: 4, data: { content: 'For you', flags: 64 } });
      return at.rest.get(Routes.channelMessage(at.general, interaction.originalId ?? ''));
    },
  },
  'access.user': { kept: get((at) => Routes.user(at.ada.user.id)), broken: get(() => Routes.user('1')) },
  'access.application': {
    kept: get((at) => Routes.applicationCommands(at.world.applicationId)),
    broken: get(() => Routes.applicationCommands('1')),
  },
  'access.command': {
    async kept(at) {
      const [made] = (await at.register([{ name: 'fic', description: 'Stories' }])) as { id: string }[];
      return at.rest.get(Routes.applicationCommand(at.world.applicationId, made?.id ?? ''));
    },
    broken: get((at) => Routes.applicationCommand(at.world.applicationId, '1')),
  },
  'access.direct-messages': {
    kept: (at) => at.send({ content: 'a' }, directMessage(at.world, at.ada.user).id),
    broken(at) {
      at.world.member('ada').takeDirectMessages(false);
      return at.send({ content: 'a' }, directMessage(at.world, at.ada.user).id);
    },
  },
  'access.forum': {
    kept: (at) => at.send({ content: 'a' }),
    broken: (at) => at.send({ content: 'a' }, at.world.channel('#rec-forum').id),
  },
  'permission.ViewChannel': needs('ViewChannel', (at) => at.send({ content: 'a' })),
  'permission.SendMessages': needs('SendMessages', (at) => at.send({ content: 'a' })),
  'permission.SendMessagesInThreads': needs('SendMessagesInThreads', async (at) => {
    const thread = [...at.world.channels.values()].find(isThread) ?? (await at.thread(privately));
    return at.send({ content: 'a' }, thread.id);
  }),
  'permission.EmbedLinks': needs('EmbedLinks', (at) => at.send({ embeds: [{ title: 'a' }] })),
  'permission.AttachFiles': needs('AttachFiles', (at) => at.upload([{ name: 'a.txt', bytes: 1 }])),
  'permission.ReadMessageHistory': needs(
    'ReadMessageHistory',
    get((at) => Routes.channelMessages(at.general)),
  ),
  'permission.ManageMessages': {
    async kept(at) {
      grant(at, 'ViewChannel', 'SendMessages', 'ManageMessages');
      return at.rest.delete(Routes.channelMessage(at.general, (await said(at)).id));
    },
    broken: async (at) => at.rest.delete(Routes.channelMessage(at.general, (await said(at)).id)),
  },
  'permission.ManageChannels': {
    async kept(at) {
      grant(at, 'ViewChannel', 'ManageChannels');
      return at.rest.delete(Routes.channel(at.general));
    },
    broken: (at) => at.rest.delete(Routes.channel(at.general)),
  },
  'permission.ManageThreads': {
    async kept(at) {
      grant(at, 'ViewChannel', 'CreatePublicThreads', 'ManageThreads');
      return lockOwn(at);
    },
    broken: lockOwn,
  },
  'permission.CreatePublicThreads': needs('CreatePublicThreads', (at) => at.thread(publicly)),
  'permission.CreatePrivateThreads': needs('CreatePrivateThreads', (at) => at.thread(privately)),
} satisfies Trials;
