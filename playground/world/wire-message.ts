/** A message in Discord's own words, with who used what to bring it about. */
import { type APIMessage, InteractionType, MessageFlags, MessageType } from 'discord-api-types/v10';
import type { Interaction, Message } from './model.ts';
import { wireChannel, wireUser } from './wire.ts';
import { wireComponents, wireEmbeds } from './wire-components.ts';
import type { World } from './world.ts';

export function wireMessage(world: World, message: Message): APIMessage {
  const interaction = message.interactionId === null ? undefined : world.interactions.get(message.interactionId);
  const reference = message.referenceId === null ? undefined : world.messages.get(message.referenceId);
  const thread = message.threadId === null ? undefined : world.channels.get(message.threadId);
  const { users, roles, everyone } = message.mentions;
  const flags = message.flags | (thread ? MessageFlags.HasThread : 0);
  return {
    id: message.id,
    channel_id: message.channelId,
    author: wireUser(world.user(message.authorId)),
    type: message.type,
    content: message.content,
    timestamp: message.createdAt,
    edited_timestamp: message.editedAt,
    tts: false,
    pinned: false,
    mention_everyone: everyone,
    mention_roles: [...roles],
    mentions: users.flatMap((id) => world.users.get(id) ?? []).map(wireUser),
    attachments: [...message.attachments],
    embeds: wireEmbeds(message.embeds),
    components: wireComponents(message.components),
    flags,
    ...(message.nonce !== null && { nonce: message.nonce }),
    ...(thread && !thread.deleted && { thread: wireChannel(world, thread) }),
    ...(interaction && {
      application_id: world.applicationId,
      webhook_id: world.applicationId,
      ...wireOrigin(world, interaction, message),
    }),
    ...(reference && {
      message_reference: { type: 0, channel_id: reference.channelId, message_id: reference.id },
      ...(message.type === MessageType.Reply && {
        referenced_message: reference.deleted ? null : wireMessage(world, { ...reference, referenceId: null }),
      }),
    }),
  };
}

/** Who used what, as the line above an answer tells it: in the old form, which has the command's name, and in the new one. */
function wireOrigin(
  world: World,
  interaction: Interaction,
  message: Message,
): Pick<APIMessage, 'interaction' | 'interaction_metadata'> {
  const { id, type, name, sourceMessageId, openedBy, originalId } = interaction;
  const base = {
    ...originOf(world, interaction),
    ...(originalId !== null && originalId !== message.id && { original_response_message_id: originalId }),
  };
  switch (type) {
    case InteractionType.ApplicationCommand:
      return {
        interaction_metadata: { ...base, type },
        interaction: { id, type, name: name.replace(/^\//, ''), user: base.user },
      };
    case InteractionType.MessageComponent:
      return { interaction_metadata: { ...base, type, interacted_message_id: sourceMessageId ?? message.id } };
    case InteractionType.ModalSubmit: {
      const opener = (openedBy === null ? undefined : world.interactions.get(openedBy)) ?? interaction;
      const trigger = {
        ...originOf(world, opener),
        ...(opener.type === InteractionType.MessageComponent
          ? { type: opener.type, interacted_message_id: opener.sourceMessageId ?? message.id }
          : { type: InteractionType.ApplicationCommand as const }),
      };
      return { interaction_metadata: { ...base, type, triggering_interaction_metadata: trigger } };
    }
    default:
      return {};
  }
}

function originOf(world: World, { id, userId, payload }: Interaction) {
  const { authorizing_integration_owners } = payload;
  return { id, user: wireUser(world.user(userId)), authorizing_integration_owners };
}
