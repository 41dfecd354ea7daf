/**
 * What is a person's in the SQLite file: a range of keys where keys begin with the person, and else a column that is written in the
 * transaction of the value.
 *
 * Of what an earlier release or another program wrote the column says nothing: that is looked through whenever somebody asks. What
 * of it can be read is written down once, in the background; whatever ends the program, the next start goes on with the rest.
 */
import { stored } from '#src/kept/key.ts';
import { BATCH, inBatches, rangeOf, rangeUnder } from '#src/kept/sqlite/ranges.ts';
import type { SqliteApi } from '#src/kept/sqlite/worker.ts';
import type { Belongings } from '#src/kept/store.ts';
import type { Whose } from '#src/kept/whose.ts';
import type { Remote } from '#src/workers/call.ts';

interface Named<Told> {
  readonly name: string;
  readonly whose: Told;
  readonly now: () => number;
}

export function sqliteBelongings(call: Remote<SqliteApi>, { name, whose, now }: Named<Whose | null>): Belongings {
  const all = rangeOf(name);
  const inside = (key: string) => key.slice(name.length + 1);

  async function* byKey(reader: string): AsyncGenerator<string> {
    const own = stored([reader]);
    yield own;
    for await (const [key] of inBatches(rangeUnder(name, own), (range) => call.page(range, BATCH, now()))) {
      yield inside(key);
    }
  }

  async function* byValue(reader: string, mayBeTheirs: (key: string, text: string) => boolean): AsyncGenerator<string> {
    const seen = new Set<string>();
    // First those of nobody known: one that is written down meanwhile is then among the known ones.
    for await (const [key, text] of inBatches(all, (range) => call.unknown(range, BATCH, now()))) {
      if (!mayBeTheirs(inside(key), text)) continue;
      seen.add(key);
      yield inside(key);
    }
    for await (const [key] of inBatches(all, (range) => call.owned(reader, range, BATCH, now()))) {
      if (!seen.has(key)) yield inside(key);
    }
  }

  return {
    async *of(reader) {
      if (whose?.byKey) yield* byKey(reader);
      else if (whose) yield* byValue(reader, whose.mayBeOf(reader));
    },
    async *all() {
      for await (const [key] of inBatches(all, (range) => call.page(range, BATCH, now()))) yield inside(key);
    },
  };
}

/** Writes down whose values are of which that is not known. */
export async function noteOwners(
  call: Remote<SqliteApi>,
  { name, whose, now, stopped }: Named<Whose> & { readonly stopped: () => boolean },
): Promise<void> {
  await using pages = inBatches(rangeOf(name), async (range) => {
    if (stopped()) return [];
    const found = await call.unknown(range, BATCH, now());
    const told = found.flatMap(([key, value]) => {
      const owner = whose.ownerOf(key.slice(name.length + 1), value);
      return owner === null || owner === '' ? [] : [{ key, value, owner }];
    });
    if (told.length > 0 && !stopped()) await call.own(told);
    return found;
  });
  for await (const _ of pages);
}
