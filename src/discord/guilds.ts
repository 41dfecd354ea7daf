/**
 * Servers as discord.js keeps them from the gateway: their channels and roles, kept up to date by Discord itself.
 */
import { ChannelType, type Client, PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import { CHANNEL_KINDS } from '#src/discord/incoming.ts';
import type { Guilds } from '#src/kit/guilds.ts';

export function guildsOf(client: Client): Guilds {
  return {
    ofChannel(channelId) {
      const channel = client.channels.cache.get(channelId);
      return channel && !channel.isDMBased() ? channel.guildId : null;
    },
    get(guildId) {
      const guild = client.guilds.cache.get(guildId);
      const me = guild?.members.me;
      if (!guild?.available || !me) return null;
      const find = (id: string) => {
        const channel = guild.channels.cache.get(id);
        return channel && !channel.isThread() ? channel : null;
      };
      const whole = (own: PermissionsBitField) =>
        own.has(PermissionFlagsBits.Administrator) ? PermissionsBitField.All : own.bitfield;
      return {
        name: guild.name,
        ownerId: guild.ownerId,
        locale: guild.preferredLocale,
        joinedAt: guild.joinedTimestamp,
        botPermissions: whole(me.permissions),
        systemChannel: guild.systemChannelId,
        textChannels: guild.channels.cache
          .filter(({ type }) => type === ChannelType.GuildText)
          .sort((a, b) => ('rawPosition' in a && 'rawPosition' in b ? a.rawPosition - b.rawPosition : 0))
          .map(({ id }) => id),
        channel(id) {
          const channel = find(id);
          if (!channel) return null;
          return {
            kind: CHANNEL_KINDS[channel.type] ?? 'unknown',
            ageRestricted: 'nsfw' in channel && channel.nsfw === true,
            botPermissions: whole(channel.permissionsFor(me)),
          };
        },
        hasRole: (id) => guild.roles.cache.has(id),
        isSeenBy(channelId, memberId) {
          // Whoever asks comes with their roles; of a member who is kept no more, Discord decides.
          const member = guild.members.cache.get(memberId);
          return !member || find(channelId)?.permissionsFor(member).has(PermissionFlagsBits.ViewChannel) === true;
        },
      };
    },
  };
}
