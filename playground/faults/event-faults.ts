/** What goes wrong with events on their way to the bot: they come twice, or one overtakes the other. */
import type { GatewayDispatchEvents } from 'discord-api-types/v10';
import type { GatewayEvent } from '../gateway/gateway-event.ts';
import type { Session } from '../gateway/session.ts';
import { type Frequency, Occasions, type Random } from './occasion.ts';

export type EventFault = 'twice' | 'swapped';

export interface EventWhere extends Frequency {
  readonly event?: `${GatewayDispatchEvents}`;
}

/** In ms of real time: where nothing overtakes an event, it comes all the same. */
const longestHold = 100;

interface Held {
  readonly event: GatewayEvent;
  readonly release: NodeJS.Timeout;
}

export class EventFaults {
  readonly #on: Occasions<EventFault, EventWhere>;
  readonly #held = new Map<Session, Held>();

  constructor(random: Random) {
    this.#on = new Occasions(random);
  }

  add(fault: EventFault, where: EventWhere = {}): () => void {
    return this.#on.add(fault, where);
  }

  /** What is to go wrong with this event. */
  strike(event: GatewayEvent): EventFault | null {
    return this.#on.take((where) => (where.event ?? event.t) === event.t);
  }

  /**
   * Hands an event to a session, in its turn or out of it. A duplicate has a number of its own: the same number twice is
   * what RESUME makes, and libraries let it pass; what a bot has to bear is the same interaction under another one.
   */
  deliver(session: Session, event: GatewayEvent, fault: EventFault | null): void {
    const held = this.#held.get(session);
    if (fault === 'swapped' && !held) {
      const release = setTimeout(() => this.#release(session), longestHold);
      this.#held.set(session, { event, release });
      return;
    }
    session.dispatch(event);
    if (fault === 'twice') session.dispatch(event);
    if (held) this.#release(session);
  }

  close(): void {
    for (const { release } of this.#held.values()) clearTimeout(release);
    this.#held.clear();
  }

  #release(session: Session): void {
    const held = this.#held.get(session);
    if (!held) return;
    clearTimeout(held.release);
    this.#held.delete(session);
    session.dispatch(held.event);
  }
}
