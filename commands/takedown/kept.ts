/**
 * Takedowns that a moderator was asked to confirm.
 */
import { z } from 'zod';
import { id } from '#src/kept/kind.ts';
import { keptSession } from '#src/kept/session.ts';
import type { StoryId } from '#src/story/story.ts';

interface TakedownAsk {
  readonly library: string;
  readonly story: StoryId;
  readonly reason: string;
}

const schema: z.ZodType<TakedownAsk> = z.strictObject({ library: id, story: id, reason: z.string() });

export const TAKEDOWN_ASKS = keptSession(
  { name: 'takedown-asks', version: 1, belongs: 'to-nobody', schema, days: 1 },
  (asks) => ({
    /** Gives back the id under which it is confirmed. */
    keep: asks.start,
    /** Null where it is unknown, or was asked a day ago. */
    get: asks.get,
    forget: asks.end,
  }),
);
