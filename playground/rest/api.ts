/** Discord's REST API: finds the route, asks for the token, answers in JSON, and keeps a record of every request. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { faultyStatus, type Hold, sendFaulty } from '../faults/faulty-answer.ts';
import { isProcessed, type RestFaults } from '../faults/rest-faults.ts';
import { brokenRule, DiscordError, refusal } from '../rules/discord-error.ts';
import type { Recorder } from '../traffic/recorder.ts';
import type { Clock } from '../world/clock.ts';
import type { World } from '../world/world.ts';
import { type ReadBody, readBody } from './body.ts';
import { type HttpAnswer, jsonAnswer, sendAnswer } from './http-answer.ts';
import type { RequestLimits } from './request-limits.ts';
import { type RestAnswer, type Route, type RouteMatch, Router } from './route.ts';
import { applicationRoutes } from './routes/application.ts';
import { channelRoutes } from './routes/channels.ts';
import { commandRoutes } from './routes/commands.ts';
import { guildRoutes } from './routes/guilds.ts';
import { interactionRoutes } from './routes/interactions.ts';
import { messageRoutes } from './routes/messages.ts';
import { threadRoutes } from './routes/threads.ts';
import { webhookRoutes } from './routes/webhooks.ts';

const routes: readonly Route[] = [
  ...applicationRoutes,
  ...guildRoutes,
  ...commandRoutes,
  ...interactionRoutes,
  ...webhookRoutes,
  ...channelRoutes,
  ...messageRoutes,
  ...threadRoutes,
];

export const routePatterns: readonly string[] = routes.map(({ pattern }) => pattern);

const router = new Router(routes);

/** The one version that the double speaks. */
export const apiPrefix = '/api/v10';

export interface ApiParts {
  readonly faults: RestFaults;
  readonly limits: RequestLimits;
  readonly recorder: Recorder | null;
  /** Of answers that come late: a client waits in real time, whatever the world's clock says. */
  readonly pace: Clock;
  /** Hears of what the double cannot do, and of its own defects. */
  readonly log: (line: string) => void;
}

interface Outcome {
  readonly answer: RestAnswer;
  readonly error: DiscordError | null;
}

export class Api {
  readonly #world: World;
  readonly #faults: RestFaults;
  readonly #limits: RequestLimits;
  readonly #recorder: Recorder | null;
  readonly #log: (line: string) => void;
  readonly #pace: Clock;
  /** Each takes back an answer that comes late. */
  readonly #held = new Set<() => void>();

  constructor(world: World, { faults, limits, recorder, pace, log }: ApiParts) {
    this.#world = world;
    this.#limits = limits;
    this.#faults = faults;
    this.#recorder = recorder;
    this.#pace = pace;
    this.#log = log;
  }

  /** @param url - the request's, parsed. */
  async answer({ pathname, searchParams }: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const path = pathname.slice(apiPrefix.length);
    const match = router.find(method, path);
    const route = match?.route.pattern ?? path;
    const tooMany = this.#limits.check(match?.route);
    const fault = tooMany ? null : this.#faults.strike(method, route);
    const read = await readBody(request).catch((cause: unknown) => ({ ...noBody, refused: cause }));
    const name = { route: `${method} ${route}`, path };
    const exchange = this.#recorder?.request(name.route, path, read.body, read.files.values()) ?? 0;
    const { answer, error }: Outcome =
      tooMany || (fault && !isProcessed(fault))
        ? { answer: { status: 0 }, error: null }
        : this.#process(method, path, match, request.headers.authorization, searchParams, read);
    const limit = match && !match.route.open ? rateLimit(match.route) : {};
    const sent = tooMany?.answer ?? jsonAnswer(answer.status, answer.body, limit);
    const kind = fault?.kind ?? null;
    const send = (each: HttpAnswer) => {
      sendAnswer(response, each);
      this.#recorder?.answer({ ...name, exchange }, { ...each, fault: kind });
    };
    if (!fault) send(sent);
    else {
      const bucket = match ? bucketOf(match.route) : '';
      sendFaulty(fault, sent, { bucket, response, hold: this.#hold }, send);
      if (fault.kind === 'cut') this.#recorder?.answer({ ...name, exchange }, { ...sent, fault: kind });
    }
    const status = fault ? faultyStatus(fault, sent) : sent.status;
    // What Cloudflare answers has not reached Discord, and counts no more.
    if (tooMany?.rule !== 'rate.refused') this.#limits.answered(status);
    this.#world.record({
      method,
      route,
      path,
      body: read.body,
      files: [...read.files.values()].map(({ name }) => name),
      status,
      error: error?.body ?? null,
      broken: tooMany ? [brokenRule(tooMany.rule)] : (error?.broken ?? []),
      fault: kind,
    });
  }

  readonly #hold: Hold = (milliseconds, run) => {
    const takeBack = this.#pace.after(milliseconds, () => {
      this.#held.delete(takeBack);
      run();
    });
    this.#held.add(takeBack);
  };

  close(): void {
    for (const takeBack of this.#held) takeBack();
    this.#held.clear();
  }

  #process(
    method: string,
    path: string,
    match: RouteMatch | null,
    authorization: string | undefined,
    query: URLSearchParams,
    { refused, ...read }: ReadBody & { readonly refused?: unknown },
  ): Outcome {
    try {
      if (refused) throw refused;
      if (!match) {
        this.#log(`The playground has no route ${method} ${path}: Discord may, the double does not.`);
        throw refusal('unknownRoute');
      }
      if (!match.route.open && authorization !== `Bot ${this.#world.token}`) throw refusal('unauthorized');
      const param = (name: string) => match.params.get(name) ?? '';
      return { answer: match.route.handle(this.#world, { param, query, ...read }), error: null };
    } catch (cause) {
      const isRefusal = cause instanceof DiscordError;
      if (!isRefusal) this.#log(`The playground failed at ${method} ${path}: ${stackOf(cause)}`);
      const error = isRefusal ? cause : new DiscordError(500, 0, `500: Internal Server Error (${cause})`);
      return { answer: { status: error.status, body: error.body }, error };
    }
  }
}

const noBody: ReadBody = { body: undefined, files: new Map() };

/** Plausible numbers that never run out. */
function rateLimit(route: Route): Record<string, string> {
  return {
    'x-ratelimit-limit': '50',
    'x-ratelimit-remaining': '49',
    'x-ratelimit-reset-after': '1.000',
    'x-ratelimit-reset': (Date.now() / 1_000 + 1).toFixed(3),
    'x-ratelimit-bucket': bucketOf(route),
  };
}

const buckets = new Map<Route, string>();

function bucketOf(route: Route): string {
  return buckets.getOrInsertComputed(route, ({ method, pattern }) =>
    Buffer.from(`${method}${pattern}`).toString('hex').slice(0, 64),
  );
}

function stackOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
