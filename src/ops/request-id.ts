/**
 * One id for everything that one interaction, or one job in the background, makes the bot do: every line that is logged within
 * it carries that id, and it is the reference that a person is told when something broke.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string>();

/** Runs work, and all that comes of it, under an id: over promises, timers and calls to threads. */
export function underRequest<T>(id: string, work: () => T): T {
  return current.run(id, work);
}

/** Runs what outlives the request that happened to begin it, such as a timer of the whole bot's. */
export function underNoRequest<T>(work: () => T): T {
  return current.exit(work);
}

/** Null outside of every request. */
export function requestId(): string | null {
  return current.getStore() ?? null;
}
