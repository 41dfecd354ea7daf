/** The first response to an interaction: in time, once, and of a kind that the interaction takes. */
import {
  type APIApplicationCommandInteractionDataOption,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { RuleName } from '../../rules/book.ts';
import { DiscordError, invalidForm, refusal } from '../../rules/discord-error.ts';
import { list, parseBody, problem, text } from '../../rules/form.ts';
import { parseModal } from '../../rules/modals.ts';
import { changeInteraction } from '../../world/interactions.ts';
import { editMessage, postMessage } from '../../world/messages.ts';
import type { Interaction, Message } from '../../world/model.ts';
import { wireMessage } from '../../world/wire-message.ts';
import type { World } from '../../world/world.ts';
import { needUnarchived } from '../access.ts';
import { composeEdit, composeNew } from '../compose.ts';
import { isTrue } from '../query.ts';
import { noContent, ok, type RestRequest, type Route } from '../route.ts';

export const interactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    pattern: '/interactions/:interaction/:token/callback',
    open: true,
    handle(world, request) {
      const interaction = world.interactions.get(request.param('interaction'));
      if (!interaction || interaction.token !== request.param('token')) throw refusal('unknownInteraction');
      const { type, message } = respondFirst(world, interaction, request);
      if (!isTrue(request.query.get('with_response'))) return noContent;
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
        resource: { type, ...(message && toldWhole.includes(type) && { message: wireMessage(world, message) }) },
      });
    },
  },
];

/** Of what is put off there is no message to tell yet. */
const toldWhole: readonly InteractionResponseType[] = [
  InteractionResponseType.ChannelMessageWithSource,
  InteractionResponseType.UpdateMessage,
];

type Said = Pick<RestRequest, 'body' | 'files'>;
type Responder = (world: World, interaction: Interaction, said: Said) => Message | null;

/**
 * Takes the first response, by whichever way it comes.
 *
 * @returns its type, and the message that it made or changed.
 * @throws DiscordError 40060, 10062, 50035
 */
export function respondFirst(
  world: World,
  interaction: Interaction,
  { body, files }: Said,
): { readonly type: InteractionResponseType; readonly message: Message | null } {
  if (interaction.response !== null) throw refusal('alreadyAcknowledged');
  if (interaction.state === 'failed') throw refusal('unknownInteraction', 'interaction.first-response');
  const { type } = parseBody<{ type: InteractionResponseType }>(callback, body);
  checkKind(interaction, type);
  try {
    return { type, message: respond[type]?.(world, interaction, { body: dataOf(body), files }) ?? null };
  } catch (error) {
    throw error instanceof DiscordError ? error.under('data') : error;
  }
}

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
    checkChoiceKinds(interaction, choices);
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

const callback = z.strictObject({ type: z.int(), data: z.unknown().optional() });

const deferral = z.looseObject({ flags: z.int().nullish() }).superRefine(({ flags, ...others }, context) => {
  if (flags && flags !== MessageFlags.Ephemeral) {
    const message = `Value must be one of {0, ${MessageFlags.Ephemeral}}.`;
    problem(context, 'interaction.deferral-flags', 'BASE_TYPE_CHOICES', message, ['flags']);
  }
  // Whatever else a deferral says of its message is lost: nobody means to say it.
  for (const key of Object.keys(others)) {
    problem(context, 'form.known-keys', 'UNKNOWN_KEY', `A deferral takes no "${key}".`, [key]);
  }
});

const suggestions = z.strictObject({
  choices: list(
    z.strictObject({
      name: text('interaction.choice-name', 1),
      value: z.union([text('interaction.choice-value', 1), z.number()]),
      name_localizations: z.record(z.string(), z.string().nullable()).nullish(),
    }),
    'interaction.choices',
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
  throw invalidForm([{ rule: kindRules[type], path: ['type'], code: 'BASE_TYPE_CHOICES', message }]);
}

const kindRules: Readonly<Record<InteractionType, RuleName>> = {
  [InteractionType.Ping]: 'interaction.command-kinds',
  [InteractionType.ApplicationCommand]: 'interaction.command-kinds',
  [InteractionType.MessageComponent]: 'interaction.component-kinds',
  [InteractionType.ApplicationCommandAutocomplete]: 'interaction.completion-kinds',
  [InteractionType.ModalSubmit]: 'interaction.modal-kinds',
};

/** @throws DiscordError 50035 where a choice is not of the kind of the option that is typed. */
function checkChoiceKinds({ payload }: Interaction, choices: readonly APIApplicationCommandOptionChoice[]): void {
  const asked = payload.type === InteractionType.ApplicationCommandAutocomplete ? focused(payload.data.options) : null;
  const kind = asked?.type === ApplicationCommandOptionType.String ? 'string' : 'number';
  const wrong = choices.flatMap(({ value }, index) => (asked && typeof value !== kind ? [index] : []));
  if (wrong.length === 0) return;
  const [code, message] =
    kind === 'string'
      ? ['STRING_TYPE_CONVERT', 'Could not interpret value as string.']
      : ['NUMBER_TYPE_COERCE', 'Value is not a number.'];
  throw invalidForm(
    wrong.map((index) => ({
      rule: 'interaction.choice-kind',
      path: ['choices', index, 'value'],
      code,
      message,
    })),
  );
}

type TypedOption = APIApplicationCommandInteractionDataOption<InteractionType.ApplicationCommandAutocomplete>;

function focused(options: readonly TypedOption[]): TypedOption | null {
  for (const option of options) {
    if ('focused' in option && option.focused) return option;
    const inner = 'options' in option && option.options ? focused(option.options) : null;
    if (inner) return inner;
  }
  return null;
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
