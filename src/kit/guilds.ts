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
  readonly name: string;
  /** A person's id. */
  readonly ownerId: string;
  /** Discord's locale, such as `en-US`. */
  readonly locale: string;
  /** When the bot joined it, in ms since 1970. */
  readonly joinedAt: number;
  /** Discord permission bits of the bot in the server as a whole, Administrator counted as all. */
  readonly botPermissions: bigint;
  /** Where Discord itself posts its notices, such as who joined; null where the server has chosen none. */
  readonly systemChannel: string | null;
  /** Ids, in the order in which members see them. */
  readonly textChannels: readonly string[];
  /** Null where it is gone, or Discord does not show it to us. Threads are not among these. */
  channel(id: string): GuildChannel | null;
  hasRole(id: string): boolean;
  /** Whether a member who has just asked for something sees this channel. */
  isSeenBy(channelId: string, memberId: string): boolean;
}

export interface Guilds {
  /** Null while nothing is known of it: during an outage, or where the bot is no member. */
  get(guildId: string): Guild | null;
  /** The server's id of a channel, or of a thread that is not in the archive; null where nothing is known of it. */
  ofChannel(channelId: string): string | null;
}
