/**
 * The entries that were read or written last, in memory, and keys that were asked for and have none: whoever turns pages asks for
 * the same few again and again, and for their blocks, of which most members have none.
 *
 * Sound because nobody else writes the file while a bot has it open.
 */
import type { Entry } from '#src/kept/sqlite/worker.ts';

/** A reader who turns pages needs two of some 300 bytes each. */
const KEPT = 2_000;

/** The value is undefined where the file has none under the key. */
export type RecentEntry = Entry | (Pick<Entry, 'key'> & { readonly value: undefined; readonly expires: null });

export class RecentEntries {
  /** The least lately used first. */
  readonly #entries = new Map<string, RecentEntry>();

  /** Undefined where it is not known here; what has expired is not. */
  get(key: string, now: number): RecentEntry | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    if (entry.expires !== null && entry.expires <= now) return undefined;
    this.#entries.set(key, entry);
    return entry;
  }

  keep(entry: RecentEntry): void {
    this.#entries.delete(entry.key);
    this.#entries.set(entry.key, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > KEPT && oldest !== undefined) this.#entries.delete(oldest);
  }

  forget(keys: readonly string[]): void {
    for (const key of keys) this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}
