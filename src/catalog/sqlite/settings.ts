/**
 * Libraries' settings: each choice that differs from the defaults, so that a new release's defaults reach who never chose.
 */
import { z } from 'zod';
import type { Database } from '#src/catalog/sqlite/database.ts';
import { DEFAULT_SETTINGS, type LibrarySettings, READING_WAYS } from '#src/moderation/settings.ts';
import { RATING_FLOORS } from '#src/story/audience.ts';
import type { LibraryId } from '#src/story/story.ts';

/** A choice that a release does not know any more is no choice: the default stands. */
const chosen = z.object({
  moderatorRoles: z.array(z.string()).optional().catch(undefined),
  ratingFloor: z.enum(RATING_FLOORS).optional().catch(undefined),
  reportChannel: z.string().optional().catch(undefined),
  logChannel: z.string().optional().catch(undefined),
  readingWay: z.enum(READING_WAYS).optional().catch(undefined),
  readingChannel: z.string().optional().catch(undefined),
  sharing: z.boolean().optional().catch(undefined),
  textSearch: z.boolean().optional().catch(undefined),
} satisfies Record<keyof LibrarySettings, z.ZodType>);

export function allSettings(db: Database): Map<LibraryId, LibrarySettings> {
  const rows = db.all<{ library: LibraryId; settings: string }>(
    "SELECT library, settings FROM libraries WHERE settings <> '{}'",
  );
  return new Map(rows.map(({ library, settings }) => [library, settingsOf(settings)]));
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

function settingsOf(json: string): LibrarySettings {
  const known = Object.entries(chosen.parse(JSON.parse(json))).filter(([, value]) => value !== undefined);
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(known) };
}
