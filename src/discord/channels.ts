/**
 * What the bot does in channels beside answering, over Discord's REST.
 */
import { type APIGuild, Routes } from 'discord.js';
import { messagesOver } from '#src/discord/messages.ts';
import { goneAsNull } from '#src/discord/refusals.ts';
import { type ChannelWire, threadsOver } from '#src/discord/threads.ts';
import type { Channels } from '#src/kit/channels.ts';
import type { Showing } from '#src/moderation/showing.ts';

interface ChannelJson {
  readonly guild_id?: string;
  readonly parent_id?: string | null;
  readonly nsfw?: boolean;
  readonly thread_metadata?: object;
  readonly recipients?: readonly { readonly id: string }[];
}

/** @param wait - between tries, in ms. */
export function channelsOver(wire: ChannelWire, showing: Showing, wait?: (ms: number) => Promise<unknown>): Channels {
  return {
    ...messagesOver(wire, showing, wait),
    ...threadsOver(wire, wait),
    async look(channelId) {
      const channel = (await wire.get(Routes.channel(channelId)).catch(goneAsNull)) as ChannelJson | null;
      if (!channel?.guild_id) return null;
      const parentId = channel.thread_metadata ? channel.parent_id : null;
      const parent = parentId
        ? ((await wire.get(Routes.channel(parentId)).catch(goneAsNull)) as ChannelJson | null)
        : channel;
      return { guildId: channel.guild_id, ageRestricted: parent?.nsfw === true };
    },
    async whose(channelId) {
      const channel = (await wire.get(Routes.channel(channelId)).catch(goneAsNull)) as ChannelJson | null;
      if (channel?.guild_id) return { guildId: channel.guild_id };
      const [member] = channel?.recipients ?? [];
      return member ? { member: member.id } : null;
    },
    async ownerOf(guildId) {
      const guild = (await wire.get(Routes.guild(guildId)).catch(goneAsNull)) as APIGuild | null;
      return guild?.owner_id ?? null;
    },
  };
}
