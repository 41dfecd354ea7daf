/** How often the bot may identify, and on how many shards: what `/gateway/bot` tells, and what counts down. */
import type { APIGatewaySessionStartLimit } from 'discord-api-types/v10';
import { gatewayTimes } from '../rules/book/gateway.ts';
import { limitOf } from '../rules/book.ts';
import type { Clock } from './clock.ts';

export interface LoginOptions {
  /** How many Discord recommends; 1 by default. */
  readonly shards?: number;
  /** How many shards may identify at the same time; 1 by default. */
  readonly maxConcurrency?: number;
}

export class Logins {
  readonly shards: number;
  readonly maxConcurrency: number;
  readonly #clock: Clock;
  #used = 0;
  #windowEnds = 0;

  constructor(clock: Clock, { shards = 1, maxConcurrency = 1 }: LoginOptions) {
    this.#clock = clock;
    this.shards = shards;
    this.maxConcurrency = maxConcurrency;
  }

  get limit(): APIGatewaySessionStartLimit {
    const total = limitOf('gateway.identifies');
    const left = this.#windowEnds - this.#clock.now();
    return {
      total,
      remaining: left > 0 ? Math.max(0, total - this.#used) : total,
      reset_after: left > 0 ? left : 0,
      max_concurrency: this.maxConcurrency,
    };
  }

  /** Counts one; false where it is one too many. */
  take(): boolean {
    const now = this.#clock.now();
    if (now >= this.#windowEnds) {
      this.#used = 0;
      this.#windowEnds = now + gatewayTimes.identifies;
    }
    this.#used += 1;
    return this.#used <= limitOf('gateway.identifies');
  }
}
