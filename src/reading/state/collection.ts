/**
 * One kind of value that the bot remembers: versioned when written, checked when read, changed by one step at a time.
 */
import { Keyv } from 'keyv';
import { z } from 'zod';
import { KeyedQueue } from '#src/threads/queue.ts';

/** What names a value: ids of any characters, told apart from each other. */
type Key = readonly string[];

export interface Kind<Value extends object> {
  /** The namespace in the store; for ever. */
  readonly name: string;
  /** Raised whenever the schema changes, so that an older bot never half-understands a newer value. */
  readonly version: number;
  readonly schema: z.ZodType<Value>;
  /** In ms since the last write; absent is for ever. */
  readonly ttl?: number;
}

export interface Unreadable {
  readonly collection: string;
  /** As it is in the store. */
  readonly key: string;
  readonly reason: string;
}

export interface Surroundings {
  /** A Keyv store; a new one at each call. */
  readonly store: () => { get(key: string): Promise<unknown> };
  readonly now: () => number;
  readonly onUnreadable: (value: Unreadable) => void;
}

/** Where values go that could not be read, once somebody writes in their place. */
const SET_ASIDE = 'set-aside';

const envelope = z.looseObject({ v: z.int() });

export class Collection<Value extends object> {
  readonly #kind: Kind<Value>;
  readonly #around: Surroundings;
  readonly #values: Keyv;
  readonly #setAside: Keyv;
  readonly #queue = new KeyedQueue();

  constructor(kind: Kind<Value>, around: Surroundings) {
    const open = (namespace: string) => new Keyv({ store: around.store(), namespace, throwOnErrors: true });
    this.#kind = kind;
    this.#around = around;
    this.#values = open(kind.name);
    this.#setAside = open(SET_ASIDE);
  }

  /** Null where there is none, or none that can be read: `onUnreadable` hears of that, and the value stays. */
  get(key: Key): Promise<Value | null> {
    return this.#read(stored(key));
  }

  /**
   * Changes a value in one step that no other `update` or `delete` of this key comes between.
   *
   * @param change - takes null where there is no readable value; gives back null for none, or what it got for no change.
   * A value that could not be read is set aside before another takes its place.
   */
  update(key: Key, change: (current: Value | null) => Value | null): Promise<Value | null> {
    const name = stored(key);
    return this.#queue.run(name, async () => {
      const current = await this.#read(name);
      const next = change(current);
      if (next === current) return current;
      if (next === null) {
        await this.#values.delete(name);
        return null;
      }
      if (current === null) await this.#keepUnreadable(name);
      await this.#write(name, next);
      return next;
    });
  }

  /** Says whether it did: not where there is a value, readable or not. */
  insert(key: Key, value: Value): Promise<boolean> {
    const name = stored(key);
    return this.#queue.run(name, async () => {
      if ((await this.#raw(name)) !== undefined) return false;
      await this.#write(name, value);
      return true;
    });
  }

  /** Whether there was one, readable or not. */
  delete(key: Key): Promise<boolean> {
    const name = stored(key);
    return this.#queue.run(name, () => this.#values.delete(name));
  }

  /** Waits for every change asked for so far. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  async #read(name: string): Promise<Value | null> {
    const { version, schema } = this.#kind;
    let found: unknown;
    try {
      found = await this.#values.get(name);
    } catch (error) {
      if (error instanceof SyntaxError) return this.#unreadable(name, 'it is not JSON');
      throw error;
    }
    if (found === undefined) return null;
    const versioned = envelope.safeParse(found);
    if (!versioned.success) return this.#unreadable(name, 'it has no version');
    const { v, ...value } = versioned.data;
    if (v !== version) return this.#unreadable(name, `it is of version ${v}, not ${version}`);
    const checked = schema.safeParse(value);
    return checked.success ? checked.data : this.#unreadable(name, z.prettifyError(checked.error));
  }

  #unreadable(key: string, reason: string): null {
    this.#around.onUnreadable({ collection: this.#kind.name, key, reason });
    return null;
  }

  async #write(name: string, value: Value): Promise<void> {
    const { version, schema, ttl } = this.#kind;
    await this.#values.set(name, { v: version, ...schema.parse(value) }, ttl);
  }

  /** As it is in the store. */
  async #raw(name: string): Promise<unknown> {
    return this.#values.store.get(`${this.#kind.name}:${name}`);
  }

  async #keepUnreadable(name: string): Promise<void> {
    const raw = await this.#raw(name);
    if (raw === undefined) return;
    await this.#setAside.set(`${this.#kind.name}/${name}/${this.#around.now()}`, raw);
  }
}

/** One text for each list of ids, without the colons that Keyv reads as a namespace. */
function stored(key: Key): string {
  return key.map(encodeURIComponent).join('/');
}
