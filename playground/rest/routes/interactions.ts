/** The first response to an interaction: in time, once, and of a kind that the interaction takes. */
import {
  type APIApplicationCommandOptionChoice,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { invalidForm, refusal } from '../../rules/discord-error.ts';
import { list, parseBody, text } from '../../rules/form.ts';
import { limits } from '../../rules/limits.ts';
import { parseModal } from '../../rules/modals.ts';
import { changeInteraction } from '../../world/interactions.ts';
import { editMessage, postMessage } from '../../world/messages.ts';
import type { Interaction, Message } from '../../world/model.ts';
import { wireMessage } from '../../world/wire-message.ts';
import type { World } from '../../world/world.ts';
import { needUnarchived } from '../access.ts';
import { composeEdit, composeNew } from '../compose.ts';
import { noContent, ok, type RestRequest, type Route } from '../route.ts';

export const interactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    pattern: '/interactions/:interaction/:token/callback',
    open: true,
    handle(world, request) {
      const interaction = world.interactions.get(request.param('interaction'));
      if (!interaction || interaction.token !== request.param('token')) throw refusal('unknownInteraction');
      if (interaction.response !== null) throw refusal('alreadyAcknowledged');
      if (interaction.state === 'failed') throw refusal('unknownInteraction');

      const { type } = parseBody<{ type: InteractionResponseType }>(z.object({ type: z.int() }), request.body);
      checkKind(interaction, type);
      const message = respond[type]?.(world, interaction, { ...request, body: dataOf(request.body) }) ?? null;
      if (request.query.get('with_response') !== 'true') return noContent;
      return ok({
        interaction: {
          id: interaction.id,
          type: interaction.type,
          ...(message && {
            response_message_id: message.id,
            response_message_loading: Boolean(message.flags & MessageFlags.Loading),
            response_message_ephemeral: Boolean(message.flags & MessageFlags.Ephemeral),
          }),
        },
        resource: { type, ...(message && { message: wireMessage(world, message) }) },
      });
    },
  },
];

type Responder = (world: World, interaction: Interaction, request: RestRequest) => Message | null;

const respond: Readonly<Partial<Record<InteractionResponseType, Responder>>> = {
  [InteractionResponseType.ChannelMessageWithSource](world, interaction, { body, files }) {
    const ephemeral = wantsEphemeral(body);
    const content = composeNew(world, { channelId: interaction.channelId, body, files, ephemeral });
    const message = postAnswer(world, interaction, { ...content, flags: content.flags | ephemeralFlag(ephemeral) });
    const response = InteractionResponseType.ChannelMessageWithSource;
    changeInteraction(world, interaction, { state: 'answered', response, originalId: message.id });
    return message;
  },

  [InteractionResponseType.DeferredChannelMessageWithSource](world, interaction, { body }) {
    const { flags = 0 } = parseBody<{ flags?: number }>(deferral, body);
    const ephemeral = Boolean(flags & MessageFlags.Ephemeral);
    const message = postAnswer(world, interaction, { flags: MessageFlags.Loading | ephemeralFlag(ephemeral) });
    const response = InteractionResponseType.DeferredChannelMessageWithSource;
    changeInteraction(world, interaction, { state: 'deferred', response, originalId: message.id });
    return message;
  },

  [InteractionResponseType.DeferredMessageUpdate](world, interaction) {
    const response = InteractionResponseType.DeferredMessageUpdate;
    changeInteraction(world, interaction, { state: 'deferred', response, originalId: interaction.sourceMessageId });
    return sourceMessage(world, interaction);
  },

  [InteractionResponseType.UpdateMessage](world, interaction, { body, files }) {
    const message = sourceMessage(world, interaction);
    const channel = world.channel(message.channelId);
    if (message.ephemeralTo === null) needUnarchived(channel);
    const ephemeral = message.ephemeralTo !== null;
    const content = composeEdit(world, { channelId: channel.id, body, files, ephemeral }, message);
    editMessage(world, message, content);
    const response = InteractionResponseType.UpdateMessage;
    changeInteraction(world, interaction, { state: 'answered', response, originalId: message.id });
    return message;
  },

  [InteractionResponseType.ApplicationCommandAutocompleteResult](world, interaction, { body }) {
    const { choices = [] } = parseBody<{ choices?: APIApplicationCommandOptionChoice[] }>(suggestions, body);
    const response = InteractionResponseType.ApplicationCommandAutocompleteResult;
    changeInteraction(world, interaction, { state: 'answered', response, choices });
    return null;
  },

  [InteractionResponseType.Modal](world, interaction, { body }) {
    const modal = parseModal(body);
    changeInteraction(world, interaction, { state: 'answered', response: InteractionResponseType.Modal, modal });
    return null;
  },
};

const deferral = z.object({ flags: z.literal([0, MessageFlags.Ephemeral]).nullish() });

const suggestions = z.object({
  choices: list(
    z.object({
      name: text(1, limits.interaction.choiceName),
      value: z.union([text(1, limits.interaction.choiceValue), z.number()]),
      name_localizations: z.record(z.string(), z.string().nullable()).nullish(),
    }),
    0,
    limits.interaction.choices,
  ).nullish(),
});

const {
  ChannelMessageWithSource,
  DeferredChannelMessageWithSource,
  DeferredMessageUpdate,
  UpdateMessage,
  ApplicationCommandAutocompleteResult,
  Modal,
} = InteractionResponseType;

function checkKind({ type, sourceMessageId }: Interaction, response: InteractionResponseType): void {
  const messages = [ChannelMessageWithSource, DeferredChannelMessageWithSource];
  const updates = sourceMessageId === null ? [] : [DeferredMessageUpdate, UpdateMessage];
  const allowed: Readonly<Record<InteractionType, readonly InteractionResponseType[]>> = {
    [InteractionType.Ping]: [],
    [InteractionType.ApplicationCommand]: [...messages, Modal],
    [InteractionType.MessageComponent]: [...messages, ...updates, Modal],
    [InteractionType.ApplicationCommandAutocomplete]: [ApplicationCommandAutocompleteResult],
    [InteractionType.ModalSubmit]: [...messages, ...updates],
  };
  if (allowed[type].includes(response)) return;
  const message = `Value must be one of {${allowed[type].join(', ')}}.`;
  throw invalidForm([{ path: ['type'], code: 'BASE_TYPE_CHOICES', message }]);
}

function postAnswer(world: World, interaction: Interaction, content: Parameters<typeof postMessage>[2]): Message {
  const isEphemeral = Boolean((content.flags ?? 0) & MessageFlags.Ephemeral);
  return postMessage(world, world.channel(interaction.channelId), content, {
    authorId: world.bot.id,
    type: interaction.type === InteractionType.ApplicationCommand ? MessageType.ChatInputCommand : MessageType.Default,
    interaction,
    ephemeralTo: isEphemeral ? interaction.userId : null,
    referenceId: interaction.sourceMessageId,
  });
}

/** @throws DiscordError 10008 where the message with the component is gone. */
function sourceMessage(world: World, { sourceMessageId }: Interaction): Message {
  const message = sourceMessageId === null ? undefined : world.messages.get(sourceMessageId);
  if (!message || message.deleted) throw refusal('unknownMessage');
  return message;
}

function wantsEphemeral(body: unknown): boolean {
  const flags: unknown = body instanceof Object ? Reflect.get(body, 'flags') : 0;
  return Boolean(Number(flags) & MessageFlags.Ephemeral);
}

function ephemeralFlag(ephemeral: boolean): number {
  return ephemeral ? MessageFlags.Ephemeral : 0;
}

function dataOf(body: unknown): unknown {
  return (body instanceof Object && Reflect.get(body, 'data')) || {};
}
