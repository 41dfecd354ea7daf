/** Discord's ids: the milliseconds since 2015 above 22 bits, so that they sort by age and tell when a thing was made. */
import type { Snowflake } from 'discord-api-types/v10';
import type { Clock } from './clock.ts';

const discordEpoch = 1_420_070_400_000n;

export class Snowflakes {
  readonly #clock: Clock;
  #last = 0n;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  next(): Snowflake {
    const earliest = (BigInt(Math.floor(this.#clock.now())) - discordEpoch) << 22n;
    this.#last = earliest > this.#last ? earliest : this.#last + 1n;
    return String(this.#last);
  }
}
