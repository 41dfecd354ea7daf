/**
 * Somebody as a message names them: the only place that makes a mention.
 */
import type { Language } from '#src/language/language.ts';
import { FORGOTTEN } from '#src/moderation/persons.ts';

/**
 * @param by - a Discord user id, `operator`, or the word that stands for whoever asked to be forgotten.
 * @param at - where in a sentence.
 */
export function personShown(language: Language, by: string, at: 'beginning' | 'within' = 'within'): string {
  if (/^\d{1,20}$/.test(by)) return `<@${by}>`;
  return language.say(`kit.persons.${by === FORGOTTEN ? 'forgotten' : 'operator'}-${at}`);
}
