/**
 * The libraries of servers that the bot is in or was in lately: when a server removed it, and what a server is still to be told.
 */
import type { LibraryId } from '#src/story/story.ts';

/** How long a library is kept after its server removed the bot. */
export const DAYS_KEPT = 30;

/** What a server is told once: when the bot joins it, and when it comes back within `DAYS_KEPT`. */
export type Greeting = 'welcome' | 'welcome-back';

export interface Presence {
  /** When the server removed the bot, in ms since 1970; null while the bot is there. */
  readonly leftAt: number | null;
  /** Null once it was said. */
  readonly greeting: Greeting | null;
  /** When somebody last tried to say it, in ms since 1970. */
  readonly triedAt: number | null;
}

export interface Libraries {
  /** Of every server that the bot is in, or was in and whose library is not deleted yet. The shared library is none of them. */
  presences(): Promise<ReadonlyMap<LibraryId, Presence>>;
  /** Of one of them; null for another. */
  presence(library: LibraryId): Promise<Presence | null>;
  /**
   * The bot is in this server. A library that was left is as it was before, unless its deletion has begun.
   *
   * @param isNew - whether a server that nothing is known of is to be welcomed.
   * @returns null where the library's deletion has begun: then it has to come to its end first.
   */
  arrive(library: LibraryId, isNew: boolean): Promise<Presence | null>;
  /** The server removed the bot; the first time counts. */
  leave(library: LibraryId, at: number): Promise<void>;
  /** The greeting is about to be said, or was said where `at` is null. */
  greet(library: LibraryId, at: number | null): Promise<void>;
  /**
   * Deletes some of all that belongs to a library, in a few ms: its stories with their texts and history, drafts, reports, log,
   * posts, takedowns, other names, settings, and at last the library itself. What comes in after the deletion began stays.
   *
   * @param leftBefore - does nothing to a library that was left later, or whose server took the bot back.
   * @returns whether there is more.
   */
  removeSome(library: LibraryId, leftBefore: number, at: number): Promise<boolean>;
}
