/** What comes after the first response: follow-ups, and the answer looked at, edited and deleted under its token. */
import { InteractionResponseType, MessageFlags, MessageType } from 'discord-api-types/v10';
import { limitOf } from '../../rules/book.ts';
import { refusal } from '../../rules/discord-error.ts';
import { addFollowUp, changeInteraction, tokenHasExpired } from '../../world/interactions.ts';
import { deleteMessage, editMessage, postMessage } from '../../world/messages.ts';
import type { Interaction, Message } from '../../world/model.ts';
import { wireMessage } from '../../world/wire-message.ts';
import type { World } from '../../world/world.ts';
import { needUnarchived } from '../access.ts';
import { composeEdit, composeNew } from '../compose.ts';
import { noContent, ok, type RestRequest, type Route } from '../route.ts';

const webhook = '/webhooks/:application/:token';

export const webhookRoutes: readonly Route[] = [
  {
    method: 'POST',
    pattern: webhook,
    open: true,
    handle(world, request) {
      const interaction = interactionOf(world, request);
      const original = interaction.originalId === null ? undefined : world.messages.get(interaction.originalId);
      const fillsIn = original && !original.deleted && original.flags & MessageFlags.Loading;
      // Discord takes the first follow-up of a deferred answer for the answer itself.
      const message = fillsIn ? edit(world, interaction, original, request) : followUp(world, interaction, request);
      return ok(wireMessage(world, message));
    },
  },
  {
    method: 'GET',
    pattern: `${webhook}/messages/:message`,
    open: true,
    handle: (world, request) => ok(wireMessage(world, messageOf(world, interactionOf(world, request), request))),
  },
  {
    method: 'PATCH',
    pattern: `${webhook}/messages/:message`,
    open: true,
    handle(world, request) {
      const interaction = interactionOf(world, request);
      return ok(wireMessage(world, edit(world, interaction, messageOf(world, interaction, request), request)));
    },
  },
  {
    method: 'DELETE',
    pattern: `${webhook}/messages/:message`,
    open: true,
    handle(world, request) {
      const interaction = interactionOf(world, request);
      deleteMessage(world, messageOf(world, interaction, request));
      if (interaction.state === 'deferred') changeInteraction(world, interaction, { state: 'answered' });
      return noContent;
    },
  },
];

/** @throws DiscordError 10015 where nothing was acknowledged under this token, 50027 where it is older than 15 minutes. */
function interactionOf(world: World, request: RestRequest): Interaction {
  const interaction = world.interactionsByToken.get(request.param('token'));
  if (!interaction || request.param('application') !== world.applicationId) throw refusal('unknownWebhook');
  if (tokenHasExpired(world, interaction)) throw refusal('invalidWebhookToken');
  const { response } = interaction;
  if (response === null || response === InteractionResponseType.ApplicationCommandAutocompleteResult) {
    throw refusal('unknownWebhook', 'interaction.acknowledged');
  }
  return interaction;
}

/** The message by its id or as `@original`; other messages are out of the token's reach. @throws DiscordError 10008 */
function messageOf(world: World, interaction: Interaction, request: RestRequest): Message {
  const { originalId, followUpIds } = interaction;
  const name = request.param('message');
  const id = name === '@original' ? originalId : [originalId, ...followUpIds].find((each) => each === name);
  const message = id ? world.messages.get(id) : undefined;
  if (!message || message.deleted) throw refusal('unknownMessage', id ? 'access.message' : 'interaction.own-messages');
  return message;
}

function edit(world: World, interaction: Interaction, message: Message, { body, files }: RestRequest): Message {
  const ephemeral = message.ephemeralTo !== null;
  if (!ephemeral) needUnarchived(world.channel(message.channelId));
  const content = composeEdit(world, { channelId: message.channelId, body, files, ephemeral }, message);
  const wasThinking = Boolean(message.flags & MessageFlags.Loading);
  editMessage(world, message, content, !wasThinking);
  if (interaction.state === 'deferred') changeInteraction(world, interaction, { state: 'answered' });
  return message;
}

function followUp(world: World, interaction: Interaction, { body, files }: RestRequest): Message {
  const flags: unknown = body instanceof Object ? Reflect.get(body, 'flags') : 0;
  const ephemeral = Boolean(Number(flags) & MessageFlags.Ephemeral);
  const most = limitOf('interaction.user-follow-ups');
  if (interaction.userInstalledOnly && interaction.followUpIds.length >= most) throw refusal('tooManyFollowUps');
  const content = composeNew(world, { channelId: interaction.channelId, body, files, ephemeral });
  const message = postMessage(
    world,
    world.channel(interaction.channelId),
    { ...content, flags: content.flags | (ephemeral ? MessageFlags.Ephemeral : 0) },
    {
      authorId: world.bot.id,
      type: interaction.originalId === null ? MessageType.Default : MessageType.Reply,
      interaction,
      ephemeralTo: ephemeral ? interaction.userId : null,
      referenceId: interaction.originalId,
    },
  );
  addFollowUp(world, interaction, message.id);
  if (interaction.state === 'deferred') changeInteraction(world, interaction, { state: 'answered' });
  return message;
}
