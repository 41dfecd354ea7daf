/**
 * How long a bot takes with an interaction, told on Discord's side of the wire: from the gateway's frame to the request that
 * answers it.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Change, Interaction } from '#playground/world/model.ts';
import type { World } from '#playground/world/world.ts';

/** Node tells of every request here as soon as its head has arrived, before anybody looks at it. */
const REQUESTS = 'http.server.request.start';

export class Stopwatch implements Disposable {
  readonly #world: World;
  readonly #sent = new Map<string, number>();
  readonly #answered = new Map<string, number>();

  /** The double's gateway listens since before, so that the frame is on its way when the clock starts. */
  constructor(world: World) {
    this.#world = world;
    world.on('change', this.#onChange);
    subscribe(REQUESTS, this.#onRequest);
  }

  /** When the interaction's first response came, in ms of `performance.now()`. */
  answeredAt({ token, name }: Interaction): number {
    const at = this.#answered.get(token);
    if (at === undefined) throw new Error(`${name} was not answered.`);
    return at;
  }

  /** In ms. */
  handling(interaction: Interaction): number {
    return this.answeredAt(interaction) - (this.#sent.get(interaction.token) ?? Number.NaN);
  }

  [Symbol.dispose](): void {
    this.#world.off('change', this.#onChange);
    unsubscribe(REQUESTS, this.#onRequest);
  }

  readonly #onChange = (change: Change) => {
    if (change.kind === 'interaction-created') this.#sent.set(change.interaction.token, performance.now());
  };

  readonly #onRequest = (message: unknown) => {
    const at = performance.now();
    const { request } = message as { readonly request: IncomingMessage };
    const token = /\/interactions\/\d+\/([^/]+)\/callback/.exec(request.url ?? '')?.[1];
    if (token !== undefined && this.#sent.has(token) && !this.#answered.has(token)) this.#answered.set(token, at);
  };
}
