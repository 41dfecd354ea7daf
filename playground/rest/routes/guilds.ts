/** Guilds, their members and their active threads, as far as the bot is in them. */
import { refusal } from '../../rules/discord-error.ts';
import { activeThreads } from '../../world/threads.ts';
import { wireChannel, wireGuild, wireMember, wireThread, wireThreadMember } from '../../world/wire.ts';
import { guildForBot } from '../access.ts';
import { ok, type Route } from '../route.ts';

export const guildRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/guilds/:guild',
    handle: (world, request) => ok(wireGuild(guildForBot(world, request.param('guild')))),
  },
  {
    method: 'GET',
    pattern: '/guilds/:guild/channels',
    handle(world, request) {
      const channels = world.channelsOf(guildForBot(world, request.param('guild')));
      return ok(channels.filter(({ thread }) => !thread).map((channel) => wireChannel(world, channel)));
    },
  },
  {
    method: 'GET',
    pattern: '/guilds/:guild/roles',
    handle: (world, request) => ok([...guildForBot(world, request.param('guild')).roles.values()]),
  },
  {
    method: 'GET',
    pattern: '/guilds/:guild/members/:user',
    handle(world, request) {
      const user = request.param('user') === '@me' ? world.bot.id : request.param('user');
      const member = guildForBot(world, request.param('guild')).members.get(user);
      if (!member) throw refusal('unknownMember');
      return ok(wireMember(world, member));
    },
  },
  {
    method: 'GET',
    pattern: '/guilds/:guild/threads/active',
    handle(world, request) {
      const guild = guildForBot(world, request.param('guild'));
      const threads = activeThreads(world, guild).filter((thread) => world.canSee(thread, world.bot.id));
      return ok({
        threads: threads.map((thread) => wireThread(world, thread)),
        members: threads.flatMap((thread) => wireThreadMember(thread, world.bot.id) ?? []),
      });
    },
  },
];
