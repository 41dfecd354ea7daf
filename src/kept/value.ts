/**
 * What is kept as a single value under ids that are known: a person's choices, their place in a fic, what Discord was told.
 */
import { type Kept, kept, type Means } from '#src/kept/kept.ts';
import type { Key } from '#src/kept/key.ts';
import type { Kind } from '#src/kept/kind.ts';

interface ValueOptions<Value extends object> extends Pick<Kind<Value>, 'name' | 'version' | 'schema' | 'listed'> {
  /** Absent: the person's whose id its key begins with. */
  readonly belongs?: 'to-nobody';
  /** In ms since 1970: one that was written after a wish to be forgotten stays. Absent: none does. */
  writtenAt?(value: Value): number;
  /** Absent for what belongs to nobody. An export tells it as it is, where nothing else is said. */
  readonly told?: { readonly name: string; readonly rare?: true; row?(value: Value, key: Key): object };
}

interface Values<Value> {
  /** Null where there is none. */
  get(...key: Key): Promise<Value | null>;
  /** In the place of the one that is there. */
  set(key: Key, value: Value): Promise<void>;
  /** As `Collection.update`. */
  change(key: Key, change: (current: Value | null) => Value | null): Promise<Value | null>;
  /** Whether it was there. */
  forget(...key: Key): Promise<boolean>;
  /** Of a listed one: the keys of all that there are. */
  keys(): AsyncIterable<Key>;
}

export function keptValue<Value extends object, Use>(
  { belongs, writtenAt, told, ...options }: ValueOptions<Value>,
  use: (values: Values<Value>, means: Means) => Use,
): Kept<Value, Use> {
  const kind: Kind<Value> = {
    ...options,
    belongs: belongs ?? 'by-key',
    ...(writtenAt && { newer: (value, until) => (writtenAt(value) > until ? value : null) }),
    ...(told && {
      told: {
        name: told.name,
        ...(told.rare && { rare: told.rare }),
        rows: (value, key) => [told.row?.(value, key) ?? value],
      },
    }),
  };
  return kept(kind, (values, means) =>
    use(
      {
        get: (...key) => values.get(key),
        async set(key, value) {
          await values.update(key, () => value);
        },
        change: (key, change) => values.update(key, change),
        forget: (...key) => values.delete(key),
        keys: () => values.keys(),
      },
      means,
    ),
  );
}
