/**
 * Whose a value is, told from its key and its text as a store has them: of what this release wrote for certain, of everything
 * else so that nothing is missed.
 */
import { Keyv } from 'keyv';
import { keyOf, stored } from '#src/kept/key.ts';
import type { Kind } from '#src/kept/kind.ts';

export interface Whose {
  /** Whether keys begin with the id of whose value it is. */
  readonly byKey: boolean;
  /** Null where it cannot be told. */
  ownerOf(key: string, text: string): string | null;
  /** Tells what may be somebody's of which it cannot be told whose it is. */
  mayBeOf(reader: string): (key: string, text: string) => boolean;
}

/** Keyv's own way to read what it wrote. */
const { deserialize } = new Keyv();

/** Null for what belongs to nobody. */
export function whoseIs({ belongs, version }: Kind<object>): Whose | null {
  if (belongs === 'to-nobody') return null;
  if (belongs === 'by-key') {
    return {
      byKey: true,
      ownerOf: ownerByKey,
      mayBeOf: (reader) => (key) => ownerByKey(key) === reader,
    };
  }
  return {
    byKey: false,
    ownerOf(_, text) {
      // Of another version's values nobody here knows what their fields say.
      const value = valueIn(text);
      if (typeof value !== 'object' || value === null || Reflect.get(value, 'v') !== version) return null;
      const owner = Reflect.get(value, belongs.field);
      return typeof owner === 'string' ? owner : null;
    },
    mayBeOf(reader) {
      const named = namesOf(reader);
      return (_, text) => named.some((name) => text.includes(name));
    },
  };
}

/** Of what was set aside: its key tells the kind and the key it had; its value is a text within a text. */
export function whoseAside(kinds: readonly Kind<object>[]): Whose {
  const byKey = new Set(kinds.flatMap(({ name, belongs }) => (belongs === 'by-key' ? [name] : [])));
  return {
    byKey: false,
    ownerOf(key) {
      const [kind = '', owner = ''] = key.split('/');
      return byKey.has(kind) ? ownerByKey(owner) : null;
    },
    mayBeOf(reader) {
      const own = `/${stored([reader])}/`;
      const named = namesOf(reader);
      return (key, text) => key.startsWith(own, key.indexOf('/')) || named.some((name) => text.includes(name));
    },
  };
}

function ownerByKey(key: string): string {
  return keyOf(key)[0] ?? '';
}

function valueIn(text: string): unknown {
  try {
    const found: unknown = deserialize?.(text);
    return typeof found === 'object' && found !== null && 'value' in found ? found.value : null;
  } catch {
    // What is not JSON says nothing.
    return null;
  }
}

/** An id as JSON writes it, and as JSON within JSON does, and that once more. */
function namesOf(reader: string): string[] {
  const once = JSON.stringify(reader);
  const twice = JSON.stringify(once).slice(1, -1);
  return [once, twice, JSON.stringify(twice).slice(1, -1)];
}
