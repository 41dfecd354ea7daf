/**
 * What is pinned, as the bot has it today. Pins know the bot by this file alone: when rooms of the house move, this changes, and
 * no pin.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { COMMANDS, KEPT } from '#commands/index.ts';
import { restoreBackup } from '#src/backup/backup.ts';
import { SETTING_NAMES } from '#src/config.ts';
import { registerCommands } from '#src/discord/registration.ts';
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { CATALOG_FILE } from '#src/engine/sqlite/database.ts';
import { SET_ASIDE } from '#src/kept/aside.ts';
import { DAY } from '#src/kept/kind.ts';
import { LISTS } from '#src/kept/over-keyv.ts';
import { REGISTRATION } from '#src/kept/registration.ts';
import { STATE_FILE } from '#src/kept/sqlite/file-kind.ts';
import { type CommandJson, commandsEverywhere, commandsOfServer } from '#src/kit/command-json.ts';
import { idsOf, type ParsedId, type RouteTable, readerOf } from '#src/kit/custom-id.ts';
import { EXAMPLE_ROUTES } from '#src/kit/example-route.ts';
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import { readLanguages } from '#src/language/files.ts';
import { loadLanguages } from '#src/language/language.ts';
import { main } from '#src/main.ts';
import { exportKept } from '#src/privacy/export.ts';
import { keptTable } from '#src/privacy/kept.ts';
import { prepare } from '#src/publishing/press.ts';
import { Publishing } from '#src/publishing/publishing.ts';
import { parseQuery } from '#src/query/language.ts';
import { openStores } from '#src/stores.ts';
import { ALL_RANKS } from '#src/story/audience.ts';
import type { LibraryId } from '#src/story/story.ts';
import { queued } from '#src/workers/queue.ts';
import { openWholeState } from '#tests/kept/state.ts';

/** What each custom id carries, by its name. */
export const ROUTES: RouteTable = { ...COMMANDS.routes, ...EXAMPLE_ROUTES };

/** @throws RangeError for an argument that could not be read back. */
export function makeId(name: string, args: ParsedId['args']): string {
  // Which arguments a route has, its feature's own maker knows; of all of them at once the compiler knows nothing.
  return idsOf(ROUTES)(name, args as never);
}

/** Null where nobody knows it. */
export const readId = readerOf(ROUTES);

/** Whether somebody answers a press; the dispatcher itself answers the examples of the help. */
export function isAnswered(name: string): boolean {
  return Object.hasOwn(COMMANDS.presses, name) || Object.hasOwn(EXAMPLE_ROUTES, name);
}

/** Kinds of kept values, with what can be said of them for ever. */
export function keptKinds() {
  const kinds = [...KEPT, REGISTRATION].map(({ kind }) => kind);
  return kinds.map(({ name, version, belongs, ttl }) => ({
    ...{ name, version, belongs },
    days: ttl === undefined ? null : ttl / DAY,
  }));
}

/** Where values go that could not be read. */
export const ASIDE: string = SET_ASIDE;

/** Where a store that cannot tell whose values are keeps the keys of each person's. */
export const LISTED: string = LISTS;

/** What Discord is told: everywhere, and of a server without and with roles that care for its library. */
export function registeredJson(): Readonly<Record<'everywhere' | 'server' | 'byRole', readonly CommandJson[]>> {
  const languages = loadLanguages();
  return {
    everywhere: commandsEverywhere(COMMANDS, languages),
    server: commandsOfServer(COMMANDS, languages, false),
    byRole: commandsOfServer(COMMANDS, languages, true),
  };
}

/** By which the bot knows that Discord was told. */
export async function registrationHash(commands: readonly CommandJson[]): Promise<string> {
  let hash = '';
  const memory = {
    get: async () => null,
    set: async (_application: string, _guild: string | null, registered: { readonly hash: string }) => {
      hash = registered.hash;
    },
    forget: async () => {},
  };
  await registerCommands({ put: async () => [] }, memory, 'application', null, commands);
  return hash;
}

/** Codes of expected failures: each has its sentence. */
export function errorCodes(): string[] {
  const keys = [...(readLanguages().get('en')?.keys() ?? [])];
  return keys.flatMap((key) => (key.startsWith('errors.') ? key.slice('errors.'.length) : []));
}

/** The table of what is told of what is kept of a person. */
export function keptRows() {
  return keptTable(KEPT).map(({ name, from, days, rare }) => ({ name, from, days, rare }));
}

/** What tells our files from others, and the steps that made their tables, each by its SHA-256. */
export function databases() {
  const told = ({ applicationId, migrations }: typeof CATALOG_FILE) => ({
    applicationId,
    migrations: migrations.map((sql) => createHash('sha256').update(sql).digest('hex')),
  });
  return { catalog: told(CATALOG_FILE), state: told(STATE_FILE) };
}

export type Opened = Awaited<ReturnType<typeof openFolder>>;

/** Opens `ficus.db` and `state.db` of a folder, as the bot does. @param now - ms since 1970. */
export async function openFolder(folder: string, now: () => number) {
  const unreadable: string[] = [];
  const stores = await openStores({ database: join(folder, 'ficus.db'), now }, true);
  const state = await openWholeState({
    file: join(folder, 'state.db'),
    now,
    newId: () => 'new',
    onUnreadable: ({ collection, key }) => void unreadable.push(`${collection} ${key}`),
    onPurgeFailed: (error) => {
      throw error;
    },
  });
  const { catalog, moderation } = stores;
  return {
    ...{ catalog, moderation, publishing: stores.publishing, pages: stores.pages, state },
    /** What was there, but could not be read, as it was asked for: kind and key. */
    unreadable,
    /** Ids of what is found in these libraries, whatever its rating. @param words - in the query language. */
    async find(words: string, libraries: readonly LibraryId[]): Promise<string[]> {
      const audience = { libraries, maxRank: ALL_RANKS };
      for (;;) {
        const found = await catalog.search(parseQuery(words).query, audience, { offset: 0, limit: 100 });
        // A bot gives up what takes too long, for which a busy machine is enough.
        if (!found.unfinished) return found.hits.map(({ id }) => id);
      }
    },
    /** The file that a person takes along. */
    async exported(person: string): Promise<unknown> {
      const parts = { table: keptTable(KEPT), readers: state.readers, persons: moderation.persons, catalog };
      return JSON.parse(new TextDecoder().decode(await exportKept(parts, person, now())));
    },
    async close() {
      await state.close();
      await stores.close();
    },
  };
}

/** Puts a backup in the place of a folder's two databases. */
export async function restoreInto(folder: string, backup: string): Promise<void> {
  const files = { file: backup, catalog: join(folder, 'ficus.db'), state: join(folder, 'state.db') };
  await restoreBackup({ ...files, stamp: 'then', ficus: '0.1.0' }, () => {});
}

/** How a call of the program ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * `ficus <words…>` in this process: a Node of its own for each of so many calls takes a busy machine minutes. Not for `start` and
 * `play`, which end the process they are in.
 *
 * @param settings - as in `.env`; what is not given is unset.
 */
export async function called(words: readonly string[], settings: Readonly<Record<string, string>>): Promise<Ended> {
  const { argv, env, exitCode } = process;
  const streams = { out: process.stdout, err: process.stderr };
  const said = { out: '', err: '' };
  const restore = Object.entries(streams).map(([name, stream]) => {
    const { write } = stream;
    const listeners = stream.listeners('error');
    stream.write = (text: string | Uint8Array) => {
      said[name as keyof typeof said] += text;
      return true;
    };
    return () => {
      stream.write = write;
      for (const each of stream.listeners('error')) {
        if (!listeners.includes(each)) stream.off('error', each as () => void);
      }
    };
  });
  const unset = Object.fromEntries(SETTING_NAMES.map((name) => [name, '']));
  try {
    process.argv = [process.execPath, 'ficus', ...words];
    // An empty token would leave it to `.env`, where the real bot's may be.
    process.env = { ...env, LC_ALL: 'en_US.UTF-8', ...unset, DISCORD_TOKEN: ' ', ...settings };
    process.exitCode = undefined;
    await main();
    return { code: Number(process.exitCode ?? 0), ...said };
  } finally {
    for (const each of restore) each();
    process.argv = argv;
    process.env = env;
    process.exitCode = exitCode;
  }
}

/** Publishing over a catalog's file. @param config.version - of what reads files. @returns also the names of files that were read. */
export async function publishingOver(config: {
  readonly database: string;
  readonly now: () => number;
  readonly version: string;
}) {
  const { database: file, now, version } = config;
  const catalog = await openSqliteCatalog({ file, now, exclusive: false });
  const read: (string | null)[] = [];
  const publishing = new Publishing({
    ...{ catalog, version, now, newId: () => 'new', exclusively: queued() },
    async prepare(bytes, name) {
      read.push(name);
      return prepare(bytes, name, discordMarkdown, []);
    },
  });
  return { catalog, publishing, read, close: () => catalog.close() };
}
