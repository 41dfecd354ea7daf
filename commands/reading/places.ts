/**
 * Where a reader's pages open: in a thread below the server's reading channel, in one where they asked, or in a private reply.
 */

import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Elsewhere, WhyPrivate } from '#commands/reading/notices.ts';
import type { ReadingPorts } from '#commands/reading/ports.ts';
import type { GuildChannel } from '#src/kit/guilds.ts';
import type { Asked } from '#src/kit/request.ts';
import { audienceIn, mayShow } from '#src/story/audience.ts';
import type { Story } from '#src/story/story.ts';

export const THREAD_PERMISSIONS = ['ViewChannel', 'CreatePrivateThreads', 'SendMessagesInThreads'] as const;
const NEEDED = THREAD_PERMISSIONS.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);

/** A channel below which the thread may open. */
export interface ThreadPlace {
  readonly parentId: string;
  /** Why it is not below the reading channel, where a reader should know. */
  readonly elsewhere: Elsewhere | null;
}

export interface ReadingPlaces {
  /** The first that works is taken; at most two. */
  readonly threads: readonly ThreadPlace[];
  /** Why the page comes as a private reply, where there is no thread to be had. */
  readonly why: WhyPrivate;
}

export function readingPlaces({ who, where }: Asked, { settings, guilds }: ReadingPorts, story: Story): ReadingPlaces {
  if (where.guildId === null) return { threads: [], why: 'direct' };
  const { readingWay, readingChannel, ratingFloor } = settings.of(where.guildId);
  if (readingWay === 'private') return { threads: [], why: 'server-private' };
  const here = takesThreads(where);
  const why = where.kind === 'text' ? 'thread-not-allowed' : 'no-threads-here';
  const guild = guilds.get(where.guildId);
  const reading = readingChannel === null ? null : guild?.channel(readingChannel);
  // Where it is gone or shut, its moderators are told; a reader reads where they asked.
  if (!guild || !reading || readingChannel === null || !takesThreads(reading))
    return { threads: below(here, null), why };
  const { ageRestricted } = reading;
  // A thread takes the age restriction of the channel above it.
  const shown = mayShow(audienceIn({ guildId: where.guildId, ageRestricted, floor: ratingFloor }), story);
  if (!shown) return { threads: below(here, { reason: 'too-mature', channel: readingChannel }), why };
  if (!guild.isSeenBy(readingChannel, who.id)) {
    return { threads: below(here, { reason: 'unseen', channel: readingChannel }), why };
  }
  return { threads: [{ parentId: readingChannel, elsewhere: null }, ...below(here, null)], why };

  function below(possible: boolean, elsewhere: Elsewhere | null): ThreadPlace[] {
    return possible ? [{ parentId: where.parentId, elsewhere }] : [];
  }
}

/** Discord: only text channels take private threads. */
function takesThreads({ kind, botPermissions }: Pick<GuildChannel, 'kind' | 'botPermissions'>): boolean {
  const all = (botPermissions & PermissionFlagsBits.Administrator) !== 0n;
  return kind === 'text' && (all || (botPermissions & NEEDED) === NEEDED);
}
