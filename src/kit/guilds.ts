/**
 * What is known at once of servers' channels and roles, without asking Discord. The edge implements it.
 */
import type { ChannelKind } from '#src/kit/request.ts';

export interface GuildChannel {
  readonly kind: ChannelKind;
  readonly ageRestricted: boolean;
  /** Discord permission bits of the bot in it, Administrator counted as all. */
  readonly botPermissions: bigint;
}

/** One server, while Discord shows it to us. */
export interface Guild {
  /** Discord's locale, such as `en-US`. */
  readonly locale: string;
  /** Null where it is gone, or Discord does not show it to us. Threads are not among these. */
  channel(id: string): GuildChannel | null;
  hasRole(id: string): boolean;
  /** Whether a member who has just asked for something sees this channel. */
  isSeenBy(channelId: string, memberId: string): boolean;
}

export interface Guilds {
  /** Null while nothing is known of it: during an outage, or where the bot is no member. */
  get(guildId: string): Guild | null;
}
