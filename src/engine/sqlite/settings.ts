/**
 * Libraries' settings: each choice that differs from the defaults, so that a new release's defaults reach who never chose.
 */
import type { Database } from '#src/engine/sqlite/database.ts';
import { DEFAULT_SETTINGS, type LibrarySettings } from '#src/moderation/settings.ts';
import type { LibraryId } from '#src/story/story.ts';

/** @returns what each library chose, as JSON. */
export function allSettings(db: Database): Map<LibraryId, string> {
  const rows = db.all<{ library: LibraryId; settings: string }>(
    "SELECT library, settings FROM libraries WHERE settings <> '{}'",
  );
  return new Map(rows.map(({ library, settings }) => [library, settings]));
}

/** @returns as `allSettings`; undefined where nothing was chosen. */
export function librarySettings(db: Database, library: LibraryId): string | undefined {
  return db.get<{ settings: string }>("SELECT settings FROM libraries WHERE library = ? AND settings <> '{}'", library)
    ?.settings;
}

export function putSettings(db: Database, library: LibraryId, settings: LibrarySettings): void {
  const names = Object.keys(DEFAULT_SETTINGS) as (keyof LibrarySettings)[];
  const differing = names.filter((name) => JSON.stringify(settings[name]) !== JSON.stringify(DEFAULT_SETTINGS[name]));
  db.run(
    `INSERT INTO libraries (library, settings) VALUES (?, ?)
     ON CONFLICT (library) DO UPDATE SET settings = excluded.settings`,
    library,
    JSON.stringify(Object.fromEntries(differing.map((name) => [name, settings[name]]))),
  );
}
