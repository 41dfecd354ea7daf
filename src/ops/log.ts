/**
 * The log: one JSON line an event on standard error, or readable lines where a person watches. It never holds a token, nor what
 * somebody wrote.
 */
import { type DestinationStream, type Logger, pino } from 'pino';
import { requestId } from '#src/ops/request-id.ts';
import { FicError } from '#src/story/errors.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** What makes lines readable is loaded for a person alone: it takes 1 MB. */
export async function standardError(): Promise<DestinationStream> {
  if (!process.stderr.isTTY) return pino.destination({ dest: 2, sync: true });
  const { default: pretty } = await import('pino-pretty');
  return pretty({ destination: 2, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' });
}

export function openLog(level: string, destination: DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      mixin: () => {
        const request = requestId();
        return request === null ? {} : { request };
      },
      serializers: { err: (error: unknown) => errorForLog(error) },
      hooks: { streamWrite: withoutTokens },
    },
    destination,
  );
}

/**
 * What may be said of an error: never the body of the request that failed, which holds stories and what members wrote, nor what
 * a sentence of an engine's or a parser's quotes of them.
 *
 * An allowlist, since discord.js's errors carry `requestBody` and the network's carry sockets and headers.
 */
function errorForLog(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return depth === 0 ? error : typeof error;
  const known = Object.fromEntries(
    ['code', 'status', 'method', 'url'].flatMap((name) => {
      const value: unknown = Reflect.get(error, name);
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
  return {
    ...{ type: error.name, message: withoutQuotes(error), stack: framesOf(error), ...known },
    ...(error.cause !== undefined && depth < DEEPEST_CAUSE && { cause: errorForLog(error.cause, depth + 1) }),
  };
}

/** `Unexpected token 'D', "Dear diary" is not valid JSON`; and our own failures name what somebody typed in their details. */
function withoutQuotes(error: Error): string {
  if (error instanceof FicError) return error.code;
  return error.message.replace(/".*"/s, '"…"');
}

/** Without its head, which is the message once more. */
function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .join('\n');
}

/** Causes have causes; some go round in a circle. */
const DEEPEST_CAUSE = 5;

/** An interaction's token speaks for the bot for 15 minutes to whoever reads it in a log; a bot's own for as long as it lives. */
const INTERACTION_TOKENS = /(\/(?:interactions|webhooks)\/\d+\/)[^/?"\s\\]+/g;
const BOT_TOKENS = /\b[\w-]{20,}\.[\w-]{6}\.[\w-]{25,}/g;

function withoutTokens(line: string): string {
  return line.replace(INTERACTION_TOKENS, '$1***').replace(BOT_TOKENS, '***');
}
