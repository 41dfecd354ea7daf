/** Who the bot is, where the gateway is, and whom it can write to. */
import { refusal } from '../../rules/discord-error.ts';
import { directMessage } from '../../world/guilds.ts';
import { wireApplication, wireChannel, wireGuild, wireSelf, wireUser } from '../../world/wire.ts';
import type { World } from '../../world/world.ts';
import { ok, type Route } from '../route.ts';

const gatewayUrl = (world: World) => world.url.replace(/^http/, 'ws');

export const applicationRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/gateway', open: true, handle: (world) => ok({ url: gatewayUrl(world) }) },
  {
    method: 'GET',
    pattern: '/gateway/bot',
    handle: (world) =>
      ok({
        url: gatewayUrl(world),
        shards: world.logins.shards,
        session_start_limit: world.logins.limit,
      }),
  },
  { method: 'GET', pattern: '/applications/@me', handle: (world) => ok(wireApplication(world)) },
  { method: 'GET', pattern: '/oauth2/applications/@me', handle: (world) => ok(wireApplication(world)) },
  { method: 'GET', pattern: '/users/@me', handle: (world) => ok(wireSelf(world)) },
  {
    method: 'GET',
    pattern: '/users/@me/guilds',
    handle: (world) =>
      ok(
        [...world.guilds.values()]
          .filter(({ members }) => members.has(world.bot.id))
          .map((guild) => {
            const { id, name, icon, features } = wireGuild(guild);
            return { id, name, icon, features, banner: null, owner: guild.ownerId === world.bot.id, permissions: '0' };
          }),
      ),
  },
  {
    method: 'POST',
    pattern: '/users/@me/channels',
    handle(world, { body }) {
      const recipient = body instanceof Object ? world.users.get(String(Reflect.get(body, 'recipient_id'))) : undefined;
      if (!recipient || recipient.bot) throw refusal('unknownUser');
      return ok(wireChannel(world, directMessage(world, recipient)));
    },
  },
  {
    method: 'GET',
    pattern: '/users/:user',
    handle(world, request) {
      const user = world.users.get(request.param('user'));
      if (!user) throw refusal('unknownUser');
      return ok(wireUser(user));
    },
  },
];
