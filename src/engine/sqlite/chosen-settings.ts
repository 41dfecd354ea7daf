/**
 * Reads what a library chose, outside the engine's thread: who checks it with zod loads a hundred modules, which every start of the
 * thread would pay for.
 */
import { z } from 'zod';
import { DEFAULT_SETTINGS, type LibrarySettings, READING_WAYS } from '#src/moderation/settings.ts';
import { RATING_FLOORS } from '#src/story/audience.ts';

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

/** @param json - as `putSettings` has kept it. */
export function settingsOf(json: string): LibrarySettings {
  const known = Object.entries(chosen.parse(JSON.parse(json))).filter(([, value]) => value !== undefined);
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(known) };
}
