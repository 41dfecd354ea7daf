/**
 * A kind of value that the bot keeps: its shape, its version, how long it lasts, whose it is, and what its owner is told of it.
 *
 * A value written by one release is read by the next: whoever changes a schema raises its version. Names are for ever.
 */
import { z } from 'zod';
import type { Key } from '#src/kept/key.ts';

// A parser that Zod compiles pays after thousands of values; before the first page that somebody reads it costs 20 ms.
z.config({ jitless: true });

export const DAY = 24 * 60 * 60 * 1000;

/** Times are in ms since 1970, ids of people, servers, channels and messages are Discord's. */
export const time = z.number();
export const id = z.string().min(1);

export interface Kind<Value extends object> {
  /** The namespace in the store; for ever. */
  readonly name: string;
  /** Raised whenever the schema changes, so that an older bot never half-understands a newer value. */
  readonly version: number;
  /** Whose it is: the person's whose id the key begins with, or whom the value names in this field. */
  readonly belongs: 'by-key' | 'to-nobody' | { readonly field: 'reader' | 'moderator' };
  readonly schema: z.ZodType<Value>;
  /** In ms since the last write; absent is for ever. */
  readonly ttl?: number;
  /** Where all keys are asked for: few at any time. */
  readonly listed?: true;
  /** What is left of a value when all in it is forgotten that is not newer than a time; absent: nothing. */
  newer?(value: Value, until: number): Value | null;
  /** The message in Discord that shows it: forgotten with it. Null where there is none; absent where there never is. */
  standsIn?(value: Value): { readonly channel: string; readonly message: string } | null;
  /** Absent for what belongs to nobody. */
  readonly told?: Told<Value>;
}

/** What the owner of a value is told of it. */
interface Told<Value extends object> {
  /** Of its sentence under `kept` in the feature's sentences, of its field in an export and of its row in the document; for ever. */
  readonly name: string;
  /** Only where there is something: what moderators alone have, or nobody on a good day. */
  readonly rare?: true;
  /** How many one value stands for; absent: one. */
  count?(value: Value): number;
  /** A value as an export tells it. */
  rows(value: Value, key: Key): readonly object[];
}
