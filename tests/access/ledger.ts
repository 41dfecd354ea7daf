/**
 * Both files of the bot, read beside it: what is in them before somebody presses, and after.
 */
import { DatabaseSync } from 'node:sqlite';

/** What the bot makes of the other tables by itself and sooner or later, and the register of what its messages show. */
const MADE: ReadonlySet<string> = new Set([
  ...['story_changes', 'story_words', 'kept_words', 'saved_index', 'pages', 'posts'],
  ...['searched_texts', 'searched_pieces', 'sqlite_sequence'],
]);

/** When and where the bot told somebody of what was done before: that comes in its own time. */
const TOLD: ReadonlySet<string> = new Set(['told_at', 'channel', 'message', 'swept_at']);

/** Which language somebody reads is seen at whatever they ask, also where it is refused. */
const SEEN = 'last-language';

interface File {
  readonly database: DatabaseSync;
  /** What it was when it was read last. */
  version: unknown;
  rows: readonly string[];
}

export class Ledger implements Disposable {
  readonly #files: readonly File[];

  constructor(...paths: readonly string[]) {
    this.#files = paths.map((path) => ({
      database: new DatabaseSync(path, { readOnly: true }),
      version: null,
      rows: [],
    }));
  }

  /** Every row, as text that begins with its table's name. */
  rows(): string[] {
    return this.#files.flatMap((file) => {
      // SQLite counts up when another connection has written.
      const version = file.database.prepare('PRAGMA data_version').get()?.data_version;
      if (version !== file.version) Object.assign(file, { version, rows: rowsOf(file.database) });
      return file.rows;
    });
  }

  [Symbol.dispose](): void {
    for (const { database } of this.#files) database.close();
  }
}

function rowsOf(database: DatabaseSync): string[] {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return tables
    .map(({ name }) => String(name))
    .filter((name) => !MADE.has(name) && !name.startsWith('text_index'))
    .flatMap((name) => {
      const rows = database.prepare(`SELECT * FROM ${name}`).all();
      return rows.map(
        (row) => `${name} ${JSON.stringify(Object.entries(row).filter(([column]) => !TOLD.has(column)))}`,
      );
    })
    .filter((row) => !row.includes(SEEN));
}
