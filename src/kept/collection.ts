/**
 * One kind of value that the bot remembers: versioned when written, checked when read, changed by one step at a time.
 */
import { Keyv } from 'keyv';
import { z } from 'zod';
import type { Key, Kind } from '#src/kept/kind.ts';
import { KeyedQueue } from '#src/workers/queue.ts';

export interface Unreadable {
  readonly collection: string;
  /** As it is in the store. */
  readonly key: string;
  readonly reason: string;
}

/** What a Keyv store does, as far as it is asked here beside Keyv: values come as Keyv serialised them, keys with their namespace. */
interface StateStore {
  get(key: string): Promise<unknown>;
  delete(key: string): Promise<boolean>;
  /** In batches, so that others are served between. */
  iterator(namespace?: string): AsyncIterable<readonly [key: string, value: string]>;
}

export interface CollectionParts {
  /** A Keyv store; a new one at each call. */
  readonly store: () => StateStore;
  readonly now: () => number;
  readonly onUnreadable: (value: Unreadable) => void;
}

/** What is remembered of a reader. */
export interface Trace<Value extends object = object> {
  readonly key: Key;
  /** Null where it cannot be read. */
  readonly value: Value | null;
  /** As it is in the store. */
  readonly raw: string;
}

/** Where values go that could not be read, once somebody writes in their place. */
export const SET_ASIDE = 'set-aside';

const envelope = z.looseObject({ v: z.int() });

export class Collection<Value extends object> {
  readonly #kind: Kind<Value>;
  readonly #around: CollectionParts;
  readonly #values: Keyv;
  readonly #setAside: Keyv;
  readonly #queue = new KeyedQueue();

  constructor(kind: Kind<Value>, around: CollectionParts) {
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

  get kind(): Kind<Value> {
    return this.#kind;
  }

  /** A reader's values, also those that cannot be read. The store is gone through in batches. */
  async *ofReader(reader: string): AsyncGenerator<Trace<Value>> {
    const { name, belongs } = this.#kind;
    const mayBeTheirs = belongingTo(reader, belongs);
    if (!mayBeTheirs) return;
    for await (const [full, raw] of this.#around.store().iterator(name)) {
      const key = full.slice(name.length + 1);
      if (!mayBeTheirs(key, raw)) continue;
      const value = await this.#read(key, () => null);
      // What only mentions them, such as a search for their name, is somebody else's.
      if (value !== null && typeof belongs === 'object' && Reflect.get(value, belongs.field) !== reader) continue;
      yield { key: keyOf(key), value, raw };
    }
  }

  /** The keys of all values there are, readable or not. The store is gone through in batches. */
  async *keys(): AsyncGenerator<Key> {
    const { name } = this.#kind;
    for await (const [full] of this.#around.store().iterator(name)) yield keyOf(full.slice(name.length + 1));
  }

  /**
   * Leaves of a value what is newer than `until`; what cannot be read goes.
   *
   * @param before - sees to a value that goes as a whole; until it is done nobody else changes it.
   * @returns whether something went.
   */
  async forget(key: Key, until: number, before?: (value: Value) => Promise<void>): Promise<boolean> {
    const { newer } = this.#kind;
    const name = stored(key);
    return this.#queue.run(name, async () => {
      const current = await this.#read(name, () => null);
      const left = current === null ? null : (newer?.(current, until) ?? null);
      if (left === null) {
        if (current !== null) await before?.(current);
        return this.#values.delete(name);
      }
      if (left === current) return false;
      await this.#write(name, left);
      return true;
    });
  }

  /** Waits for every change asked for so far. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  async #read(
    name: string,
    unreadable: (name: string, reason: string) => null = (key, reason) => this.#unreadable(key, reason),
  ): Promise<Value | null> {
    const { version, schema } = this.#kind;
    let found: unknown;
    try {
      found = await this.#values.get(name);
    } catch (error) {
      if (error instanceof SyntaxError) return unreadable(name, 'it is not JSON');
      throw error;
    }
    if (found === undefined) return null;
    const versioned = envelope.safeParse(found);
    if (!versioned.success) return unreadable(name, 'it has no version');
    const { v, ...value } = versioned.data;
    if (v !== version) return unreadable(name, `it is of version ${v}, not ${version}`);
    const checked = schema.safeParse(value);
    return checked.success ? checked.data : unreadable(name, z.prettifyError(checked.error));
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

function keyOf(name: string): Key {
  return name.split('/').map(decodeURIComponent);
}

/** Tells, from a stored key and value alone, what may be a reader's; it misses nothing, also of what cannot be read. */
function belongingTo(reader: string, belongs: Kind<object>['belongs']): ((key: string, raw: string) => boolean) | null {
  if (belongs === 'to-nobody') return null;
  const own = stored([reader]);
  if (belongs === 'by-key') return (key) => key === own || key.startsWith(`${own}/`);
  const named = namesOf(reader);
  return (_, raw) => named.some((name) => raw.includes(name));
}

/** Of what was set aside: its key tells the kind and the key it had; its value is a text within a text. */
export function setAsideFor(reader: string): (key: string, raw: string) => boolean {
  const own = `/${stored([reader])}/`;
  const named = namesOf(reader);
  return (key, raw) => {
    const kind = key.indexOf('/');
    return key.startsWith(own, kind) || named.some((name) => raw.includes(name));
  };
}

/** An id as JSON writes it, and as JSON within JSON does, and that once more. */
function namesOf(reader: string): string[] {
  const once = JSON.stringify(reader);
  const twice = JSON.stringify(once).slice(1, -1);
  return [once, twice, JSON.stringify(twice).slice(1, -1)];
}
