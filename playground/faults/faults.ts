/** Everything that can be made to go wrong between the bot and the double, for a while or once. */
import type { EventFault, EventFaults, EventWhere } from './event-faults.ts';
import type { RestFault, RestFaults, RestWhere } from './rest-faults.ts';

/** What goes wrong with all of the gateway's connections at once. */
export interface GatewayFaults {
  /** Closes with 4000, after which Discord lets a bot resume. */
  drop(): void;
  /** Ends the sockets without a word. */
  cut(): void;
  /** Op 9: the session is over; where `resumable`, the bot may take it up once more. */
  invalidate(how?: { readonly resumable?: boolean }): void;
  /** Op 7: the bot is to come back by itself. */
  requestReconnect(): void;
  /** No heartbeat is acknowledged until the answer is called. */
  muteHeartbeats(): () => void;
}

export class Faults {
  readonly gateway: GatewayFaults;
  readonly #rest: RestFaults;
  readonly #events: EventFaults;

  constructor(rest: RestFaults, events: EventFaults, gateway: GatewayFaults) {
    this.#rest = rest;
    this.#events = events;
    this.gateway = gateway;
  }

  /**
   * Makes requests go wrong: the next one that fits, unless `times` says otherwise. The answer switches it off.
   *
   * @throws Error for a route that there is not.
   */
  rest(fault: RestFault, where: RestWhere = {}): () => void {
    return this.#rest.add(fault, where);
  }

  /**
   * Makes events come twice, or after the one that follows them. The answer switches it off.
   *
   * @param where - the next event of any name by default, once.
   */
  events(fault: EventFault, where: EventWhere = {}): () => void {
    return this.#events.add(fault, where);
  }
}
