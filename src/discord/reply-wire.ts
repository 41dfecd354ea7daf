/**
 * The four things that can be said to Discord for one interaction, each insisted on for as long as Discord would take it, and
 * none said twice.
 */
import { DiscordAPIError, type RawFile, Routes } from 'discord.js';
import { fateOf, mayHaveArrived } from '#src/discord/exchange.ts';
import type { OutgoingFile } from '#src/views/message.ts';

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
  post(
    route: `/${string}`,
    options: { body: unknown; auth: false; signal?: AbortSignal; files?: RawFile[] },
  ): Promise<unknown>;
  patch(route: `/${string}`, options: { body: unknown; auth: false; files?: RawFile[] }): Promise<unknown>;
  delete(route: `/${string}`, options: { auth: false }): Promise<unknown>;
}

/** What an acknowledgement speaks to. */
export interface ReplyWire {
  /** The first response. */
  respond(body: unknown): Promise<unknown>;
  /** Another body for the first response. */
  edit(body: unknown, files?: readonly OutgoingFile[]): Promise<unknown>;
  /** Takes the first response away. */
  remove(): Promise<unknown>;
  /** One more message. */
  followUp(body: unknown, files?: readonly OutgoingFile[]): Promise<unknown>;
}

export interface Ticket {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
}

/** A monotonic clock in ms. */
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
  const original = Routes.webhookMessage(applicationId, token, '@original');
  const until = pace.now() + FIRST_RESPONSE_MS;

  async function respond(body: unknown): Promise<void> {
    let unheardOf = false;
    for (let breath = FIRST_BREATH_MS; ; breath = Math.min(2 * breath, LONGEST_BREATH_MS)) {
      const left = until - pace.now();
      const signal = pace.limit(Math.max(SHORTEST_TRY_MS, Math.min(LONGEST_TRY_MS, left / 2)));
      try {
        await rest.post(Routes.interactionCallback(id, token), { body, auth: false, signal });
        return;
      } catch (error) {
        // At a first try this means that another process answered; later, that the try of which nothing was heard did.
        if (unheardOf && error instanceof DiscordAPIError && error.code === ALREADY_ACKNOWLEDGED) return;
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
  async function followUp(body: unknown, files: readonly OutgoingFile[] = []): Promise<void> {
    for (const pause of [...FOLLOW_UP_PAUSES, null]) {
      try {
        await rest.post(Routes.webhook(applicationId, token), { body, auth: false, files: rawFiles(files) });
        return;
      } catch (error) {
        if (fateOf(error) !== 'untouched' || pause === null) throw error;
        await pace.wait(pause);
      }
    }
  }

  return {
    respond,
    followUp,
    // These two say the same however often they are said: the exchange insists on them.
    edit: (body, files = []) => rest.patch(original, { body, auth: false, files: rawFiles(files) }),
    remove: () => rest.delete(original, { auth: false }).catch(goneIsGone),
  };
}

/** For discord.js, which sends a body with files as a form. */
function rawFiles(files: readonly OutgoingFile[]): RawFile[] {
  return files.map(({ name, bytes }) => ({ name, data: Buffer.from(bytes) }));
}

function goneIsGone(error: unknown): void {
  if (!(error instanceof DiscordAPIError && error.code === UNKNOWN_MESSAGE)) throw error;
}
