/** The messages that the bot writes into channels by itself, outside of interactions. */
import { MessageType } from 'discord-api-types/v10';
import { refusal } from '../../rules/discord-error.ts';
import { parseMessageBody } from '../../rules/messages.ts';
import { deleteMessage, editMessage, type MessageContent, postMessage } from '../../world/messages.ts';
import type { Channel, Message } from '../../world/model.ts';
import { wireMessage } from '../../world/wire-message.ts';
import type { World } from '../../world/world.ts';
import { channelForBot, messageIn, needPermission, needToSend, needUnarchived } from '../access.ts';
import { composeEdit, composeNew } from '../compose.ts';
import { noContent, ok, type Route } from '../route.ts';

const pageOfMessages = { default: 50, most: 100 };

export const messageRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/channels/:channel/messages',
    handle(world, request) {
      const channel = channelForBot(world, request.param('channel'));
      needPermission(world, channel, 'ReadMessageHistory');
      const { query } = request;
      const [before, after] = [query.get('before'), query.get('after')];
      const limit = Math.min(
        Math.max(Number(query.get('limit') ?? pageOfMessages.default) || 1, 1),
        pageOfMessages.most,
      );
      const found = world
        .messagesOf(channel)
        .filter(({ ephemeralTo }) => ephemeralTo === null)
        .filter(({ id }) => before === null || BigInt(id) < BigInt(before))
        .filter(({ id }) => after === null || BigInt(id) > BigInt(after));
      const page = after === null ? found.slice(-limit) : found.slice(0, limit);
      return ok(page.reverse().map((message) => wireMessage(world, message)));
    },
  },
  {
    method: 'POST',
    pattern: '/channels/:channel/messages',
    handle(world, request) {
      const channel = channelForBot(world, request.param('channel'));
      needToSend(world, channel);
      const body = parseMessageBody(request.body);
      const { nonce = null, enforce_nonce: enforced = false } = body;
      const same = enforced && nonce !== null ? world.marked.find(world.bot.id, nonce, world.clock.now()) : null;
      if (same) return ok(wireMessage(world, same));
      const content = composeNew(world, { channelId: channel.id, body: request.body, files: request.files }, body);
      needForContent(world, channel, content);
      const reference = referenceOf(world, channel, request.body);
      const message = postMessage(world, channel, content, {
        authorId: world.bot.id,
        type: reference ? MessageType.Reply : MessageType.Default,
        referenceId: reference?.id ?? null,
        nonce,
      });
      return ok(wireMessage(world, message));
    },
  },
  {
    method: 'GET',
    pattern: '/channels/:channel/messages/:message',
    handle(world, request) {
      const channel = channelForBot(world, request.param('channel'));
      needPermission(world, channel, 'ReadMessageHistory');
      return ok(wireMessage(world, messageIn(world, channel, request.param('message'))));
    },
  },
  {
    method: 'PATCH',
    pattern: '/channels/:channel/messages/:message',
    handle(world, request) {
      const channel = channelForBot(world, request.param('channel'));
      const message = messageIn(world, channel, request.param('message'));
      if (message.authorId !== world.bot.id) throw refusal('notYourMessage');
      needUnarchived(channel);
      const content = composeEdit(world, { channelId: channel.id, body: request.body, files: request.files }, message);
      needForContent(world, channel, content);
      editMessage(world, message, content);
      return ok(wireMessage(world, message));
    },
  },
  {
    method: 'DELETE',
    pattern: '/channels/:channel/messages/:message',
    handle(world, request) {
      const channel = channelForBot(world, request.param('channel'));
      const message = messageIn(world, channel, request.param('message'));
      if (message.authorId !== world.bot.id) needPermission(world, channel, 'ManageMessages');
      needUnarchived(channel);
      deleteMessage(world, message);
      return noContent;
    },
  },
];

function needForContent(world: World, channel: Channel, { embeds, attachments }: MessageContent): void {
  if (embeds.length > 0) needPermission(world, channel, 'EmbedLinks');
  if (attachments.length > 0) needPermission(world, channel, 'AttachFiles');
}

function referenceOf(world: World, channel: Channel, body: unknown): Message | null {
  const reference: unknown = body instanceof Object ? Reflect.get(body, 'message_reference') : null;
  if (!(reference instanceof Object)) return null;
  const found = world.messages.get(String(Reflect.get(reference, 'message_id')));
  if (found && !found.deleted && found.channelId === channel.id && found.ephemeralTo === null) return found;
  if (Reflect.get(reference, 'fail_if_not_exists') === false) return null;
  throw refusal('unknownMessage', 'message.reference');
}
