/**
 * The index of a catalog in SQLite: never in the way, never behind what was told, and taken up again at the next start, whatever
 * became of the files meanwhile.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { AliasShelf } from '#src/engine/alias-shelf.ts';
import { Asking } from '#src/engine/asking.ts';
import { Engine } from '#src/engine/engine.ts';
import { IndexKeeper } from '#src/engine/index-keeper.ts';
import { saveSnapshot } from '#src/engine/index-snapshot.ts';
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { Database, snapshotFile } from '#src/engine/sqlite/database.ts';
import { sqlitePort } from '#src/engine/sqlite/port.ts';
import { APPLICATION_ID, MIGRATIONS } from '#src/engine/sqlite/schema.ts';
import type { CardRow } from '#src/engine/sqlite/story-rows.ts';
import { readCard } from '#src/engine/stored.ts';
import { FAST_INDEX } from '#src/search/fast-index.ts';
import { type Audience, OPEN_RANK } from '#src/story/audience.ts';
import { SHARED_LIBRARY, type StoryId } from '#src/story/story.ts';
import { asked } from '#tests/catalog/contract/trial.ts';
import { aStory, EXPLICIT, type StoryParts } from '#tests/catalog/stories.ts';
import { ALL, Counted, EVERYONE, NOW } from '#tests/engine/trial.ts';

/** A server that the bot left. */
const LEFT = '222';

const folder = await mkdtemp(join(tmpdir(), 'ficus-index-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

let file = '';
let files = 0;
beforeEach(() => {
  files += 1;
  file = join(folder, `${files}`, 'ficus.db');
  mkdirSync(dirname(file));
});

interface Opened {
  readonly kind: Counted;
  readonly engine: Engine<CardRow>;
  titles(): Promise<string[]>;
  close(): Promise<void>;
}

function openIndex(kind = new Counted(), { saves = true, patience = 60_000 } = {}): Opened {
  const db = new Database({ file, exclusive: false });
  const engine = new Engine(sqlitePort(db, { sharedTexts: false, textIndex: null }), { kind, saves, patience }, null);
  return {
    kind,
    engine,
    titles: async () => {
      const { hits } = await engine.asking.search({ where: { kind: 'all', of: [] } }, EVERYONE, ALL, NOW);
      return hits.map(({ fields }) => readCard(fields).title).toSorted();
    },
    close: async () => {
      await engine.close();
      db.close();
    },
  };
}

/** As another program does it: without an index. */
async function add(...stories: StoryParts[]): Promise<StoryId[]> {
  const catalog = await openSqliteCatalog({ file, now: () => NOW, exclusive: false });
  const added = await catalog.addAll(stories.map(aStory));
  await catalog.close();
  return added.map(({ id }) => id);
}

const titled = (...titles: string[]) => titles.map((title) => ({ title }));

/** A start, a question and a stop. */
async function start(kind?: Counted): Promise<{ readonly titles: string[]; readonly kind: Counted }> {
  const opened = openIndex(kind);
  const titles = await opened.titles();
  await opened.close();
  return { titles, kind: opened.kind };
}

describe('an index that is being filled', () => {
  it('holds up nobody who asks for a story, and a search waits for its end', async () => {
    const [id = ''] = await add(...Array.from({ length: 600 }, (_, number) => ({ title: `Story ${number}` })));
    // As the command line does it, whose patience outlasts any index.
    const catalog = await openSqliteCatalog({ file, now: () => NOW, exclusive: false });
    const answers: string[] = [];
    const search = catalog.search(asked({}), EVERYONE, ALL).finally(() => answers.push('search'));
    const story = catalog.get(id, [SHARED_LIBRARY]).finally(() => answers.push('story'));
    expect((await story)?.title).toBe('Story 0');
    expect(await search).toMatchObject({ total: 600, unfinished: false });
    expect(answers).toEqual(['story', 'search']);
    await catalog.close();
  });
});

describe('what another program did', () => {
  /** What is found and suggested by an index that knows what it knew at first, and hears of nothing more. */
  async function deaf(): Promise<(audience: Audience) => Promise<{ hits: StoryId[]; suggested: string[] }>> {
    const db = new Database({ file, exclusive: false });
    const port = sqlitePort(db, { sharedTexts: false, textIndex: null });
    const keeper = new IndexKeeper(port, { kind: FAST_INDEX, saves: false, patience: 60_000 });
    onTestFinished(async () => {
      await keeper.close();
      db.close();
    });
    await keeper.ready();
    const kept = { index: keeper.index, ready: async () => true, knowsAll: async () => false };
    const asking = new Asking(port, kept as unknown as IndexKeeper, new AliasShelf(port));
    return async (audience) => ({
      hits: (await asking.search(asked({}), audience, ALL, NOW)).hits.map((hit) => hit.id),
      suggested: (await asking.suggest('title', '', audience, 25, NOW)).map(({ value }) => value),
    });
  }

  it('is never shown once it was hidden, even by an index that has not heard of it', async () => {
    const [id = '', other = ''] = await add(...titled('Hidden', 'Shown'));
    const shown = await deaf();
    expect((await shown(EVERYONE)).hits.toSorted()).toEqual([id, other].toSorted());
    const catalog = await openSqliteCatalog({ file, now: () => NOW, exclusive: false });
    await catalog.moderation.takedowns.add(id, [SHARED_LIBRARY], { by: 'operator', at: NOW, reason: 'Asked.' });
    await catalog.close();
    expect(await shown(EVERYONE)).toEqual({ hits: [other], suggested: [other] });
  });

  it('is gated by the rating that it gave, also before the index has heard of that', async () => {
    const [id = '', other = ''] = await add(...titled('Raised', 'Shown'));
    const shown = await deaf();
    const open = { ...EVERYONE, maxRank: OPEN_RANK };
    expect((await shown(open)).hits.toSorted()).toEqual([id, other].toSorted());
    const catalog = await openSqliteCatalog({ file, now: () => NOW, exclusive: false });
    const { fields, permission } = aStory({ title: 'Raised', rating: EXPLICIT });
    await catalog.reviseHeader(id, [SHARED_LIBRARY], { fields, permission }, { by: 'mina', at: NOW }, 1);
    await catalog.close();
    expect(await shown(open)).toEqual({ hits: [other], suggested: [other] });
    expect((await shown(EVERYONE)).hits.toSorted()).toEqual([id, other].toSorted());
  });
});

describe('a catalog of an earlier Ficus', () => {
  it('has everything found that it holds', async () => {
    const story = aStory({ title: 'Old Lamps', tags: ['lamp'] });
    const old = new DatabaseSync(file);
    old.exec(`${MIGRATIONS[0]}; ${MIGRATIONS[1]}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 2;`);
    const content = old.prepare(
      'INSERT INTO contents (number, fields, permission, chapters, words) VALUES (?, ?, ?, ?, 1)',
    );
    const row = old.prepare(
      `INSERT INTO stories VALUES (?, ?, '${SHARED_LIBRARY}', ?, 1, ?, ?, ?, 10, 1, ?, '', 1, 1)`,
    );
    for (const [number, title, withdrawn] of [
      [1, 'Old Lamps', 0],
      [2, 'Withdrawn Lamps', 1],
      [3, 'New Lamps', 0],
    ] as const) {
      content.run(number, JSON.stringify({ ...story.fields, title }), JSON.stringify(story.permission), '[]');
      row.run(number, `id-${number}`, `key-${number}`, withdrawn, number, number, title.toLowerCase());
    }
    old.close();
    const catalog = await openSqliteCatalog({ file, now: () => NOW, exclusive: true });
    const { hits } = await catalog.search(asked({ text: 'lamps' }), EVERYONE, ALL);
    expect(hits.map(({ title }) => title)).toEqual(['New Lamps', 'Old Lamps']);
    expect(await catalog.suggest('tag', 'lam', EVERYONE, 25)).toMatchObject([{ value: 'lamp', uses: 2 }]);
    await catalog.close();
  });
});

describe('the file of an index', () => {
  it('is for the eyes that the catalog is for', async () => {
    await add(...titled('One'));
    chmodSync(file, 0o600);
    await start();
    expect(statSync(snapshotFile(file)).mode & 0o777).toBe(0o600);
  });

  it('may be deleted at any time', async () => {
    await add(...titled('One'));
    await start();
    rmSync(snapshotFile(file));
    expect((await start()).titles).toEqual(['One']);
  });

  it('is not written again where nothing changed', async () => {
    await add(...titled('One'));
    await start();
    const before = readFileSync(snapshotFile(file));
    await start();
    expect(readFileSync(snapshotFile(file)).equals(before), 'each has a name of its own').toBe(true);
  });

  it('is thrown away where it is damaged anywhere', async () => {
    await add(...titled('One', 'Two'));
    await start();
    const whole = readFileSync(snapshotFile(file));
    const damaged = fc.oneof(
      fc.nat(whole.length - 1).map((length) => whole.subarray(0, length)),
      fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, bits]) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ bits;
        return bytes;
      }),
      fc.uint8Array({ minLength: 1, maxLength: 20 }).map((more) => Buffer.concat([whole, more])),
      fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        writeFileSync(snapshotFile(file), bytes);
        const { engine, kind, titles, close } = openIndex(new Counted(), { saves: false });
        engine.begin();
        expect(await titles()).toEqual(['One', 'Two']);
        await close();
        expect([kind.loads, kind.puts]).toEqual([0, 2]);
      }),
      { numRuns: 60 },
    );
  });

  it('is thrown away where it is of another format, older or newer', async () => {
    await add(...titled('One'));
    await start();
    for (const format of [0, 2]) {
      const kind = new Counted();
      kind.format = format;
      const { titles } = await start(kind);
      expect(titles).toEqual(['One']);
      expect([kind.loads, kind.puts]).toEqual([0, 1]);
    }
  });

  it('is thrown away where it is another catalog’s', async () => {
    await add(...titled('One'));
    await start();
    const other = readFileSync(snapshotFile(file));
    file = `${file}-other`;
    await add(...titled('Else'));
    await start();
    writeFileSync(snapshotFile(file), other);
    const { titles, kind } = await start();
    expect(titles).toEqual(['Else']);
    expect(kind.loads).toBe(0);
  });

  it('is thrown away beside an older copy of its catalog, even one that has seen as many changes since', async () => {
    await add(...titled('One'));
    await start();
    const copy = `${file}-copy`;
    copyFileSync(file, copy);
    await add(...titled('Two', 'Three'));
    await start();
    copyFileSync(copy, file);
    await add(...titled('Four', 'Five'));
    const { titles, kind } = await start();
    expect(titles).toEqual(['Five', 'Four', 'One']);
    expect(kind.loads).toBe(0);
  });

  it('has nothing more of a library that is gone', async () => {
    await add({ title: 'Stays' }, { title: 'Departed', library: LEFT });
    await start();
    expect(readFileSync(snapshotFile(file)).includes('eparted')).toBe(true);
    const catalog = await openSqliteCatalog({ file, now: () => NOW, exclusive: false });
    const { libraries } = catalog.moderation;
    await libraries.leave(LEFT, NOW);
    while (await libraries.removeSome(LEFT, NOW, NOW + 1));
    await catalog.close();
    // Saved once more before it was forgotten, and nothing changes any more.
    const unforgetting = new Counted();
    unforgetting.isForgetting = false;
    await start(unforgetting);
    expect(readFileSync(snapshotFile(file)).includes('eparted')).toBe(true);
    const { kind, titles, close } = openIndex();
    expect(await titles()).toEqual(['Stays']);
    while (kind.forgets === 0) await turn();
    await close();
    expect(kind.puts).toBe(0);
    const left = readFileSync(snapshotFile(file));
    expect([left.includes('eparted'), left.includes('tays')]).toEqual([false, true]);
    expect((await start()).titles).toEqual(['Stays']);
  });

  it('is nothing that anybody is troubled with where it cannot be written', async () => {
    await add(...titled('One'));
    mkdirSync(`${snapshotFile(file)}.part`);
    expect((await start()).titles).toEqual(['One']);
    expect((await start()).titles).toEqual(['One']);
  });

  it('is given up where the index changes while it is written, and leaves nothing', async () => {
    await add(...titled('One'));
    const db = new Database({ file, exclusive: false });
    for (const asks of [0, 1, 2]) {
      let left = asks;
      const { snapshot } = sqlitePort(db, { sharedTexts: false, textIndex: null });
      const saved = await saveSnapshot(snapshot, FAST_INDEX, { index: FAST_INDEX.create(), heard: 1 }, () => {
        left -= 1;
        return left >= 0;
      });
      expect(saved).toBe(false);
    }
    db.close();
    expect(readdirSync(dirname(file)).filter((name) => name.includes('-search'))).toEqual([]);
  });
});

describe('a program that is killed beside the file of an index', () => {
  it('has everything found at the next start that it was told of', async () => {
    await add(...titled('Before'));
    await start();
    const script = new URL('killed-writer.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const told: string[] = [];
    for await (const id of createInterface({ input: child.stdout })) {
      told.push(id);
      if (told.length === 12) child.kill('SIGKILL');
    }
    if (child.signalCode === null) await once(child, 'exit');
    const catalog = await openSqliteCatalog({ file, now: () => NOW, exclusive: true });
    const { hits, total } = await catalog.search(asked({}), EVERYONE, ALL);
    expect(hits.map(({ id }) => id)).toEqual(expect.arrayContaining(told));
    expect(total).toBe(await catalog.count());
    await catalog.close();
  });
});
