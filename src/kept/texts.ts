/**
 * Values as they are in the store, for those that nobody can read.
 */
import { Keyv } from 'keyv';
import type { Key } from '#src/kept/key.ts';
import type { OpenedName } from '#src/kept/store.ts';

/** What is remembered of a reader. */
export type Trace<Value extends object = object> = { readonly key: Key; readonly value: Value } | UnreadTrace;

/** What is remembered of a reader, but cannot be read. */
export interface UnreadTrace {
  readonly key: Key;
  readonly value: null;
  /** As it is in the store. */
  readonly raw: string;
}

/** Texts by their keys. Also those that Keyv would take for expired: whoever wants them out asks Keyv first. */
export function textsIn({ adapter }: OpenedName, name: string): (key: string) => Promise<string | undefined> {
  const texts = new Keyv({ store: adapter, namespace: name, throwOnErrors: true });
  // Keyv then gives what it got.
  texts.deserialize = undefined;
  return async (key) => {
    const found: unknown = await texts.get(key, { raw: true });
    return typeof found === 'string' ? found : undefined;
  };
}
