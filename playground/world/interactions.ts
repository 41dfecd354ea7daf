/** The life of an interaction: made by a person's gesture, answered by the bot in time, or failed. */
import { randomBytes } from 'node:crypto';
import {
  type APIInteraction,
  ApplicationIntegrationType,
  InteractionContextType,
  InteractionResponseType,
  type InteractionType,
  type Snowflake,
} from 'discord-api-types/v10';
import { limitOf } from '../rules/book.ts';
import type { Channel, Interaction, Message, User } from './model.ts';
import { wireChannel, wireMember, wireUser } from './wire.ts';
import { wireMessage } from './wire-message.ts';
import type { World } from './world.ts';

export type InteractionKind = Exclude<APIInteraction['type'], InteractionType.Ping>;

/** What a gesture says, per kind; everything else in the payload follows from who did it where. */
type InteractionData<Kind extends InteractionKind> = Extract<APIInteraction, { type: Kind }>['data'];

export interface NewInteraction<Kind extends InteractionKind> {
  readonly type: Kind;
  readonly user: User;
  readonly channel: Channel;
  readonly name: string;
  readonly data: InteractionData<Kind>;
  readonly sourceMessage?: Message | null;
  readonly openedBy?: Interaction;
}

/** Sends an interaction to the bot and starts its three seconds. */
export function startInteraction<Kind extends InteractionKind>(
  world: World,
  { type, user, channel, name, data, sourceMessage = null, openedBy }: NewInteraction<Kind>,
): Interaction {
  const id = world.ids.next();
  const token = randomBytes(32).toString('base64url');
  const guild = world.guildOf(channel);
  const member = guild?.members.get(user.id);
  const botIsHere = !guild || guild.members.has(world.bot.id);
  const userInstalledOnly = !botIsHere && world.userInstalls.has(user.id);
  const payload = {
    id,
    application_id: world.applicationId,
    type,
    token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: { ...wireChannel(world, channel), permissions: String(world.permissionsIn(channel, user.id)) },
    app_permissions: String(world.permissionsIn(channel, world.bot.id)),
    locale: user.locale,
    entitlements: [],
    authorizing_integration_owners: {
      ...(!userInstalledOnly && { [ApplicationIntegrationType.GuildInstall]: guild?.id ?? '0' }),
      ...(world.userInstalls.has(user.id) && { [ApplicationIntegrationType.UserInstall]: user.id }),
    },
    context: guild ? InteractionContextType.Guild : InteractionContextType.BotDM,
    attachment_size_limit: limitOf('message.file-bytes'),
    ...(sourceMessage && { message: wireMessage(world, sourceMessage) }),
    ...(guild && member
      ? {
          guild_id: guild.id,
          guild_locale: guild.locale,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          member: { ...wireMember(world, member), permissions: String(world.permissionsIn(channel, user.id)) },
        }
      : { user: wireUser(user) }),
  };
  const interaction: Interaction = {
    id,
    token,
    type,
    userId: user.id,
    channelId: channel.id,
    guildId: channel.guildId,
    createdAt: world.clock.now(),
    name,
    // The parts are Discord's; TypeScript cannot see that `type` and `data` belong together in a generic.
    payload: payload as unknown as APIInteraction,
    sourceMessageId: sourceMessage?.id ?? null,
    openedBy: openedBy?.id ?? null,
    userInstalledOnly,
    state: 'waiting',
    response: null,
    originalId: null,
    followUpIds: [],
    modal: null,
    choices: null,
  };
  world.interactions.set(id, interaction);
  world.interactionsByToken.set(token, interaction);
  world.clock.after(limitOf('interaction.first-response'), () => {
    if (interaction.state === 'waiting') changeInteraction(world, interaction, { state: 'failed' });
  });
  world.changed({ kind: 'interaction-created', interaction });
  // A bot that was thrown out hears nothing of the buttons that it left behind.
  if (!botIsHere && !userInstalledOnly) changeInteraction(world, interaction, { state: 'failed' });
  return interaction;
}

export function changeInteraction(
  world: World,
  interaction: Interaction,
  change: Partial<Pick<Interaction, 'state' | 'response' | 'originalId' | 'modal' | 'choices'>>,
): void {
  Object.assign(interaction, change);
  world.changed({ kind: 'interaction-changed', interaction });
  if (change.state === 'deferred') {
    // An update that was put off and never came shows nothing: nobody was told that the bot thinks.
    const state = interaction.response === InteractionResponseType.DeferredMessageUpdate ? 'answered' : 'failed';
    world.clock.after(limitOf('interaction.token'), () => {
      if (interaction.state === 'deferred') changeInteraction(world, interaction, { state });
    });
  }
}

export function addFollowUp(world: World, interaction: Interaction, messageId: Snowflake): void {
  interaction.followUpIds.push(messageId);
  world.changed({ kind: 'interaction-changed', interaction });
}

export function tokenHasExpired(world: World, interaction: Interaction): boolean {
  return world.clock.now() - interaction.createdAt > limitOf('interaction.token');
}
