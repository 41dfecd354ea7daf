/**
 * What a failure is to the member who met it, to the log, and to the counters.
 */

import { DiscordAPIError, RateLimitError } from 'discord.js';
import { fateOf } from '#src/discord/exchange.ts';
import { privately, type Reply } from '#src/kit/reply.ts';
import { apology, failureNotice, notice } from '#src/kit/show/notices.ts';
import type { Language } from '#src/language/language.ts';
import type { Outcome } from '#src/ops/handled.ts';
import type { Log } from '#src/ops/log.ts';
import type { Repeats } from '#src/ops/repeats.ts';
import { requestId } from '#src/ops/request-id.ts';
import { FicError, type FicErrorCode } from '#src/story/errors.ts';

/**
 * Discord's codes for an interaction that takes no answer any more: unknown or its first 3 s over (10062), answered by
 * another process (40060), its 15 minutes over (50027), or its application gone (10015).
 */
const TOO_LATE: ReadonlySet<number | string> = new Set([10062, 40060, 50027, 10015]);

/** Their own sentences are for whoever runs the bot: they name files, and no member can do anything about them. */
const DATABASE_FAILURES: ReadonlySet<FicErrorCode> = new Set<FicErrorCode>([
  'database-newer',
  'database-in-use',
  'database-full',
  'database-broken',
  'database-stopped',
]);

export interface Failure {
  readonly reply: Reply;
  readonly how: Outcome;
}

/** @param what - the command or route. The reference that is told is the request's id, under which the log has the rest. */
export function failureOf(
  error: unknown,
  language: Language,
  what: string,
  { log, repeats }: { readonly log: Log; readonly repeats: Repeats },
): Failure {
  const reference = requestId() ?? '';
  if (error instanceof FicError && DATABASE_FAILURES.has(error.code)) {
    log.error({ code: error.code, details: error.details, err: error, what }, 'a database failed');
    const sentence = error.code === 'database-full' ? 'kit.trouble-full' : 'kit.trouble';
    return { reply: privately(notice(language.say(sentence, { reference }))), how: 'defect' };
  }
  if (error instanceof FicError) {
    log.info({ code: error.code, what }, 'answered with a failure that was expected');
    const how = error.code === 'too-soon' ? 'cooldown' : 'refused';
    return { reply: privately(failureNotice(language, error)), how };
  }
  if (outOfReach(error)) {
    repeats.happened('discord-trouble', { err: error, what }, 'Discord did not do what a command asked of it');
    return { reply: privately(notice(language.say('kit.trouble-discord'))), how: 'outage' };
  }
  log.error({ err: error, what }, 'a command failed by a defect');
  return { reply: privately(apology(language, reference)), how: 'defect' };
}

/** Whether it is too late for any answer, or Discord out of reach; null where Discord refuses the body, a defect of ours. */
export function unsentAs(error: unknown, what: string, repeats: Repeats): 'late' | 'unsent' | null {
  if (isTooLate(error)) {
    repeats.happened('too-late', { what }, 'answered too late, or answered by another process');
    return 'late';
  }
  if (!outOfReach(error)) return null;
  // Nothing more is sent: the answer may have arrived, and nobody is answered twice.
  repeats.happened('unsent', { err: error, what }, 'an answer did not get through, as far as is known');
  return 'unsent';
}

function isTooLate(error: unknown): boolean {
  return error instanceof DiscordAPIError && TOO_LATE.has(error.code);
}

/** Discord did not do what it was asked, for a reason of its own, or nobody knows whether it did. */
function outOfReach(error: unknown): boolean {
  return error instanceof RateLimitError || fateOf(error) !== 'refused';
}
