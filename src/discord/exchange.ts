/**
 * One exchange with Discord's REST, under discord.js: bounded in time to the last byte, tried again where that can do no harm,
 * and with its fate told apart where it failed.
 *
 * discord.js would repeat every request by itself, also those that Discord may have carried out: a page would stand twice. So
 * its own retries are off (`retries: 0`), and rate limits alone, which Discord did not carry out, stay with it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { DefaultRestOptions, DiscordAPIError, HTTPError, type RESTOptions } from 'discord.js';
import { Signal } from '#src/workers/signal.ts';
import { quietTimer, type Timer } from '#src/workers/timer.ts';

type Send = RESTOptions['makeRequest'];

/** Discord answers in a few hundred ms; what takes longer than this is lost, and another try is quicker. */
const ANSWER_WITHIN_MS = 5000;
/** All commands at once are more work than any other request. */
const COMMANDS_WITHIN_MS = 20_000;
/** What a file has longer: a line of 2 Mbit/s. */
const FILE_BYTES_A_MS = 250;
const COMMANDS = /\/applications\/\d+\/(?:guilds\/\d+\/)?commands$/;

/** Half a minute in all: within an interaction's 15 minutes, and as long as a person watches "thinking". */
export const PATIENT: readonly number[] = [250, 500, 1000, 2000, 4000, 8000, 15_000];

/** At the start somebody waits for a sentence. */
const IMPATIENT: readonly number[] = [250, 750, 1500, 3000, 4500];

/** HTTP's own word for methods that may be sent again: twice is as good as once. Discord's PATCHes set values. */
const REPEATABLE: ReadonlySet<string> = new Set(['GET', 'PUT', 'PATCH', 'DELETE']);

/** The request never left, so nothing was done. */
const NEVER_SENT: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
]);

const TOO_MANY_REQUESTS = 429;
const SERVER_ERRORS = 500;
const UNAVAILABLE = 503;

/** What became of a request that failed: Discord said no, it did not touch it, or nobody knows. */
export type Fate = 'refused' | 'untouched' | 'unknown';

/** No answer came, or not all of one. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  readonly fate: Exclude<Fate, 'refused'>;

  constructor(fate: Exclude<Fate, 'refused'>, cause: unknown) {
    super(fate === 'untouched' ? 'Discord could not be reached.' : 'Discord did not answer.', { cause });
    this.fate = fate;
  }
}

/**
 * 503 is what says that nothing was begun. Of 500, 502 and 504 nobody can tell: Discord may have failed after it did what it
 * was asked.
 */
export function fateOf(error: unknown): Fate {
  if (error instanceof Unanswered) return error.fate;
  if (error instanceof HTTPError) return error.status === UNAVAILABLE ? 'untouched' : 'unknown';
  if (error instanceof DiscordAPIError) return 'refused';
  return 'refused';
}

/** Whether Discord may have done what it was asked: wherever it is easily found out, not even a 503 is trusted. */
export function mayHaveArrived(error: unknown): boolean {
  return error instanceof HTTPError || (error instanceof Unanswered && error.fate === 'unknown');
}

/** Trouble with Discord's REST, as the log tells it. */
export type RestTrouble =
  | { readonly kind: 'rate-limit'; readonly scope: string; readonly method: string; readonly route: string }
  | { readonly kind: 'server-error'; readonly status: number; readonly method: string; readonly route: string }
  | { readonly kind: 'no-answer'; readonly reason: string; readonly method: string; readonly route: string };

export interface ExchangeParts {
  readonly send?: Send;
  readonly answerWithinMs?: number;
  /** ms between the tries of a request that may be sent again. */
  readonly pauses?: readonly number[];
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** What a request is held to its time by; the system's where none is given. */
  readonly timer?: Timer;
}

export class Exchange {
  readonly #send: Send;
  readonly #answerWithinMs: number;
  readonly #wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly #timer: Timer;
  readonly #closed = new AbortController();
  #pauses: readonly number[];
  #online = false;
  /** Every request that Discord did not answer well. */
  readonly trouble = new Signal<[RestTrouble]>();

  constructor(parts: ExchangeParts = {}) {
    this.#send = parts.send ?? DefaultRestOptions.makeRequest;
    this.#answerWithinMs = parts.answerWithinMs ?? ANSWER_WITHIN_MS;
    this.#timer = parts.timer ?? quietTimer;
    this.#pauses = parts.pauses ?? IMPATIENT;
    this.#wait = parts.wait ?? ((ms, signal) => delay(ms, undefined, { signal }));
  }

  /** From now on Discord's silence is an outage, not a wrong address. */
  online(pauses: readonly number[] = PATIENT): void {
    this.#online = true;
    this.#pauses = pauses;
  }

  /** What is under way has its one try; nothing is tried again. */
  close(): void {
    this.#closed.abort();
  }

  /** For discord.js's `makeRequest`. @throws Unanswered */
  readonly request: Send = async (url, init) => {
    const method = init.method ?? 'GET';
    for (let tries = 0; ; tries += 1) {
      const { response, error } = await this.#try(url, init, method);
      const pause = REPEATABLE.has(method) && !this.#closed.signal.aborted ? this.#pauses[tries] : undefined;
      if (response && (response.status < SERVER_ERRORS || pause === undefined)) return response;
      const givenUp = init.signal?.aborted || (error?.fate === 'untouched' && !this.#online);
      if (error && (pause === undefined || givenUp)) throw error;
      await this.#wait(pause ?? 0, this.#closed.signal).catch(() => {});
    }
  };

  #longest(url: string, { body }: Parameters<Send>[1]): number {
    if (body instanceof FormData) return this.#answerWithinMs + Math.ceil(bytesOf(body) / FILE_BYTES_A_MS);
    return COMMANDS.test(url) ? COMMANDS_WITHIN_MS : this.#answerWithinMs;
  }

  async #try(url: string, init: Parameters<Send>[1], method: string) {
    let sent = false;
    try {
      // discord.js's types are those of the undici beside it, whose signals are Node's.
      const given = init.signal as AbortSignal | null | undefined;
      given?.throwIfAborted();
      using limit = within(this.#longest(url, init), given, this.#timer);
      sent = true;
      const signal = limit.signal as NonNullable<typeof init.signal>;
      const response = await whole(await this.#send(url, { ...init, signal }));
      const { status } = response;
      if (status === TOO_MANY_REQUESTS) {
        const scope = response.headers.has('X-RateLimit-Global') ? 'global' : 'route';
        this.trouble.tell({ kind: 'rate-limit', scope, method, route: routeOf(url) });
      }
      if (status >= SERVER_ERRORS) this.trouble.tell({ kind: 'server-error', status, method, route: routeOf(url) });
      return { response };
    } catch (error) {
      // Where nobody is at all at the start, whoever started it is told, in a sentence.
      if (sent && (this.#online || !neverSent(error)))
        this.trouble.tell({ kind: 'no-answer', reason: reasonOf(error), method, route: routeOf(url) });
      return { error: new Unanswered(!sent || neverSent(error) ? 'untouched' : 'unknown', error) };
    }
  }
}

/**
 * Aborts after some ms, or when another signal does. Disposed of, it leaves neither a timer nor a listener behind: of signals that
 * are joined by `AbortSignal.any` both go on, and fire when the request is long through.
 */
function within(
  ms: number,
  given: AbortSignal | null | undefined,
  timer: Timer,
): Disposable & { readonly signal: AbortSignal } {
  const limit = new AbortController();
  const cancel = timer(ms, () => limit.abort(new DOMException('The time is over.', 'TimeoutError')));
  const pass = () => limit.abort(given?.reason);
  given?.addEventListener('abort', pass);
  return {
    signal: limit.signal,
    [Symbol.dispose]() {
      cancel();
      given?.removeEventListener('abort', pass);
    },
  };
}

/** With its body read: what breaks off in the middle of one breaks here. */
async function whole(response: Awaited<ReturnType<Send>>): Promise<Awaited<ReturnType<Send>>> {
  const { ok, status, statusText, headers } = response;
  const bytes = await response.arrayBuffer();
  const text = () => new TextDecoder().decode(bytes);
  return {
    ...{ ok, status, statusText, headers, body: null, bodyUsed: true },
    arrayBuffer: async () => bytes,
    text: async () => text(),
    json: async () => JSON.parse(text()),
  };
}

function bytesOf(form: FormData): number {
  return [...form.values()].reduce((sum, value) => sum + (typeof value === 'string' ? 0 : value.size), 0);
}

function neverSent(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error && NEVER_SENT.has(error.code))) return false;
  // The network may end while a connection reads, too: then the request was sent.
  return !('syscall' in error) || error.syscall !== 'read';
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** Without ids and tokens, so that one route is one name. */
function routeOf(url: string): string {
  return new URL(url).pathname
    .replace(/^\/api\/v\d+/, '')
    .replace(/(\/(?:interactions|webhooks)\/\d+\/)[^/]+/, '$1:token')
    .replaceAll(/\d{15,}/g, ':id');
}
