/** What becomes of libraries as servers come and go, hour by hour, whenever the bot is killed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteCatalog, type SqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { Servers } from '#src/moderation/servers.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { aStory } from '#tests/catalog/stories.ts';

const SHELF = '100000000000000001';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A bot that runs over one database, killed and started as the test says. */
class Trial implements AsyncDisposable {
  now = 1_000 * DAY;
  readonly said: { readonly greeting: string; readonly once: string }[] = [];
  readonly told: string[] = [];
  readonly gone: string[] = [];
  /** What happens where the bot greets. */
  greet = async (): Promise<boolean> => true;
  readonly catalog: SqliteCatalog;
  readonly #folder: string;
  #hourly: (() => void)[] = [];
  #servers: Servers | null = null;

  private constructor(catalog: SqliteCatalog, folder: string) {
    this.catalog = catalog;
    this.#folder = folder;
  }

  static async open(): Promise<Trial> {
    const folder = await mkdtemp(join(tmpdir(), 'ficus-servers-'));
    const catalog = await openSqliteCatalog({ file: join(folder, 'ficus.db'), now: () => 1, exclusive: true });
    return new Trial(catalog, folder);
  }

  get servers(): Servers {
    if (!this.#servers) throw new Error('The bot is not running.');
    return this.#servers;
  }

  async start(): Promise<void> {
    this.#hourly = [];
    this.#servers = await Servers.open({
      libraries: this.catalog.moderation.libraries,
      now: () => this.now,
      timer: (ms, run) => {
        if (ms >= HOUR) this.#hourly.push(run);
        else setImmediate(run);
        return () => void this.#hourly.splice(this.#hourly.indexOf(run), 1);
      },
      joinedAt: () => this.now,
      greet: async (_, greeting, once) => {
        this.said.push({ greeting, once });
        return this.greet();
      },
      onHere: async () => {},
      onGone: async (library, what) => void this.gone.push(`${library} ${what}`),
      tell: (_, __, sentence) => void this.told.push(sentence),
    });
  }

  /** Nothing that was begun comes to its end. */
  kill(): void {
    this.servers.stop();
    this.#servers = null;
  }

  async hour(): Promise<void> {
    this.now += HOUR;
    for (const run of this.#hourly.splice(0)) run();
    await this.servers.settled();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#servers?.stop();
    await this.#servers?.settled();
    await this.catalog.close();
    await rm(this.#folder, { recursive: true });
  }
}

test('a library is deleted within the hour in which its 30 days are over, and not before', async () => {
  await using trial = await Trial.open();
  await trial.start();
  trial.servers.here(SHELF);
  await trial.servers.settled();
  await trial.catalog.add(aStory({ library: SHELF }));
  trial.servers.gone(SHELF);
  trial.servers.begin();
  await trial.servers.settled();
  trial.now += 30 * DAY - 2 * HOUR;
  await trial.hour();
  expect(await trial.catalog.count()).toBe(1);
  await trial.hour();
  expect(await trial.catalog.count()).toBe(0);
  expect(trial.gone).toEqual([`${SHELF} left`, `${SHELF} deleted`]);
  expect(trial.told.at(-1)).toContain('deleted the library of a server');
});

test('a server that another program met and was removed by is deleted in time by whoever sweeps', async () => {
  await using trial = await Trial.open();
  await trial.start();
  const sweeping = trial.servers;
  sweeping.begin();
  await sweeping.settled();
  await trial.catalog.add(aStory({ library: SHELF }));
  const { libraries } = trial.catalog.moderation;
  await libraries.arrive(SHELF, false);
  await libraries.leave(SHELF, trial.now);
  trial.now += 30 * DAY - 2 * HOUR;
  await trial.hour();
  expect(await trial.catalog.count()).toBe(1);
  await trial.hour();
  expect(await trial.catalog.count()).toBe(0);
  expect(trial.gone).toEqual([`${SHELF} deleted`]);
});

test('what another program noted of a server holds from the moment when it is heard', async () => {
  await using trial = await Trial.open();
  await trial.start();
  const { libraries } = trial.catalog.moderation;
  trial.servers.here(SHELF);
  await trial.servers.settled();
  const { length } = trial.said;
  await libraries.leave(SHELF, trial.now);
  await trial.servers.hear();
  trial.servers.here(SHELF);
  await trial.servers.settled();
  expect(trial.said.slice(length)).toMatchObject([{ greeting: 'welcome-back' }]);
  expect((await libraries.presences()).get(SHELF)?.leftAt).toBeNull();
});

test('a deletion that the end of the program breaks off goes on at the next start', async () => {
  await using trial = await Trial.open();
  await trial.start();
  trial.servers.here(SHELF);
  await trial.servers.settled();
  await trial.catalog.addAll(Array.from({ length: 400 }, () => aStory({ library: SHELF, tags: ['rain', 'fog'] })));
  trial.servers.gone(SHELF);
  await trial.servers.settled();
  trial.now += 30 * DAY;
  const { libraries } = trial.catalog.moderation;
  expect(await libraries.removeSome(SHELF, trial.now - 30 * DAY, trial.now)).toBe(true);
  trial.kill();
  expect(await trial.catalog.count()).toBeGreaterThan(0);
  await trial.start();
  trial.servers.begin();
  await trial.servers.settled();
  expect(await trial.catalog.count()).toBe(0);
  expect((await libraries.presences()).size).toBe(0);
});

test('a greeting whose fate a kill left open is said again under the same mark for two minutes, and later not', async () => {
  await using trial = await Trial.open();
  trial.greet = () => new Promise(() => {});
  await trial.start();
  trial.servers.here(SHELF);
  await expect.poll(() => trial.said.length).toBe(1);
  trial.kill();

  trial.now += MINUTE;
  await trial.start();
  trial.servers.here(SHELF);
  await expect.poll(() => trial.said.length).toBe(2);
  expect(trial.said[1]).toEqual(trial.said[0]);
  trial.kill();

  trial.now += 2 * MINUTE;
  await trial.start();
  trial.servers.here(SHELF);
  await trial.servers.settled();
  expect(trial.said).toHaveLength(2);
  expect(trial.told.at(-1)).toBe('nobody in a server could be greeted');
  trial.servers.here(SHELF);
  await trial.servers.settled();
  expect(trial.told.filter((sentence) => sentence.startsWith('nobody'))).toHaveLength(1);
});

test('the shared library is left by no server, and a library that nobody joined for is nobody’s to delete', async () => {
  await using trial = await Trial.open();
  await trial.start();
  await trial.catalog.add(aStory({ library: SHARED_LIBRARY }));
  await trial.catalog.add(aStory({ library: '100000000000000009' }));
  trial.servers.here(SHELF);
  await trial.servers.settled();
  trial.servers.gone(SHARED_LIBRARY);
  trial.servers.all(new Set([SHELF]), () => true);
  await trial.servers.settled();
  trial.now += 31 * DAY;
  trial.servers.begin();
  await trial.servers.settled();
  expect(await trial.catalog.count()).toBe(2);
  expect(trial.gone).toEqual([]);
});

test('of servers that another shard serves one shard says nothing', async () => {
  await using trial = await Trial.open();
  await trial.start();
  trial.servers.here(SHELF);
  await trial.servers.settled();
  trial.servers.all(new Set(), (library) => library !== SHELF);
  await trial.servers.settled();
  expect(trial.gone).toEqual([]);
  trial.servers.all(new Set(), () => true);
  await trial.servers.settled();
  expect(trial.gone).toEqual([`${SHELF} left`]);
});
