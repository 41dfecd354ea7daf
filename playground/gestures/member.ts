/** A person of the world, before they have chosen where to sit. */
import { directMessage } from '../world/guilds.ts';
import type { Channel, Guild, User } from '../world/model.ts';
import type { World } from '../world/world.ts';
import { Seat } from './seat.ts';

export class Member {
  readonly #world: World;
  readonly user: User;

  constructor(world: World, user: User) {
    this.#world = world;
    this.user = user;
  }

  guilds(): Guild[] {
    return [...this.#world.guilds.values()].filter(({ members }) => members.has(this.user.id));
  }

  /**
   * Goes to a channel or thread.
   *
   * @param channel - `#general`, a thread's name, an id, or the channel itself.
   * @param guild - by name or id, for channels by name; the first by default.
   */
  in(channel: string | Channel, guild: string | Guild = this.#world.firstGuild): Seat {
    return new Seat(this.#world, this.user, this.#world.channel(channel, this.#world.guild(guild)));
  }

  /** Goes to the conversation with the bot. */
  directMessage(): Seat {
    return new Seat(this.#world, this.user, directMessage(this.#world, this.user));
  }

  /** As under Privacy in the client's settings: the bot may not write to this person by itself, or may again. */
  takeDirectMessages(takes: boolean): void {
    if (takes) this.#world.closedToMessages.delete(this.user.id);
    else this.#world.closedToMessages.add(this.user.id);
  }
}
