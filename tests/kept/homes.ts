/** Where the state can live: the SQLite file, and a store that does what Keyv asks of any, and nothing more. */
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { stateOverKeyv } from '#src/kept/over-keyv.ts';
import type { KeyvAdapter, StateStore } from '#src/kept/store.ts';
import { KeyedQueue } from '#src/workers/queue.ts';
import { type OpenedState, wholeState } from '#tests/kept/state.ts';
import { openedState, temporaryFile } from '#tests/reading/opened.ts';

type Options = Partial<Parameters<typeof openedState>[1]>;

/** What outlasts the bot. */
export interface Home {
  /** As a bot that starts. */
  open(options?: Options): Promise<OpenedState>;
  /** Puts a text in the place of a value while no bot runs, as a bug or another release of Ficus would. */
  put(kind: string, key: string, text: string): void;
  /** All texts that are there. */
  texts(): string[];
}

export const HOMES: readonly (readonly [name: string, newHome: () => Promise<Home>])[] = [
  ['the SQLite file', sqliteHome],
  ['a plain Keyv store', async () => new PlainHome()],
];

async function sqliteHome(): Promise<Home> {
  const file = await temporaryFile();
  return {
    open: (options) => openedState(file, options),
    put(kind, key, text) {
      using database = new DatabaseSync(file);
      database.prepare('INSERT OR REPLACE INTO entries (key, value) VALUES (?, ?)').run(`${kind}:${key}`, text);
    },
    texts() {
      using database = new DatabaseSync(file);
      return database
        .prepare('SELECT value FROM entries')
        .all()
        .map(({ value }) => String(value));
    },
  };
}

interface PlainEntry {
  readonly text: string;
  readonly expires: number;
}

/**
 * Keeps keys in a form of its own, as Redis does; answers late; knows no ranges, and does not tell what it has. Several bots may
 * have it open at once.
 */
export class PlainHome implements Home {
  readonly #entries = new Map<string, PlainEntry>();
  readonly #queue = new KeyedQueue();
  #now: () => number = Date.now;
  /** Calls that are answered before the program ends, as by kill -9. */
  #left = Number.POSITIVE_INFINITY;
  #refuses = false;

  async open(options: Options = {}): Promise<OpenedState> {
    this.#left = Number.POSITIVE_INFINITY;
    return this.openFor(Number.POSITIVE_INFINITY, options);
  }

  /** @param calls - the program ends before the next one: that, and all after it, are never made. */
  openFor(calls: number, options: Options = {}): OpenedState {
    this.#left = calls;
    this.#now = options.now ?? Date.now;
    let ids = 0;
    return wholeState({
      store: this.store(),
      now: this.#now,
      newId: () => `${process.hrtime.bigint().toString(36).slice(-6)}-${(ids++).toString(36)}`,
      onUnreadable: ({ key, reason }) => {
        throw new Error(`${key}: ${reason}`);
      },
      ...options,
    });
  }

  /** From now on it says of each write that it did not do it. */
  refuse(): void {
    this.#refuses = true;
  }

  /** Whether the program got to its end. */
  get outlived(): boolean {
    return this.#left >= 0;
  }

  put(kind: string, key: string, text: string): void {
    this.#entries.set(`${kind}::${kind}:${key}`, { text, expires: Number.POSITIVE_INFINITY });
  }

  texts(): string[] {
    return [...this.#entries.values()].map(({ text }) => text);
  }

  /** All keys and texts, as one. */
  get whole(): string {
    return JSON.stringify([...this.#entries]);
  }

  /** For a bot. */
  store(): StateStore {
    return stateOverKeyv({
      adapter: () => this.#adapter(),
      exclusively: (key, work) => this.#queue.run(key, work),
      now: () => this.#now(),
      close: async () => {},
    });
  }

  #adapter(): KeyvAdapter {
    const served = async <T>(work: () => T): Promise<T> => {
      await nextTurn();
      this.#left -= 1;
      if (this.#left < 0) throw new Error('The program has ended.');
      return work();
    };
    const adapter = {
      namespace: '',
      get: (key: string) =>
        served(() => {
          const entry = this.#entries.get(`${adapter.namespace}::${key}`);
          return entry && entry.expires > this.#now() ? entry.text : undefined;
        }),
      set: (key: string, text: string, ttl?: number) =>
        served(() => {
          if (this.#refuses) return false;
          const expires = ttl === undefined ? Number.POSITIVE_INFINITY : this.#now() + ttl;
          this.#entries.set(`${adapter.namespace}::${key}`, { text, expires });
          return true;
        }),
      delete: (key: string) => served(() => this.#entries.delete(`${adapter.namespace}::${key}`)),
      clear: () => served(() => this.#entries.clear()),
    };
    return adapter;
  }
}
