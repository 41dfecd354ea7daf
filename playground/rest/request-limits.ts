/** How many requests a bot may make: 50 a second, and so many refused ones before nobody listens for a while. */
import { gatewayTimes } from '../rules/book/gateway.ts';
import { limitOf } from '../rules/book.ts';
import type { Clock } from '../world/clock.ts';
import type { HttpAnswer } from './http-answer.ts';
import { rateLimited } from './rate-limited.ts';
import type { Route } from './route.ts';

const refusedStatuses: readonly number[] = [401, 403, 429];

/** The rule that was broken, and the answer to who breaks it. */
export interface TooMany {
  readonly rule: 'rate.global' | 'rate.refused';
  readonly answer: HttpAnswer;
}

export class RequestLimits {
  readonly #ofSecond: Window;
  readonly #refused: Window;
  readonly #perSecond: number;

  /** @param pace - a client waits in real time, whatever the world's clock says. */
  constructor(pace: Clock, perSecond: number) {
    this.#perSecond = perSecond;
    this.#ofSecond = new Window(pace, 1_000);
    this.#refused = new Window(pace, gatewayTimes.refused);
  }

  /** What a request meets that is one too many; null where it is not. */
  check(route: Route | undefined): TooMany | null {
    if (this.#refused.count >= limitOf('rate.refused')) {
      return { rule: 'rate.refused', answer: banned(this.#refused.left) };
    }
    // The interaction's own endpoints count for nothing.
    if (route && /^\/(interactions|webhooks)\//.test(route.pattern)) return null;
    if (this.#ofSecond.count >= this.#perSecond) {
      return { rule: 'rate.global', answer: rateLimited('global', this.#ofSecond.left, '') };
    }
    this.#ofSecond.add();
    return null;
  }

  /** Counts what a request was answered with. */
  answered(status: number): void {
    if (refusedStatuses.includes(status)) this.#refused.add();
  }
}

/** Counts from the first of them on until the time is over, then anew. */
class Window {
  readonly #clock: Clock;
  readonly #length: number;
  #count = 0;
  #ends = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, length: number) {
    this.#clock = clock;
    this.#length = length;
  }

  get count(): number {
    return this.left > 0 ? this.#count : 0;
  }

  /** In ms. */
  get left(): number {
    return Math.max(0, this.#ends - this.#clock.now());
  }

  add(): void {
    if (this.left > 0) this.#count += 1;
    else {
      this.#count = 1;
      this.#ends = this.#clock.now() + this.#length;
    }
  }
}

/** Cloudflare's own, before Discord has heard of the request: none of Discord's headers, and no JSON. */
function banned(left: number): HttpAnswer {
  return {
    status: 429,
    headers: { 'content-type': 'text/plain; charset=UTF-8', server: 'cloudflare', 'retry-after': seconds(left) },
    body: Buffer.from('error code: 1015'),
  };
}

function seconds(milliseconds: number): string {
  return String(Math.ceil(milliseconds / 1_000));
}
