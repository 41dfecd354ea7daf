/**
 * Somebody as a message names them: the only place that makes a mention.
 */
import { FORGOTTEN } from '#src/moderation/persons.ts';

/** @param id - a Discord user id. */
export function mention(id: string): string {
  return `<@${id}>`;
}

/** A sentence about what somebody did says by itself who that was, as its language puts it. */
export interface Doer {
  readonly by: 'member' | 'forgotten' | 'operator';
  /** The member's mention. */
  readonly who: string;
}

/** @param by - a Discord user id, `operator`, or the word that stands for whoever asked to be forgotten. */
export function doer(by: string): Doer {
  if (/^\d{1,20}$/.test(by)) return { by: 'member', who: mention(by) };
  return { by: by === FORGOTTEN ? 'forgotten' : 'operator', who: '' };
}
