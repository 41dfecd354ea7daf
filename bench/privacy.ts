/** How long a member waits for what is kept of them, among what is kept of everybody; and what a start on an older file takes. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { KEPT } from '#commands/index.ts';
import { openSqliteFile } from '#src/kept/sqlite/store.ts';
import { openState } from '#src/kept/state.ts';
import { newId } from '#src/stores.ts';
import { figures } from './figures.ts';
import type { Row } from './table.ts';

/** In ms. */
const AIM = 20;
const ROUNDS = 50;
/** A member's entries: places and searches, half and half. */
const EACH = 40;

const fail = (reason: unknown) => {
  throw reason instanceof Error ? reason : new Error(JSON.stringify(reason));
};

/** @param entries - that the file holds, of all members together. */
export async function measurePrivacy(folder: string, entries: number): Promise<Row[]> {
  const file = join(folder, 'many readers.db');
  const open = async () => {
    const store = await openSqliteFile({ file, now: Date.now, onPurgeFailed: fail, onUnowned: fail });
    return openState({ store, now: Date.now, newId, kept: KEPT, onUnreadable: fail });
  };
  await (await open()).close();
  const readers = Math.ceil(entries / EACH);
  const idOf = (reader: number) => `2${String(reader).padStart(17, '0')}`;
  fill(file, readers, idOf);
  const begun = performance.now();
  const state = await open();
  const opened = performance.now() - begun;
  const asked = async (rounds: number) => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const reader = idOf(Math.floor((round * readers) / rounds));
      const from = performance.now();
      const found = await state.readers.ofReader(reader);
      times.push(performance.now() - from);
      if (Object.values(found).flat().length !== EACH) throw new Error(`Not all of ${reader} was found.`);
    }
    return figures(times);
  };
  const before = await asked(1);
  using db = new DatabaseSync(file, { readOnly: true });
  const unknown = db.prepare(
    "SELECT 1 FROM entries WHERE owner IS NULL AND key >= 'search' AND key < 'searci' LIMIT 1",
  );
  while (unknown.get()) await wait(100);
  const noted = performance.now() - begun;
  const after = await asked(ROUNDS);
  await state.close();
  const among = `what is kept of one among ${readers * EACH} entries`;
  const row = { unit: 'ms', aim: null } as const;
  return [
    { ...row, measure: `${among}, p50`, ours: after.p50, bare: before.p50, aim: { of: 'total', atMost: AIM } },
    { ...row, measure: `${among}, p99`, ours: after.p99, bare: before.p50, aim: { of: 'total', atMost: AIM } },
    { ...row, measure: 'an older file is open, and all of it noted', ours: opened, bare: noted },
  ];
}

/** As an earlier release wrote them. */
function fill(file: string, readers: number, idOf: (reader: number) => string): void {
  using db = new DatabaseSync(file);
  const put = db.prepare('INSERT INTO entries (key, value) VALUES (?, ?)');
  db.exec('BEGIN');
  for (let reader = 0; reader < readers; reader += 1) {
    const id = idOf(reader);
    for (let number = 0; number < EACH / 2; number += 1) {
      const place = { place: { chapter: 3, offset: 1000, context: 'It was late.' }, revision: 1, updatedAt: 1 };
      put.run(`places:${id}/story-${number}`, JSON.stringify({ value: { v: 1, ...place } }));
      const search = { reader: id, query: 'hiatus rating:teen', guildId: '1', channelId: '2', startedAt: 1 };
      put.run(`search-sessions:${reader}-${number}`, JSON.stringify({ value: { v: 2, ...search } }));
    }
  }
  db.exec('COMMIT');
}
