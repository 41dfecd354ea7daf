/**
 * What the bot keeps of its readers and for itself: a kind of value, with what can be done with it. Each feature declares its own
 * in its kept.ts, by one of three makers: a list with a limit, a single value, a session.
 */
import type { Collection } from '#src/kept/collection.ts';
import type { Kind } from '#src/kept/kind.ts';
import type { Exclusively } from '#src/workers/queue.ts';

/** What comes from outside: a clock, and ids that are new. */
export interface Means {
  /** ms since 1970. */
  readonly now: () => number;
  /** 1 to 12 of `A-Z a-z 0-9 _ -`, hard to guess. */
  readonly newId: () => string;
  /** For work around several changes of values, none of which is waited for when the bot stops; keys are apart from those of values. */
  readonly exclusively: Exclusively;
}

/** A kind with what can be done with its values. */
export interface Kept<Value extends object, Use> {
  readonly kind: Kind<Value>;
  use(values: Collection<Value>, means: Means): Use;
}

/** A kept thing whose types are forgotten: what lists hold. */
export type AnyKept = Kept<object, unknown>;

export function kept<Value extends object, Use>(
  kind: Kind<Value>,
  use: (values: Collection<Value>, means: Means) => Use,
): Kept<Value, Use> {
  return { kind, use };
}
