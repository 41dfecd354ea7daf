/** Discord's ids: the milliseconds since 2015 above 22 bits, so that they sort by age and tell when a thing was made. */
import type { Snowflake } from 'discord-api-types/v10';
import type { Clock } from './clock.ts';

const discordEpoch = 1_420_070_400_000n;

export class Snowflakes {
  readonly #clock: Clock;
  #last = 0n;
  #moment: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The moment of what is made now, in ms. */
  get moment(): number {
    return this.#moment ?? this.#clock.now();
  }

  next(): Snowflake {
    const earliest = (BigInt(Math.floor(this.moment)) - discordEpoch) << 22n;
    this.#last = earliest > this.#last ? earliest : this.#last + 1n;
    return String(this.#last);
  }

  /** Whatever `make` makes is as old as that moment, and has the same ids in every run. */
  dated<T>(moment: number, make: () => T): T {
    const last = this.#last;
    this.#moment = moment;
    this.#last = 0n;
    try {
      return make();
    } finally {
      this.#moment = null;
      this.#last = last;
    }
  }
}
