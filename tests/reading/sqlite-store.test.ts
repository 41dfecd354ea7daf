/** What the SQLite store promises beyond Keyv's own suite: to keep every key apart, to wait off the main thread, to refuse clearly. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SqliteStore } from '#src/kept/sqlite/store.ts';
import { databaseError } from '#src/sqlite/database-error.ts';
import { openedFile, temporaryFile } from '#tests/reading/opened.ts';
import { startProgram } from '#tests/reading/program.ts';
import { unicodeText } from '#tests/unicode-text.ts';

test('whatever is done to it, it holds what a map with expiry would hold', async () => {
  let clock = 1_000;
  const file = await openedFile(await temporaryFile(), () => clock);

  interface Model {
    readonly entries: Map<string, { value: string; expires: number }>;
  }
  const alive = ({ entries }: Model) =>
    [...entries].filter(([, { expires }]) => expires > clock).map(([key, { value }]): [string, string] => [key, value]);
  const value = (model: Model, key: string) => new Map(alive(model)).get(key);
  type Command = fc.AsyncCommand<Model, SqliteStore>;
  const command = (name: string, run: Command['run']): Command => ({ check: () => true, run, toString: () => name });

  const oddKeys = fc.constantFrom('a', 'a\0', 'a:', 'a:1', 'a;', 'ab:1', 'a_:1', 'A:1', 'é', 'é', '', '😀', '%');
  const keys = fc.oneof(oddKeys, unicodeText({ maxLength: 3 }));
  const manyKeys = fc.array(keys, { maxLength: 4 });
  const ttl = fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined });
  const keep = ({ entries }: Model, key: string, text: string, forMs: number | undefined) =>
    entries.set(key, { value: text, expires: forMs === undefined ? Number.POSITIVE_INFINITY : clock + forMs });

  const commands = [
    fc.tuple(keys, fc.string(), ttl).map(([key, text, forMs]) =>
      command(`set ${JSON.stringify(key)} for ${forMs}`, async (model, store) => {
        await store.set(key, text, forMs);
        keep(model, key, text, forMs);
      }),
    ),
    fc.tuple(manyKeys, fc.string()).map(([several, text]) =>
      command(`setMany ${JSON.stringify(several)}`, async (model, store) => {
        await store.setMany(several.map((key) => ({ key, value: text })));
        for (const key of several) keep(model, key, text, undefined);
      }),
    ),
    manyKeys.map((several) =>
      command(`getMany ${JSON.stringify(several)}`, async (model, store) => {
        const expected = several.map((key) => value(model, key));
        expect(await store.getMany(several)).toEqual(expected);
        expect(await store.hasMany(several)).toEqual(expected.map((found) => found !== undefined));
      }),
    ),
    manyKeys.map((several) =>
      command(`deleteMany ${JSON.stringify(several)}`, async (model, store) => {
        expect(await store.deleteMany(several)).toBe(several.some((key) => value(model, key) !== undefined));
        for (const key of several) model.entries.delete(key);
      }),
    ),
    fc.constantFrom('a', 'ab', 'a_').map((namespace) =>
      command(`iterate and clear ${namespace}`, async (model, store) => {
        const inside = alive(model).filter(([key]) => key.startsWith(`${namespace}:`));
        expect(new Map(await Array.fromAsync(store.iterator(namespace)))).toEqual(new Map(inside));
        store.namespace = namespace;
        await store.clear();
        for (const [key] of inside) model.entries.delete(key);
      }),
    ),
    fc.integer({ min: 1, max: 60 }).map((ms) =>
      command(`${ms} ms go by`, async () => {
        clock += ms;
      }),
    ),
    fc.constant(
      command('iterate', async (model, store) => {
        expect(new Map(await Array.fromAsync(store.iterator()))).toEqual(new Map(alive(model)));
      }),
    ),
  ];
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 30 }), async (run) => {
      const store = file.store();
      await store.clear();
      await fc.asyncModelRun(() => ({ model: { entries: new Map() }, real: store }), run);
    }),
    { numRuns: 150 },
  );
});

test('an iteration longer than a batch gives every entry once', async () => {
  const store = (await openedFile(await temporaryFile())).store();
  const entries = Array.from({ length: 1_201 }, (_, index) => ({ key: `shelf:${index}`, value: `"${index}"` }));
  await store.setMany([...entries, { key: 'shelf', value: '"outside"' }, { key: 'shelfmark:1', value: '"outside"' }]);
  const found = await Array.fromAsync(store.iterator('shelf'));
  expect(found.map(([key]) => key).sort()).toEqual(entries.map(({ key }) => key).sort());
});

test('many values are kept together or not at all', async () => {
  const store = (await openedFile(await temporaryFile())).store();
  await expect(
    store.setMany([
      { key: 'first', value: '1' },
      { key: 'second', value: { not: 'serialised' } },
    ]),
  ).rejects.toThrow(TypeError);
  expect(await store.has('first')).toBe(false);
});

test('what has expired leaves the disk when the bot starts again', async () => {
  const path = await temporaryFile();
  let clock = 0;
  const before = await openedFile(path, () => clock);
  const entries = Array.from({ length: 1_100 }, (_, index) => ({ key: `old:${index}`, value: '1', ttl: 1_000 }));
  await before.store().setMany([...entries, { key: 'new', value: '1', ttl: 3_000 }, { key: 'ever', value: '1' }]);
  await before.close();

  clock = 2_000;
  const after = await openedFile(path, () => clock);
  const rows = () => {
    using database = new DatabaseSync(path, { readOnly: true });
    return database
      .prepare('SELECT key FROM entries ORDER BY key')
      .all()
      .map(({ key }) => key);
  };
  await expect.poll(rows).toEqual(['ever', 'new']);
  await after.close();
});

test('while another program writes, the bot goes on and its own write comes after', async () => {
  const path = await temporaryFile();
  const store = (await openedFile(path)).store();
  const other = startProgram(new URL('./hold-write-lock.ts', import.meta.url), path);
  expect((await other.lines[Symbol.asyncIterator]().next()).value).toBe('held');

  let kept = false;
  const write = store.set('place', '1').then(() => {
    kept = true;
  });
  for (let turn = 0; turn < 1_000; turn += 1) await nextTurn();
  expect(kept).toBe(false);
  other.process.stdin.write('let go\n');
  await write;
  expect(await store.get('place')).toBe('1');
});

test('a second bot on the same file is refused, until the first has closed it', async () => {
  const path = await temporaryFile();
  const first = await openedFile(path);
  await expect(openedFile(path)).rejects.toMatchObject({ code: 'database-in-use', details: { file: path } });
  await first.close();
  await (await openedFile(path)).store().set('key', '1');
});

test('a file of a newer Ficus is refused and left as it is', async () => {
  const path = await temporaryFile();
  await (await openedFile(path)).close();
  {
    using database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 7');
  }
  const bytes = await readFile(path);
  const refused = { code: 'database-newer', details: { file: path, found: 7, known: 2 } };
  await expect(openedFile(path)).rejects.toMatchObject(refused);
  expect(await readFile(path)).toEqual(bytes);
});

test.for([
  ['a story', (path: string) => writeFile(path, 'Title: Not a database\n\n'.repeat(200))],
  [
    "another program's database",
    async (path: string) => {
      using database = new DatabaseSync(path);
      database.exec('CREATE TABLE bookmarks (url TEXT); PRAGMA user_version = 1');
    },
  ],
] as const)('%s in the place of the state is refused and left as it is', async ([, make]) => {
  const path = await temporaryFile();
  await mkdir(dirname(path));
  await make(path);
  const bytes = await readFile(path);
  await expect(openedFile(path)).rejects.toMatchObject({ code: 'database-broken', details: { file: path } });
  expect(await readFile(path)).toEqual(bytes);
});

test('a folder that cannot be made is said, with the reason', async () => {
  const path = await temporaryFile();
  await writeFile(dirname(path), 'a file, where the folder would be');
  const refused = { code: 'database-broken', details: { file: path, reason: expect.stringContaining(dirname(path)) } };
  await expect(openedFile(path)).rejects.toMatchObject(refused);
});

test('a full disk is said as such', () => {
  using database = new DatabaseSync(':memory:');
  database.exec('PRAGMA max_page_count = 2; CREATE TABLE entries (value TEXT)');
  const fill = () => {
    try {
      database.exec("INSERT INTO entries VALUES (printf('%10000c', 'x'))");
    } catch (error) {
      throw databaseError(error, 'state.db');
    }
  };
  expect(fill).toThrow(expect.objectContaining({ code: 'database-full' }));
});

test('a defect is not taken for a failing disk', () => {
  const defect = new TypeError('undefined is not a function');
  expect(databaseError(defect, 'state.db')).toBe(defect);
});
