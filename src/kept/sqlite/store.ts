/**
 * A Keyv store over a SQLite file of its own: the default home of the readers' state, for a bot without a Redis.
 *
 * Keyv writes the namespace it serves onto its adapter, so every Keyv needs an adapter of its own; all adapters of a file
 * share one thread and one connection.
 */
import { EventEmitter } from 'node:events';
import type { KeyvEntry, KeyvStoreAdapter } from 'keyv';
import { noteOwners, sqliteBelongings } from '#src/kept/sqlite/belongings.ts';
import { BATCH, inBatches, rangeOf } from '#src/kept/sqlite/ranges.ts';
import { RecentEntries } from '#src/kept/sqlite/recent-entries.ts';
import type { OwnedEntry, SqliteApi } from '#src/kept/sqlite/worker.ts';
import type { StateStore } from '#src/kept/store.ts';
import type { Whose } from '#src/kept/whose.ts';
import { type Remote, startThread } from '#src/workers/call.ts';
import { KeyedQueue } from '#src/workers/queue.ts';

export interface SqliteFile extends StateStore {
  /** A new adapter over the file, for values that are nobody's. */
  store(): SqliteStore;
}

const PURGE_INTERVAL = 60 * 60 * 1000;
const WORKER = new URL('./worker.ts', import.meta.url);

/**
 * Opens the file, making it and its folder where they are missing.
 *
 * @param options.now - ms since 1970; expired entries are absent from every answer, and removed at opening and hourly.
 * @param options.onPurgeFailed - hears why expired entries stayed on the disk; they are tried again.
 * @param options.onUnowned - hears why it was not written down of all that an earlier release left whose it is: it is looked
 *   through whenever somebody asks, until a later start has written it down.
 * @param options.onEnd - hears why the thread ended by itself, and with it everything that is asked of the file.
 * @throws FicError `database-newer`, `database-in-use` (by another bot), `database-full`, `database-broken`.
 */
export async function openSqliteFile(options: {
  readonly file: string;
  readonly now: () => number;
  readonly onPurgeFailed: (error: unknown) => void;
  readonly onUnowned: (error: unknown) => void;
  readonly onEnd?: (error: Error) => void;
}): Promise<SqliteFile> {
  const { file, now, onPurgeFailed, onUnowned, onEnd } = options;
  const thread = startThread<SqliteApi>(WORKER, { ...(onEnd && { onEnd }) });
  try {
    // A second bot on the same file, whose writes would interleave with ours, is refused.
    await thread.call.open(file, true);
  } catch (error) {
    await thread.close();
    throw error;
  }

  let closing: Promise<void> | null = null;
  const purge = async () => {
    try {
      while (!closing && (await thread.call.purge(BATCH, now())) === BATCH);
    } catch (error) {
      onPurgeFailed(error);
    }
  };
  void purge();
  const timer = setInterval(purge, PURGE_INTERVAL).unref();

  const close = () => {
    clearInterval(timer);
    closing ??= thread.close();
    return closing;
  };
  const recent = new RecentEntries();
  const answers = async () => void (await thread.call.read([''], now()));
  const { call } = thread;
  const queue = new KeyedQueue();
  const adapter = (whose: Whose | null) => new SqliteStore({ now, close, recent, call, whose });
  let noting = Promise.resolve();
  return {
    store: () => adapter(null),
    open(name, { whose }) {
      if (whose && !whose.byKey) {
        // One after the other: whoever is served meanwhile waits for one batch at most.
        noting = noting
          .then(() => noteOwners(call, { name, whose, now, stopped: () => closing !== null }))
          .catch(onUnowned);
      }
      return { adapter: adapter(whose), belongings: sqliteBelongings(call, { name, whose, now }) };
    },
    exclusively: (key, work) => queue.run(key, work),
    answers,
    close,
  };
}

/** Opens a file as a bot would, also beside one that runs on it, and closes it again. @throws FicError as `openSqliteFile`. */
export async function checkSqliteFile(file: string): Promise<void> {
  const thread = startThread<SqliteApi>(WORKER);
  try {
    await thread.call.open(file, false);
  } finally {
    await thread.close();
  }
}

/** What Keyv's type promises in the words of any caller (`get<Value>`), this store says of the only values it has: strings. */
type Typed = Omit<KeyvStoreAdapter, 'get' | 'getMany' | 'setMany' | 'iterator'>;

/** Keys come with Keyv's namespace before them, values as Keyv serialised them. */
export class SqliteStore extends EventEmitter implements Typed {
  /** The dialect is what Keyv knows an iterable store by. */
  readonly opts: Record<string, unknown> = { dialect: 'sqlite' };
  namespace: string | undefined;
  readonly #call: Remote<SqliteApi>;
  /** Follows what the thread has answered, in its order; of an entry that is being written it knows nothing until that is on disk. */
  readonly #recent: RecentEntries;
  readonly #now: () => number;
  readonly #close: () => Promise<void>;
  readonly #whose: Whose | null;

  /** @param options.recent - one for all adapters of a file. */
  constructor(options: {
    readonly now: () => number;
    readonly close: () => Promise<void>;
    readonly recent: RecentEntries;
    readonly call: Remote<SqliteApi>;
    readonly whose: Whose | null;
  }) {
    super();
    this.#call = options.call;
    this.#recent = options.recent;
    this.#now = options.now;
    this.#close = options.close;
    this.#whose = options.whose;
  }

  async get(key: string): Promise<string | undefined> {
    const [value] = await this.getMany([key]);
    return value;
  }

  async getMany(keys: readonly string[]): Promise<(string | undefined)[]> {
    const now = this.#now();
    const known = new Map(keys.map((key) => [key, this.#recent.get(key, now)]));
    const asked = keys.filter((key) => !known.get(key));
    const read = asked.length > 0 ? await this.#call.read(asked, now) : [];
    for (const entry of read) known.set(entry.key, entry);
    for (const key of asked) this.#recent.keep(known.get(key) ?? { key, value: undefined, expires: null });
    return keys.map((key) => known.get(key)?.value);
  }

  async has(key: string): Promise<boolean> {
    return (await this.get(key)) !== undefined;
  }

  async hasMany(keys: readonly string[]): Promise<boolean[]> {
    const values = await this.getMany(keys);
    return values.map((value) => value !== undefined);
  }

  /** @param ttl - in ms; none, or 0 as in Keyv, is for ever. */
  async set(key: string, value: unknown, ttl?: number): Promise<boolean> {
    await this.setMany([ttl === undefined ? { key, value } : { key, value, ttl }]);
    return true;
  }

  /** All or, where it throws, none. Says `true` for each: Keyv passes it on as the answer of its own `setMany`. */
  async setMany(entries: readonly KeyvEntry[]): Promise<boolean[]> {
    const now = this.#now();
    const written = entries.map((entry) => this.#serialised(entry, now));
    // Who asks meanwhile asks the thread, after this.
    this.#recent.forget(entries.map(({ key }) => key));
    await this.#call.write(written);
    for (const entry of written) this.#recent.keep(entry);
    return entries.map(() => true);
  }

  delete(key: string): Promise<boolean> {
    return this.deleteMany([key]);
  }

  /** Whether any of them was there. */
  async deleteMany(keys: readonly string[]): Promise<boolean> {
    const removed = await this.#call.remove(keys, this.#now());
    this.#recent.forget(keys);
    return removed > 0;
  }

  /** Empties the namespace; without one, the file. */
  async clear(): Promise<void> {
    await this.#call.clear(rangeOf(this.namespace));
    this.#recent.clear();
  }

  /** In the order of keys; entries written meanwhile may or may not be among them. */
  async *iterator(namespace?: string): AsyncGenerator<[key: string, value: string], void> {
    yield* inBatches(rangeOf(namespace), (range) => this.#call.page(range, BATCH, this.#now()));
  }

  /** Closes the file for every adapter that shares it. */
  disconnect(): Promise<void> {
    return this.#close();
  }

  #serialised({ key, value, ttl }: KeyvEntry, now: number): OwnedEntry {
    if (typeof value !== 'string') throw new TypeError('The SQLite store keeps values that Keyv has serialised.');
    const expires = ttl ? Math.ceil(now + ttl) : null;
    const whose = this.#whose;
    const inside = key.slice((this.namespace ?? '').length + 1);
    const owner = whose === null || whose.byKey ? '' : whose.ownerOf(inside, value);
    return { key, value, expires: Number.isSafeInteger(expires) ? expires : null, owner };
  }
}
