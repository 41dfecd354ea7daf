/**
 * What Discord's refusals about channels, threads and messages mean, by its JSON error codes.
 */

import { DiscordAPIError } from 'discord.js';
import type { Edited, ThreadRefusal } from '#src/kit/channels.ts';

const UNKNOWN_CHANNEL = 10003;
const UNKNOWN_GUILD = 10004;
const UNKNOWN_MESSAGE = 10008;
const UNKNOWN_USER = 10013;
const MISSING_ACCESS = 50001;
const NOT_YOUR_MESSAGE = 50005;
const DIRECT_MESSAGES_CLOSED = 50007;
const MISSING_PERMISSIONS = 50013;
const THREAD_IS_ARCHIVED = 50083;
const NO_SERVER_IN_COMMON = 50278;
const THREAD_IS_LOCKED = 160005;
const TOO_MANY_THREADS = 160006;

const THREAD_REFUSALS: Readonly<Record<string, ThreadRefusal>> = {
  [TOO_MANY_THREADS]: 'thread-cap',
  [THREAD_IS_LOCKED]: 'thread-locked',
  [THREAD_IS_ARCHIVED]: 'thread-locked',
  [MISSING_ACCESS]: 'thread-not-allowed',
  [MISSING_PERMISSIONS]: 'thread-not-allowed',
  [UNKNOWN_CHANNEL]: 'thread-not-allowed',
};

const EDIT_REFUSALS: Readonly<Record<string, Edited>> = {
  [UNKNOWN_MESSAGE]: 'gone',
  [UNKNOWN_CHANNEL]: 'gone',
  [MISSING_ACCESS]: 'not-allowed',
  [MISSING_PERMISSIONS]: 'not-allowed',
  [NOT_YOUR_MESSAGE]: 'not-allowed',
  [THREAD_IS_LOCKED]: 'thread-locked',
};

/** Whoever this is said of cannot be written to. */
const NOT_REACHED: ReadonlySet<unknown> = new Set([UNKNOWN_USER, DIRECT_MESSAGES_CLOSED, NO_SERVER_IN_COMMON]);

const GONE: ReadonlySet<unknown> = new Set([UNKNOWN_CHANNEL, UNKNOWN_GUILD, MISSING_ACCESS]);

/** Why there is no thread, or no writing in one; undefined for any other error. */
export function threadRefusal(error: unknown): ThreadRefusal | undefined {
  return error instanceof DiscordAPIError ? THREAD_REFUSALS[error.code] : undefined;
}

/** What became of an edit that Discord refused; undefined for any other error. */
export function editRefusal(error: unknown): Edited | undefined {
  return error instanceof DiscordAPIError ? EDIT_REFUSALS[error.code] : undefined;
}

export function isAsleep(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === THREAD_IS_ARCHIVED;
}

export function isNotReached(error: unknown): boolean {
  return error instanceof DiscordAPIError && NOT_REACHED.has(error.code);
}

/** For a request about something that may not be there, or not for the bot. @throws any other error. */
export function goneAsNull(error: unknown): null {
  if (error instanceof DiscordAPIError && GONE.has(error.code)) return null;
  throw error;
}

/** What Discord refuses for a reason that a reader can be told comes back as that reason. */
export async function threadOrRefusal<T>(attempt: () => Promise<T>): Promise<T | { readonly refused: ThreadRefusal }> {
  try {
    return await attempt();
  } catch (error) {
    const refused = threadRefusal(error);
    if (!refused) throw error;
    return { refused };
  }
}

export function isRefusal(value: unknown): value is { readonly refused: ThreadRefusal } {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
