/**
 * Where values go that could not be read, once somebody writes in their place.
 */
import { Keyv } from 'keyv';
import type { Kind } from '#src/kept/kind.ts';
import type { OpenedName, StateStore } from '#src/kept/store.ts';
import { textsIn, type UnreadTrace } from '#src/kept/texts.ts';
import { type Whose, whoseAside } from '#src/kept/whose.ts';
import type { Exclusively } from '#src/workers/queue.ts';

/** The name that they are kept under; for ever. */
export const SET_ASIDE = 'set-aside';

export class Aside {
  readonly #whose: Whose;
  readonly #opened: OpenedName;
  readonly #exclusively: Exclusively;
  readonly #now: () => number;
  readonly #values: Keyv;
  readonly #texts: (name: string) => Promise<string | undefined>;

  constructor(
    kinds: readonly Kind<object>[],
    parts: { readonly store: StateStore; readonly exclusively: Exclusively; readonly now: () => number },
  ) {
    this.#whose = whoseAside(kinds);
    this.#opened = parts.store.open(SET_ASIDE, { whose: this.#whose, listed: false });
    this.#exclusively = parts.exclusively;
    this.#now = parts.now;
    this.#values = new Keyv({ store: this.#opened.adapter, namespace: SET_ASIDE, throwOnErrors: true });
    this.#texts = textsIn(this.#opened, SET_ASIDE);
  }

  /** @param text - as it was in the store. */
  async keep(kind: string, name: string, text: string): Promise<void> {
    const key = `${kind}/${name}/${this.#now()}`;
    await this.#exclusively(`${SET_ASIDE}:${key}`, async () => {
      await this.#opened.belongings.begins?.(key, this.#whose.ownerOf(key, text), undefined);
      if (!(await this.#values.set(key, text))) throw new Error('The store did not set aside what could not be read.');
    });
  }

  async *ofReader(reader: string): AsyncGenerator<UnreadTrace> {
    for await (const name of this.#opened.belongings.of(reader)) {
      const raw = await this.#texts(name);
      if (raw !== undefined && this.#isTheirs(reader, name, raw)) yield { key: [name], value: null, raw };
    }
  }

  /** @returns what there was. */
  async forget(reader: string): Promise<UnreadTrace[]> {
    const gone: UnreadTrace[] = [];
    for await (const name of this.#opened.belongings.of(reader)) {
      const went = await this.#exclusively(`${SET_ASIDE}:${name}`, () => this.#remove(reader, name));
      if (went) gone.push(went);
    }
    return gone;
  }

  async #remove(reader: string, name: string): Promise<UnreadTrace | null> {
    const raw = await this.#texts(name);
    if (raw !== undefined && !this.#isTheirs(reader, name, raw)) return null;
    await this.#values.delete(name);
    await this.#opened.belongings.ended?.(name, this.#whose.ownerOf(name, raw ?? ''));
    return raw === undefined ? null : { key: [name], value: null, raw };
  }

  #isTheirs(reader: string, name: string, raw: string): boolean {
    const owner = this.#whose.ownerOf(name, raw);
    return owner === null ? this.#whose.mayBeOf(reader)(name, raw) : owner === reader;
  }
}
