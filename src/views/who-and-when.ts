/**
 * People and times as Discord shows them to whoever reads: a mention that pings nobody, a time of their own clock.
 */
import type { Language } from '#src/language/language.ts';

/** @param by - a Discord user id; anything else is the operator. */
export function whoText(language: Language, by: string): string {
  return /^\d{1,20}$/.test(by) ? `<@${by}>` : language.say('care.operator');
}

/** The date and the time. @param at - ms since 1970. */
export function whenText(at: number): string {
  return `<t:${Math.floor(at / 1000)}:f>`;
}

/** "3 hours ago", "in 21 hours". */
export function agoText(at: number): string {
  return `<t:${Math.floor(at / 1000)}:R>`;
}
