/**
 * A discord.js interaction → the plain values that a handler is given.
 */
import {
  type BaseInteraction,
  ChannelType,
  type ChatInputCommandInteraction,
  type Client,
  type CommandInteractionOption,
  ComponentType,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { OptionSpecs } from '#src/kit/declaration.ts';
import type { Asked, Attachment, ChannelKind, Person, Where } from '#src/kit/request.ts';
import type { Languages } from '#src/language/language.ts';

export const CHANNEL_KINDS: Partial<Record<ChannelType, ChannelKind>> = {
  [ChannelType.GuildText]: 'text',
  [ChannelType.GuildAnnouncement]: 'announcement',
  [ChannelType.GuildForum]: 'forum',
  [ChannelType.GuildMedia]: 'forum',
  [ChannelType.GuildVoice]: 'voice',
  [ChannelType.GuildStageVoice]: 'voice',
  [ChannelType.DM]: 'direct',
};

export async function asked(interaction: BaseInteraction, languages: Languages): Promise<Asked> {
  return { who: person(interaction), where: await where(interaction), ...spoken(interaction, languages) };
}

/** The language of whoever asks, and that of what everybody reads where they ask. */
export function spoken(
  { guildId, guild, guildLocale, locale }: BaseInteraction,
  languages: Languages,
): Pick<Asked, 'language' | 'publicLanguage'> {
  const language = languages.for(locale);
  const ofGuild = () => languages.for(guild?.preferredLocale ?? guildLocale);
  return { language, publicLanguage: guildId === null ? language : ofGuild() };
}

function person(interaction: BaseInteraction): Person {
  const { member, user } = interaction;
  const roles = member === null ? [] : Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
  const nick = member === null ? null : 'nickname' in member ? member.nickname : member.nick;
  return {
    id: user.id,
    name: nick ?? user.displayName,
    roles,
    permissions: interaction.memberPermissions?.bitfield ?? 0n,
  };
}

async function where(interaction: BaseInteraction): Promise<Where> {
  const channelId = interaction.channelId ?? '';
  const base = { guildId: interaction.guildId, channelId, botPermissions: interaction.appPermissions.bitfield };
  if (interaction.guildId === null) {
    return { ...base, parentId: channelId, kind: 'direct', inThread: false, archived: false, ageRestricted: false };
  }
  const channel = interaction.channel ?? (await fetchQuietly(interaction.client, channelId));
  const inThread = channel?.isThread() ?? false;
  const parent = channel?.isThread()
    ? (channel.parent ?? (await fetchQuietly(interaction.client, channel.parentId)))
    : channel;
  return {
    ...base,
    parentId: parent?.id ?? channelId,
    kind: (parent && CHANNEL_KINDS[parent.type]) ?? 'unknown',
    inThread,
    archived: channel?.isThread() === true && channel.archived === true,
    ageRestricted: parent !== null && 'nsfw' in parent && parent.nsfw === true,
  };
}

/** A channel that Discord does not show us counts as unknown, which is the strictest reading everywhere. */
async function fetchQuietly(client: Client, id: string | null) {
  if (id === null) return null;
  return client.channels.fetch(id).catch(() => null);
}

/** The options of a subcommand, as its declaration types them; an option that it does not declare is left out. */
export function optionValues(interaction: ChatInputCommandInteraction, specs: OptionSpecs): Record<string, unknown> {
  const given = interaction.options.data[0]?.options ?? [];
  return Object.fromEntries(
    given.filter(({ name }) => Object.hasOwn(specs, name)).map((option) => [option.name, optionValue(option)]),
  );
}

function optionValue(option: CommandInteractionOption): unknown {
  return option.attachment ? attachmentValue(option.attachment) : option.value;
}

function attachmentValue(from: { name: string; url: string; size: number }): Attachment {
  return { name: from.name, url: from.url, size: from.size };
}

/** What was entered in a modal, by the inputs' custom ids. */
export function modalValues(interaction: ModalSubmitInteraction): {
  fields: Record<string, string>;
  files: Record<string, readonly Attachment[]>;
} {
  const fields: Record<string, string> = {};
  const files: Record<string, readonly Attachment[]> = {};
  for (const [id, data] of interaction.fields.fields) {
    // Told by its type: where anything was uploaded, discord.js gives every component attachments.
    if (data.type === ComponentType.FileUpload)
      files[id] = [...(data.attachments?.values() ?? [])].map(attachmentValue);
    else if ('values' in data) fields[id] = data.values[0] ?? '';
    else fields[id] = typeof data.value === 'string' ? data.value : '';
  }
  return { fields, files };
}
