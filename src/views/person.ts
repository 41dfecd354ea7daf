/**
 * Somebody as a message names them: the only place that makes a mention.
 */
import type { Language } from '#src/language/language.ts';
import { FORGOTTEN } from '#src/moderation/persons.ts';

/** @param by - a Discord user id, `operator`, or the word that stands for whoever asked to be forgotten. */
export function personShown(language: Language, by: string): string {
  if (by === FORGOTTEN) return language.say('persons.forgotten');
  return /^\d{1,20}$/.test(by) ? `<@${by}>` : language.say('persons.operator');
}
