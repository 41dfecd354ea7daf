/** One login of the bot: its numbered events, kept so that a lost connection can be taken up again. */
import { GatewayIntentBits, type Snowflake } from 'discord-api-types/v10';
import type { GatewayEvent } from './gateway-event.ts';
import type { Identity } from './identity.ts';

/** How many events a RESUME can go back. */
const eventsKept = 1_000;

/** What an event goes out on. */
interface Outlet {
  dispatch(seq: number, event: GatewayEvent): void;
}

export class Session {
  readonly id: string;
  readonly #intents: number;
  readonly #shard: readonly [number, number];
  readonly #sent: { readonly s: number; readonly event: GatewayEvent }[] = [];
  #seq = 0;
  #connection: Outlet | null = null;

  constructor(id: string, { intents, shard }: Identity) {
    this.id = id;
    this.#intents = intents;
    this.#shard = shard;
  }

  get online(): boolean {
    return this.#connection !== null;
  }

  /** The number of the last event. */
  get seq(): number {
    return this.#seq;
  }

  get shard(): readonly [number, number] {
    return this.#shard;
  }

  get wantsGuilds(): boolean {
    return Boolean(this.#intents & GatewayIntentBits.Guilds);
  }

  /** Direct messages are the first shard's. */
  serves(guildId: Snowflake | null): boolean {
    const [own, count] = this.#shard;
    if (guildId === null || count === 1) return own === 0;
    return Number((BigInt(guildId) >> 22n) % BigInt(count)) === own;
  }

  connect(connection: Outlet): void {
    this.#connection = connection;
  }

  disconnect(): void {
    this.#connection = null;
  }

  dispatch(event: GatewayEvent): void {
    this.#seq += 1;
    this.#sent.push({ s: this.#seq, event });
    if (this.#sent.length > eventsKept) this.#sent.shift();
    this.#connection?.dispatch(this.#seq, event);
  }

  /** Sends again what the bot missed. */
  replay(after: number): void {
    for (const { s, event } of this.#sent) if (s > after) this.#connection?.dispatch(s, event);
  }

  /** Whether everything after this number is still at hand. */
  remembers(seq: number): boolean {
    const [oldest] = this.#sent;
    return oldest === undefined || oldest.s <= seq + 1;
  }
}
