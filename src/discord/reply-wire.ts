/**
 * The four things that can be said to Discord for one interaction, each insisted on for as long as Discord would take it, and
 * none said twice.
 */

import { DiscordAPIError, type RawFile, Routes } from 'discord.js';
import type { RESTPostAPIInteractionCallbackWithResponseResult } from 'discord-api-types/v10';
import { fateOf, mayHaveArrived } from '#src/discord/exchange.ts';
import type { OutgoingFile } from '#src/kit/show/message.ts';

/** Discord waits this long for a first response. */
const FIRST_RESPONSE_MS = 3000;

/** Limits of one try at it. Half of what is left, so that there is always another try while there is time. */
const LONGEST_TRY_MS = 1000;
const SHORTEST_TRY_MS = 250;

/** Between tries that fail at once, in ms: twice as long each time, for a Discord that is ill is not to be hurried. */
const FIRST_BREATH_MS = 50;
const LONGEST_BREATH_MS = 800;

/** For a follow-up that Discord did not touch, in ms. */
const FOLLOW_UP_PAUSES = [250, 500, 1000, 2000, 4000, 8000, 15_000];

/** Discord's JSON error codes. */
const ALREADY_ACKNOWLEDGED = 40060;
const UNKNOWN_MESSAGE = 10008;

/** The part of discord.js's REST that answers need. */
export interface RawWire {
  get(route: `/${string}`, options: { auth: false }): Promise<unknown>;
  post(
    route: `/${string}`,
    options: { body: unknown; auth: false; signal?: AbortSignal; query?: URLSearchParams; files?: RawFile[] },
  ): Promise<unknown>;
  patch(route: `/${string}`, options: { body: unknown; auth: false; files?: RawFile[] }): Promise<unknown>;
  delete(route: `/${string}`, options: { auth: false }): Promise<unknown>;
}

/** A message as Discord gives it back. */
export interface ToldMessage {
  readonly id: string;
  readonly flags?: number;
}

/** Which message is edited, and the files that go into it. */
interface EditTarget {
  /** By default that of the first response. */
  readonly message?: string;
  readonly files?: readonly OutgoingFile[] | undefined;
}

/** What an acknowledgement speaks to. */
export interface ReplyWire {
  /** The first response. @param told - whether Discord is to tell the message that it made; null where it did not. */
  respond(body: unknown, told?: boolean): Promise<ToldMessage | null>;
  /** The message of the first response. */
  original(): Promise<ToldMessage>;
  /** Another body for the first response, or for a message that followed it. */
  edit(body: unknown, to?: EditTarget): Promise<ToldMessage>;
  /** Takes the first response away. */
  remove(): Promise<unknown>;
  /** One more message. */
  followUp(body: unknown, files?: readonly OutgoingFile[]): Promise<ToldMessage>;
}

export interface Ticket {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
}

/** A monotonic clock in ms: what an answer's tries are held against. */
export interface Pace {
  now(): number;
  wait(ms: number): Promise<void>;
  limit(ms: number): AbortSignal;
}

const REAL_PACE: Pace = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  limit: (ms) => AbortSignal.timeout(Math.ceil(ms)),
};

/** Counts from now, when the interaction was received. Every promise rejects as `rest`'s, with the last try's error. */
export function replyWire(rest: RawWire, ticket: Ticket, pace: Pace = REAL_PACE): ReplyWire {
  const { id, token, applicationId } = ticket;
  const routeOf = (message: string) => Routes.webhookMessage(applicationId, token, message);
  const until = pace.now() + FIRST_RESPONSE_MS;

  const original = () => rest.get(routeOf('@original'), { auth: false }) as Promise<ToldMessage>;

  async function respond(body: unknown, told = false): Promise<ToldMessage | null> {
    let unheardOf = false;
    for (let breath = FIRST_BREATH_MS; ; breath = Math.min(2 * breath, LONGEST_BREATH_MS)) {
      const left = until - pace.now();
      const signal = pace.limit(Math.max(SHORTEST_TRY_MS, Math.min(LONGEST_TRY_MS, left / 2)));
      try {
        const query = told ? { query: new URLSearchParams({ with_response: 'true' }) } : {};
        const answer = await rest.post(Routes.interactionCallback(id, token), { body, auth: false, signal, ...query });
        return told ? messageOf(answer) : null;
      } catch (error) {
        // At a first try this means that another process answered; later, that the try of which nothing was heard did.
        if (unheardOf && error instanceof DiscordAPIError && error.code === ALREADY_ACKNOWLEDGED) {
          return told ? await original().catch(() => null) : null;
        }
        if (fateOf(error) === 'refused') throw error;
        unheardOf ||= mayHaveArrived(error);
        if (pace.now() >= until) throw error;
        // One more try in the last moment rather than a breath beyond it.
        await pace.wait(Math.min(breath, Math.max(until - pace.now() - SHORTEST_TRY_MS, FIRST_BREATH_MS)));
        if (pace.now() >= until) throw error;
      }
    }
  }

  /**
   * Execute Webhook has no nonce and no list to look it up in: where nobody knows what became of it, it is not sent again.
   * Rather a reader who has to ask again than one who is told twice.
   */
  async function followUp(body: unknown, files: readonly OutgoingFile[] = []): Promise<ToldMessage> {
    for (const pause of [...FOLLOW_UP_PAUSES, null]) {
      try {
        const options = { body, auth: false, files: rawFiles(files) } as const;
        return (await rest.post(Routes.webhook(applicationId, token), options)) as ToldMessage;
      } catch (error) {
        if (fateOf(error) !== 'untouched' || pause === null) throw error;
        await pace.wait(pause);
      }
    }
    throw new Error('There is a last try.');
  }

  return {
    respond,
    followUp,
    original,
    // These two say the same however often they are said: the exchange insists on them.
    edit: (body, { message = '@original', files = [] } = {}) =>
      rest.patch(routeOf(message), { body, auth: false, files: rawFiles(files) }) as Promise<ToldMessage>,
    remove: () => rest.delete(routeOf('@original'), { auth: false }).catch(goneIsGone),
  };
}

/** For discord.js, which sends a body with files as a form. */
function rawFiles(files: readonly OutgoingFile[]): RawFile[] {
  return files.map(({ name, bytes }) => ({ name, data: Buffer.from(bytes) }));
}

/** What a callback `with_response` tells. */
function messageOf(answer: unknown): ToldMessage | null {
  return (answer as RESTPostAPIInteractionCallbackWithResponseResult | null)?.resource?.message ?? null;
}

function goneIsGone(error: unknown): void {
  if (!(error instanceof DiscordAPIError && error.code === UNKNOWN_MESSAGE)) throw error;
}
