/** Settings in a file that another release, or a broken disk, has written. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import type { UnreadableValue } from '#src/engine/stored.ts';
import { DEFAULT_SETTINGS } from '#src/moderation/settings.ts';
import { EVERYTHING_CHOSEN } from '#tests/catalog/contract/settings.ts';
import { BAKER, MERYTON } from '#tests/catalog/contract/trial.ts';

const folder = await mkdtemp(join(tmpdir(), 'ficus-settings-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
const newFile = () => join(folder, `${files++}.db`);
const open = (file: string, onUnreadable: (value: UnreadableValue) => void = () => {}) =>
  openSqliteCatalog({ file, now: () => 1_000_000, exclusive: true, onUnreadable });

describe('settings', () => {
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

  it('that are none are told, stand at their defaults, and take no other library’s down', async () => {
    const file = newFile();
    const first = await open(file);
    for (const library of [BAKER, MERYTON]) await first.moderation.settings.put(library, EVERYTHING_CHOSEN);
    await first.close();
    using database = new DatabaseSync(file);
    database.prepare('UPDATE libraries SET settings = ? WHERE library = ?').run('[7]', BAKER);
    const told: UnreadableValue[] = [];
    const second = await open(file, (value) => told.push(value));
    const settings = await second.moderation.settings.all();
    expect([settings.get(BAKER), settings.get(MERYTON)]).toEqual([DEFAULT_SETTINGS, EVERYTHING_CHOSEN]);
    expect(told).toMatchObject([{ place: 'libraries', key: BAKER }]);
    await second.close();
  });
});
