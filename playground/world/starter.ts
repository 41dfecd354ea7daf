/** The world that everyone starts in: two guilds, a few people, and a channel of each kind that a fic bot meets. */
import { ChannelType } from 'discord-api-types/v10';
import {
  addBot,
  addChannel,
  addGuild,
  addMember,
  addRole,
  type ChannelOptions,
  directMessage,
  setOverwrite,
} from './guilds.ts';
import type { Guild } from './model.ts';
import type { PermissionName } from './permissions.ts';
import type { World } from './world.ts';

const moderatorPermissions: readonly PermissionName[] = ['ManageGuild', 'ManageThreads', 'ManageMessages'];

const channels: readonly (readonly [name: string, options: ChannelOptions])[] = [
  ['general', { topic: 'Talk about anything.' }],
  ['recs', { topic: 'What to read next.' }],
  ['after-dark', { topic: 'Stories for adults.', nsfw: true }],
  ['news', { type: ChannelType.GuildAnnouncement, topic: 'News of the server.' }],
  ['rec-forum', { type: ChannelType.GuildForum }],
  ['voice', { type: ChannelType.GuildVoice }],
  ['quiet', { topic: 'To read, not to write.' }],
];

/**
 * Ada reads, Mina moderates, Newt has just come in, Olive owns both guilds. They and their channels are the same ones in
 * every run, so that what a bot keeps in its own files (shelves, places, a guild's stories) is theirs the next time, too.
 */
export function furnish(world: World): void {
  world.ids.dated(Date.UTC(2025, 0, 1), () => furnishAll(world));
}

function furnishAll(world: World): void {
  const [ada, mina, newt, olive] = ['ada', 'mina', 'newt', 'olive'].map((name) => world.addUser(name));
  if (!ada || !mina || !newt || !olive) return;

  const readingRoom = addGuild(world, 'The Reading Room', olive);
  const reader = addRole(world, readingRoom, 'Reader');
  const newcomer = addRole(world, readingRoom, 'Newcomer');
  const moderator = addRole(world, readingRoom, 'Moderator', moderatorPermissions);
  addMember(world, readingRoom, ada, reader);
  addMember(world, readingRoom, mina, moderator);
  addMember(world, readingRoom, newt, newcomer);

  const otherShelf = addGuild(world, 'The Other Shelf', olive);
  for (const guild of [readingRoom, otherShelf]) furnishGuild(world, guild);
  for (const person of [ada, mina, newt, olive]) directMessage(world, person);
}

/**
 * So many guilds more, with the bot and one channel each: what a bot on several shards serves. Each is a millisecond
 * younger than the one before, for a guild's shard goes by the moment at which it was made.
 */
export function furnishGuilds(world: World, count: number): Guild[] {
  const owner = world.user('olive');
  return Array.from({ length: count }, () => {
    const number = world.guilds.size;
    return world.ids.dated(Date.UTC(2025, 0, 2) + number, () => {
      const guild = addGuild(world, `Shelf ${number + 1}`, owner);
      guild.systemChannelId = addChannel(world, guild, 'general').id;
      addBot(world, guild);
      return guild;
    });
  });
}

function furnishGuild(world: World, guild: Guild): void {
  const own = channels.map(([name, options]) => addChannel(world, guild, name, options));
  guild.systemChannelId = own.find(({ name }) => name === 'general')?.id ?? null;
  addBot(world, guild);

  const everyone = guild.roles.get(guild.id);
  const quiet = own.find(({ name }) => name === 'quiet');
  if (!everyone || !quiet) return;
  setOverwrite(world, quiet, everyone, { deny: ['SendMessages'] });
  setOverwrite(world, quiet, world.bot, {
    allow: ['SendMessages'],
    deny: ['CreatePrivateThreads', 'CreatePublicThreads'],
  });
}
