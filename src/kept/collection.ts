/**
 * One kind of value that the bot remembers: versioned when written, checked when read, changed by one step at a time.
 */
import { Keyv } from 'keyv';
import { z } from 'zod';
import type { Aside } from '#src/kept/aside.ts';
import { type Key, keyOf, stored } from '#src/kept/key.ts';
import type { Kind } from '#src/kept/kind.ts';
import type { OpenedName, StateStore } from '#src/kept/store.ts';
import { type Trace, textsIn } from '#src/kept/texts.ts';
import { whoseIs } from '#src/kept/whose.ts';
import type { Exclusively } from '#src/workers/queue.ts';

export interface Unreadable {
  readonly collection: string;
  /** As it is in the store. */
  readonly key: string;
  readonly reason: string;
}

export interface CollectionParts {
  readonly store: StateStore;
  /** As the store's; waited for when the state closes. */
  readonly exclusively: Exclusively;
  readonly aside: Aside;
  readonly onUnreadable: (value: Unreadable) => void;
}

/** Values that are read at once, where many are asked for. */
const AT_ONCE = 100;

const envelope = z.looseObject({ v: z.int() });

export class Collection<Value extends object> {
  readonly #kind: Kind<Value>;
  readonly #around: CollectionParts;
  readonly #opened: OpenedName;
  readonly #values: Keyv;
  readonly #texts: (name: string) => Promise<string | undefined>;

  constructor(kind: Kind<Value>, around: CollectionParts) {
    this.#kind = kind;
    this.#around = around;
    this.#opened = around.store.open(kind.name, { whose: whoseIs(kind), listed: kind.listed ?? false });
    this.#values = new Keyv({ store: this.#opened.adapter, namespace: kind.name, throwOnErrors: true });
    this.#texts = textsIn(this.#opened, kind.name);
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
    return this.#alone(name, async () => {
      const current = await this.#read(name);
      const next = change(current);
      if (next === current) return current;
      if (next === null) {
        await this.#remove(name, current);
        return null;
      }
      if (current === null) await this.#keepUnreadable(name);
      await this.#write(name, next, current);
      return next;
    });
  }

  /** Says whether it did: not where there is a value, readable or not. */
  insert(key: Key, value: Value): Promise<boolean> {
    const name = stored(key);
    return this.#alone(name, async () => {
      if (await this.#isThere(name)) return false;
      await this.#write(name, value, null);
      return true;
    });
  }

  /** Whether there was one, readable or not. */
  delete(key: Key): Promise<boolean> {
    const name = stored(key);
    return this.#alone(name, async () => this.#remove(name, await this.#read(name, () => null)));
  }

  get kind(): Kind<Value> {
    return this.#kind;
  }

  /** A reader's values, also those that cannot be read. */
  async *ofReader(reader: string): AsyncGenerator<Trace<Value>> {
    let batch: string[] = [];
    for await (const name of this.#opened.belongings.of(reader)) {
      batch.push(name);
      if (batch.length < AT_ONCE) continue;
      yield* await this.#tracesOf(reader, batch);
      batch = [];
    }
    yield* await this.#tracesOf(reader, batch);
  }

  /** The keys of all values there are, readable or not, of a kind that is listed. */
  async *keys(): AsyncGenerator<Key> {
    for await (const name of this.#opened.belongings.all()) {
      if ((await this.#texts(name)) !== undefined) yield keyOf(name);
    }
  }

  /**
   * Leaves of a reader's values what is newer than `until`; what cannot be read goes.
   *
   * @param before - sees to a value that goes as a whole; until it is done nobody else changes it.
   * @returns each value of which something went, as it was.
   */
  async *forget(reader: string, until: number, before?: (value: Value) => Promise<void>): AsyncGenerator<Trace<Value>> {
    for await (const name of this.#opened.belongings.of(reader)) {
      const went = await this.#alone(name, () => this.#forgetOne(reader, name, until, before));
      if (went) yield went;
    }
  }

  async #forgetOne(
    reader: string,
    name: string,
    until: number,
    before?: (value: Value) => Promise<void>,
  ): Promise<Trace<Value> | null> {
    const trace = await this.#traceOf(reader, name);
    if (trace === null) {
      // What a kill left of its index; of what is somebody else's nothing goes.
      const current = await this.#read(name, () => null);
      if (current === null || this.#ownerOf(name, current) !== reader)
        await this.#opened.belongings.ended?.(name, reader);
      return null;
    }
    if (trace.value === null) {
      await this.#remove(name, null, reader);
      return trace;
    }
    const left = this.#kind.newer?.(trace.value, until) ?? null;
    if (left === trace.value) return null;
    if (left === null) {
      await before?.(trace.value);
      await this.#remove(name, trace.value);
    } else await this.#write(name, left, trace.value);
    return trace;
  }

  async #tracesOf(reader: string, names: readonly string[]): Promise<Trace<Value>[]> {
    const traces = await Promise.all(names.map((name) => this.#traceOf(reader, name)));
    return traces.filter((trace) => trace !== null);
  }

  /** Null for what is gone, or only mentions them, such as a search for their name: that is somebody else's. */
  async #traceOf(reader: string, name: string): Promise<Trace<Value> | null> {
    const key = keyOf(name);
    const value = await this.#read(name, () => null);
    if (value !== null) return this.#ownerOf(name, value) === reader ? { key, value } : null;
    if (this.#kind.belongs === 'by-key' && key[0] !== reader) return null;
    const raw = await this.#texts(name);
    return raw === undefined ? null : { key, value: null, raw };
  }

  /** Null where it belongs to nobody. */
  #ownerOf(name: string, value: Value): string | null {
    const { belongs } = this.#kind;
    if (belongs === 'to-nobody') return null;
    const owner: unknown = belongs === 'by-key' ? keyOf(name)[0] : Reflect.get(value, belongs.field);
    return typeof owner === 'string' ? owner : null;
  }

  #alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.#around.exclusively(`${this.#kind.name}:${name}`, work);
  }

  /** Readable or not. */
  async #isThere(name: string): Promise<boolean> {
    try {
      return (await this.#values.get(name)) !== undefined;
    } catch (error) {
      if (error instanceof SyntaxError) return true;
      throw error;
    }
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

  async #write(name: string, value: Value, current: Value | null): Promise<void> {
    const { version, schema, ttl } = this.#kind;
    const checked = schema.parse(value);
    const owner = this.#ownerOf(name, checked);
    const former = current && this.#ownerOf(name, current);
    const { begins, ended } = this.#opened.belongings;
    if (current === null || former !== owner || ttl !== undefined) await begins?.(name, owner, ttl);
    // Some stores tell of a failure, and do not throw: nobody is told that a value is kept which is not.
    const isKept = await this.#values.set(name, { v: version, ...checked }, ttl);
    if (!isKept) throw new Error(`The store did not keep a value of "${this.#kind.name}".`);
    if (current !== null && former !== owner) await ended?.(name, former);
  }

  /** @param owner - of a value that cannot be read. @returns whether there was one, readable or not. */
  async #remove(name: string, current: Value | null, owner: string | null = null): Promise<boolean> {
    const removed = await this.#values.delete(name);
    await this.#opened.belongings.ended?.(name, current === null ? owner : this.#ownerOf(name, current));
    return removed;
  }

  async #keepUnreadable(name: string): Promise<void> {
    const text = await this.#texts(name);
    if (text !== undefined) await this.#around.aside.keep(this.#kind.name, name, text);
  }
}
