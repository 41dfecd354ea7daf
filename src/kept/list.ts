/**
 * What a person keeps as one list with a limit: a shelf, what they read lately, names that they block.
 */
import { type Kept, kept, type Means } from '#src/kept/kept.ts';
import type { Kind } from '#src/kept/kind.ts';

interface ListOptions<Value extends object, Item> extends Pick<Kind<Value>, 'name' | 'version' | 'schema'> {
  readonly limit: number;
  /** The list in a value, and a value with a list. */
  itemsOf(value: Value): readonly Item[];
  withItems(items: readonly Item[]): Value;
  /** Whether two stand for the same: a list has each once. */
  isSame(one: Item, other: Item): boolean;
  /** Told and exported item by item. */
  readonly told: { readonly name: string };
}

interface Lists<Item> {
  /** In the order of the list. */
  of(reader: string): Promise<readonly Item[]>;
  /** A full list takes no more, and what is there stays what it is: nothing goes without its owner's asking. */
  add(reader: string, item: Item, at: 'front' | 'back'): Promise<'added' | 'there-before' | 'full'>;
  /** Puts it to the front, in the place of the same one; of a full list the last goes. */
  bring(reader: string, item: Item): Promise<void>;
  /** Gives back what it was; null where it was not there. */
  remove(reader: string, which: (item: Item) => boolean): Promise<Item | null>;
}

/** Of each item it is known when it came, in ms since 1970: what came after a wish to be forgotten stays. */
export function keptList<Value extends object, Item extends { readonly at: number }, Use>(
  { limit, itemsOf, withItems, isSame, told, ...options }: ListOptions<Value, Item>,
  use: (lists: Lists<Item>, means: Means) => Use,
): Kept<Value, Use> {
  const orNone = (items: readonly Item[]) => (items.length === 0 ? null : withItems(items));
  const kind: Kind<Value> = {
    ...options,
    belongs: 'by-key',
    newer(value, until) {
      const items = itemsOf(value);
      const left = items.filter(({ at }) => at > until);
      return left.length === items.length ? value : orNone(left);
    },
    told: { ...told, count: (value) => itemsOf(value).length, rows: itemsOf },
  };
  return kept(kind, (lists, means) =>
    use(
      {
        async of(reader) {
          const value = await lists.get([reader]);
          return value ? itemsOf(value) : [];
        },
        async add(reader, item, at) {
          let outcome: 'added' | 'there-before' | 'full' = 'added';
          await lists.update([reader], (current) => {
            const items = current ? itemsOf(current) : [];
            if (items.some((each) => isSame(each, item))) outcome = 'there-before';
            else if (items.length >= limit) outcome = 'full';
            else return withItems(at === 'front' ? [item, ...items] : [...items, item]);
            return current;
          });
          return outcome;
        },
        async bring(reader, item) {
          await lists.update([reader], (current) => {
            const others = (current ? itemsOf(current) : []).filter((each) => !isSame(each, item));
            return withItems([item, ...others].slice(0, limit));
          });
        },
        async remove(reader, which) {
          let removed: Item | null = null;
          await lists.update([reader], (current) => {
            const items = current ? itemsOf(current) : [];
            removed = items.find(which) ?? null;
            return removed === null ? current : orNone(items.filter((each) => each !== removed));
          });
          return removed;
        },
      },
      means,
    ),
  );
}
