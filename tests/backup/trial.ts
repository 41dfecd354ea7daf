/** A catalog and a readers' state on disk, what they hold, and what stands beside them: what every test of backups starts from. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll } from 'vitest';
import { backUp } from '#src/backup/backup.ts';
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { aStory } from '#tests/catalog/stories.ts';
import { openWholeState } from '#tests/kept/state.ts';

const FICUS = '9.8.7';

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

export class Shelf {
  readonly folder: string;
  readonly catalog: string;
  readonly state: string;
  readonly backup: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.catalog = join(folder, 'ficus.db');
    this.state = join(folder, 'readers', 'state.db');
    this.backup = join(folder, 'shelf.backup');
  }

  static open(): Shelf {
    const folder = mkdtempSync(join(tmpdir(), 'ficus-backup-'));
    folders.push(folder);
    return new Shelf(folder);
  }

  /** Another one that holds the same. */
  copy(): Shelf {
    const copy = Shelf.open();
    cpSync(this.folder, copy.folder, { recursive: true });
    return copy;
  }

  /** Publishes stories by title; their ids. */
  async publish(...titles: string[]): Promise<string[]> {
    const catalog = await openSqliteCatalog({ file: this.catalog, now: Date.now, exclusive: true });
    const added = await catalog.addAll(titles.map((title) => aStory({ title, key: title })));
    await catalog.close();
    return added.map(({ id }) => id);
  }

  /** A reader keeps a story for later. */
  async keep(reader: string, story: string): Promise<void> {
    const state = await openWholeState({
      ...{ file: this.state, now: Date.now, newId: () => 'id' },
      ...{ onUnreadable: () => {}, onPurgeFailed: () => {} },
    });
    await state.shelf.keep(reader, story);
    await state.close();
  }

  async makeBackup(force = false) {
    const { catalog, state, backup: file } = this;
    return backUp({ catalog, state, file, force, made: new Date().toISOString(), ficus: FICUS });
  }

  order(stamp = 'then') {
    return { file: this.backup, catalog: this.catalog, state: this.state, stamp, ficus: FICUS };
  }

  /** What both databases hold, as they are opened. */
  holds(catalog = this.catalog, state = this.state): { readonly titles: string[]; readonly readers: number } {
    return {
      titles: rows(catalog, 'SELECT title FROM stories WHERE withdrawn = 0 ORDER BY title').map(({ title }) =>
        String(title),
      ),
      readers: rows(state, 'SELECT key FROM entries').length,
    };
  }

  /** Names of files, without locks, what SQLite keeps beside its databases, and the index, which is made anew where it is missing. */
  files(): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => !/(\.lock|\.lock-journal|-wal|-shm|-search|^readers)$/.test(name))
      .sort();
  }
}

/** Whether this machine lets us make a disk of any size. */
export function canMount(): boolean {
  const shelf = mkdtempSync(join(tmpdir(), 'ficus-disk-'));
  folders.push(shelf);
  try {
    using _disk = smallDisk(shelf, 64);
    return true;
  } catch {
    return false;
  }
}

/** A folder for so many KiB, until it is disposed of. */
export function smallDisk(folder: string, size: number): Disposable & { readonly path: string } {
  const path = join(folder, 'small');
  mkdirSync(path);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}k`, 'none', path], { stdio: 'ignore' });
  return { path, [Symbol.dispose]: () => void execFileSync('umount', [path]) };
}

export function rows(file: string, sql: string): Record<string, unknown>[] {
  using database = new DatabaseSync(file);
  return database.prepare(sql).all();
}

export function change(file: string, sql: string): void {
  using database = new DatabaseSync(file);
  database.exec(sql);
}
