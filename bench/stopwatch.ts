/**
 * How long a bot takes with an interaction, told on Discord's side of the wire: from the gateway's frame to the request that
 * answers it.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Change } from '#playground/world/model.ts';
import type { World } from '#playground/world/world.ts';

/** Node tells of every request here as soon as its head has arrived, before anybody looks at it. */
const REQUESTS = 'http.server.request.start';

interface Timing {
  /** In ms of `performance.now()`. */
  readonly sentAt: number;
  answeredAt: number | null;
}

export class Stopwatch implements Disposable {
  readonly #world: World;
  /** By the interaction's token. */
  readonly #timings = new Map<string, Timing>();
  #latest: Timing | null = null;

  /** Hears of an interaction before the double's gateway does: once the frame is out, the bot may get the processor first. */
  constructor(world: World) {
    this.#world = world;
    world.prependListener('change', this.#onChange);
    subscribe(REQUESTS, this.#onRequest);
  }

  /** Of the interaction that came last. @throws Error where it was not answered. */
  latest(): { readonly sentAt: number; readonly answeredAt: number } {
    const { sentAt, answeredAt } = this.#latest ?? {};
    if (sentAt === undefined || !answeredAt) throw new Error('An interaction was not answered.');
    return { sentAt, answeredAt };
  }

  [Symbol.dispose](): void {
    this.#world.off('change', this.#onChange);
    unsubscribe(REQUESTS, this.#onRequest);
  }

  readonly #onChange = (change: Change) => {
    if (change.kind !== 'interaction-created') return;
    this.#latest = { sentAt: performance.now(), answeredAt: null };
    this.#timings.set(change.interaction.token, this.#latest);
  };

  readonly #onRequest = (message: unknown) => {
    const now = performance.now();
    const { request } = message as { readonly request: IncomingMessage };
    const token = /\/interactions\/\d+\/([^/]+)\/callback/.exec(request.url ?? '')?.[1];
    const timing = this.#timings.get(token ?? '');
    if (timing) timing.answeredAt ??= now;
  };
}
