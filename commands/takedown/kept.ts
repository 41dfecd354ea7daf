/**
 * Takedowns that a moderator was asked to confirm.
 */
import { z } from 'zod';
import { keepAsNew, kept } from '#src/kept/kept.ts';
import { DAY, id, type Kind } from '#src/kept/kind.ts';
import type { StoryId } from '#src/story/story.ts';

interface TakedownAsk {
  readonly library: string;
  readonly story: StoryId;
  readonly reason: string;
}

const kind: Kind<TakedownAsk> = {
  name: 'takedown-asks',
  version: 1,
  belongs: 'to-nobody',
  schema: z.strictObject({ library: id, story: id, reason: z.string() }),
  ttl: DAY,
};

export const TAKEDOWN_ASKS = kept(kind, (asks, means) => ({
  /** Gives back the id under which it is confirmed. */
  keep: (ask: TakedownAsk): Promise<string> => keepAsNew(asks, means, ask),
  /** Null where it is unknown, or was asked a day ago. */
  get: (name: string) => asks.get([name]),
  forget: (name: string) => asks.delete([name]),
}));
