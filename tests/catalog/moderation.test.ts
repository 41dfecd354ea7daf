/** What every engine keeps of libraries beside their stories: choices and the log of what was done. Over the real file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { MOST_ALIASES, readAlias } from '#src/moderation/library-aliases.ts';
import type { NewLogEntry } from '#src/moderation/library-log.ts';
import { DEFAULT_SETTINGS, type LibrarySettings, SettingsBook } from '#src/moderation/settings.ts';

const folder = await mkdtemp(join(tmpdir(), 'ficus-moderation-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
const newFile = () => join(folder, `${files++}.db`);
const open = (file: string) => openSqliteCatalog({ file, now: () => 1_000_000, exclusive: true });

const BAKER = '111111111111111111';
const MERYTON = '222222222222222222';
const EVERYTHING_CHOSEN: LibrarySettings = {
  moderatorRoles: ['31', '32'],
  ratingFloor: 'mature-nowhere',
  reportChannel: '41',
  logChannel: '42',
  readingWay: 'private',
  readingChannel: '43',
  sharing: false,
  textSearch: true,
};

describe('settings', () => {
  it('are kept by library, in a book that opens with all of them, after a restart too', async () => {
    const file = newFile();
    const first = await open(file);
    const book = await SettingsBook.open(first.moderation.settings);
    expect(book.of(BAKER)).toEqual(DEFAULT_SETTINGS);
    await book.change(BAKER, EVERYTHING_CHOSEN);
    await book.change(MERYTON, { sharing: false });
    await first.close();

    const second = await open(file);
    const again = await SettingsBook.open(second.moderation.settings);
    expect(again.of(BAKER)).toEqual(EVERYTHING_CHOSEN);
    expect(again.of(MERYTON)).toEqual({ ...DEFAULT_SETTINGS, sharing: false });
    expect(again.of(null)).toEqual(DEFAULT_SETTINGS);
    expect(await again.change(BAKER, DEFAULT_SETTINGS)).toEqual({ before: EVERYTHING_CHOSEN, after: DEFAULT_SETTINGS });
    expect((await SettingsBook.open(second.moderation.settings)).of(BAKER)).toEqual(DEFAULT_SETTINGS);
    await second.close();
  });

  it('that are changed at once are all changed', async () => {
    const catalog = await open(newFile());
    const book = await SettingsBook.open(catalog.moderation.settings);
    await Promise.all([
      book.change(BAKER, { sharing: false }),
      book.change(BAKER, { logChannel: '42' }),
      book.change(BAKER, { ratingFloor: 'teen' }),
    ]);
    const changed = { ...DEFAULT_SETTINGS, sharing: false, logChannel: '42', ratingFloor: 'teen' };
    expect(book.of(BAKER)).toEqual(changed);
    expect((await catalog.moderation.settings.all()).get(BAKER)).toEqual(changed);
    await catalog.close();
  });

  it('that this release does not know stand at their defaults, and the others as they were chosen', async () => {
    const file = newFile();
    const first = await open(file);
    await first.moderation.settings.put(BAKER, EVERYTHING_CHOSEN);
    await first.close();
    const kept = JSON.stringify({
      ...EVERYTHING_CHOSEN,
      ...{ ratingFloor: 'adults-upside-down', readingWay: 7, sharing: 'sometimes', moderatorRoles: '31', hat: 'tall' },
      textSearch: 7,
    });
    const database = new DatabaseSync(file);
    database.prepare('UPDATE libraries SET settings = ? WHERE library = ?').run(kept, BAKER);
    database.close();
    const second = await open(file);
    expect((await second.moderation.settings.all()).get(BAKER)).toEqual({
      ...DEFAULT_SETTINGS,
      ...{ reportChannel: '41', logChannel: '42', readingChannel: '43' },
    });
    await second.close();
  });
});

describe('the log of a library', () => {
  const entry = (at: number, more: Partial<NewLogEntry> = {}): NewLogEntry => ({
    ...{ library: BAKER, by: '7', at, action: 'published', story: `story${at}`, details: { title: `Fic ${at}` } },
    ...more,
  });

  it('gives what was noted, newest first, of one library or one fic, after a restart too', async () => {
    const file = newFile();
    const first = await open(file);
    const { log } = first.moderation;
    const change: NewLogEntry = {
      ...{ library: BAKER, by: '7', at: 3, action: 'settings-changed' },
      details: { setting: 'sharing', before: 'on', after: 'off' },
    };
    await log.add(entry(1), entry(2));
    await log.add(change);
    await log.add(entry(4, { library: MERYTON }));
    await log.add(entry(5, { story: 'story1', action: 'withdrawn' }));
    await first.close();

    const second = await open(file);
    const again = second.moderation.log;
    const all = await again.list(BAKER, null, 10);
    expect(all.map(({ at }) => at)).toEqual([5, 3, 2, 1]);
    expect(all.map(({ number, ...noted }) => noted)[1]).toEqual(change);
    expect((await again.list(BAKER, 'story1', 10)).map(({ action }) => action)).toEqual(['withdrawn', 'published']);
    expect((await again.list(MERYTON, null, 10)).map(({ at }) => at)).toEqual([4]);
    expect(await again.list(MERYTON, 'story1', 10)).toEqual([]);
    await second.close();
  });

  it('is paged by number: whatever is noted meanwhile, no entry comes twice and none is left out', async () => {
    const catalog = await open(newFile());
    const { log } = catalog.moderation;
    await log.add(...Array.from({ length: 25 }, (_, index) => entry(index)));
    const seen: number[] = [];
    let before: number | undefined;
    for (let page = 0; page < 5; page++) {
      const entries = await log.list(BAKER, null, 10, before);
      seen.push(...entries.map(({ at }) => at));
      before = entries.at(-1)?.number ?? before;
      await log.add(entry(100 + page));
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => 24 - index));
    await catalog.close();
  });
});

describe('a library’s own names', () => {
  const OURS = { kind: 'pairing', alias: 'Our Boys', standsFor: 'Sherlock Holmes/John Watson' } as const;

  it('are kept by library, by kind and letters, after a restart too, and changed by being noted again', async () => {
    const file = newFile();
    const first = await open(file);
    const { aliases } = first.moderation;
    expect((await aliases.put(BAKER, OURS, '7', 1)).outcome).toBe('added');
    expect((await aliases.put(BAKER, { kind: 'tag', alias: 'Weepy', standsFor: 'Angst' }, '7', 2)).outcome).toBe(
      'added',
    );
    expect((await aliases.put(BAKER, { kind: 'tag', alias: 'cosy', standsFor: 'Fluff' }, '7', 3)).outcome).toBe(
      'added',
    );
    expect((await aliases.put(MERYTON, { ...OURS, standsFor: 'Darcy/Bingley' }, '8', 4)).outcome).toBe('added');
    expect((await aliases.put(BAKER, OURS, '9', 5)).outcome).toBe('same');
    const again = { ...OURS, alias: 'OUR BOYS', standsFor: 'Holmes/Watson' };
    expect((await aliases.put(BAKER, again, '9', 6)).outcome).toBe('changed');
    await first.close();

    const second = await open(file);
    const listed = async (library: string) =>
      (await second.moderation.aliases.list(library)).map(({ number, ...alias }) => alias);
    expect(await listed(BAKER)).toEqual([
      again,
      { kind: 'tag', alias: 'cosy', standsFor: 'Fluff' },
      { kind: 'tag', alias: 'Weepy', standsFor: 'Angst' },
    ]);
    expect(await listed(MERYTON)).toEqual([{ ...OURS, standsFor: 'Darcy/Bingley' }]);
    await second.close();
  });

  it('are in the library’s log from the same step on, and a number is never another’s', async () => {
    const catalog = await open(newFile());
    const { aliases, log } = catalog.moderation;
    const { entry } = await aliases.put(BAKER, OURS, '7', 1);
    const [first] = await aliases.list(BAKER);
    const number = first?.number ?? 0;
    expect(await aliases.remove(MERYTON, number, '8', 2)).toBeNull();
    const gone = await aliases.remove(BAKER, number, '7', 3);
    expect(await aliases.remove(BAKER, number, '7', 4)).toBeNull();
    await aliases.put(BAKER, OURS, '7', 5);
    expect((await aliases.list(BAKER))[0]?.number).not.toBe(number);
    const noted = (await log.list(BAKER, null, 10)).map(({ number: _, ...each }) => each).toReversed();
    expect(noted.slice(0, 2)).toEqual([entry, gone]);
    expect(noted.map(({ action }) => action)).toEqual(['alias-added', 'alias-removed', 'alias-added']);
    await catalog.close();
  });

  it('are so many at most; those that are there can still be changed', async () => {
    const catalog = await open(newFile());
    const { aliases } = catalog.moderation;
    const put = (number: number, standsFor = 'Fluff') =>
      aliases.put(BAKER, { kind: 'tag', alias: `name ${number}`, standsFor }, '7', 1);
    for (let number = 0; number < MOST_ALIASES; number += 1) expect((await put(number)).outcome).toBe('added');
    expect(await put(MOST_ALIASES)).toEqual({ outcome: 'full', entry: null });
    expect((await put(3, 'Angst')).outcome).toBe('changed');
    expect(await aliases.list(BAKER)).toHaveLength(MOST_ALIASES);
    await catalog.close();
  });

  it('are names on one line, and not of themselves', () => {
    expect(readAlias('tag', ' soft\u0000\nhours ', 'Fluff')).toEqual({
      kind: 'tag',
      alias: 'soft hours',
      standsFor: 'Fluff',
    });
    for (const [name, means] of [
      ['', 'Fluff'],
      ['💔', 'Fluff'],
      ['soft', '/'],
    ] as const) {
      expect(() => readAlias('tag', name, means), name).toThrow('name-blank');
    }
    expect(() => readAlias('tag', 'FLUFF', 'fluff')).toThrow('alias-of-itself');
    expect(() => readAlias('pairing', 'Watson x Holmes', 'Holmes/Watson')).toThrow('alias-of-itself');
  });
});
