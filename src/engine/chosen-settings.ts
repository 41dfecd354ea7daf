/**
 * Reads what a library chose, outside the engine's thread: who checks it with zod loads a hundred modules, which every start of the
 * thread would pay for.
 */
import { z } from 'zod';
import { parsed, readOr, type TellUnreadable } from '#src/engine/stored.ts';
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

/** Where they cannot be read the defaults stand. @param json - what differs from the defaults. */
export function settingsOf(json: string, library: LibraryId, tell: TellUnreadable): LibrarySettings {
  const read = readOr('libraries', library, tell, () => chosen.safeParse(parsed(json)));
  if (read?.error) tell({ place: 'libraries', key: library, reason: 'its settings are no object' });
  const known = Object.entries(read?.data ?? {}).filter(([, value]) => value !== undefined);
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(known) };
}
