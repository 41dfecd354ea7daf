/**
 * Which characters story text never holds, and which of those it holds cannot be seen.
 */

/**
 * Controls other than the line break, and what turns the direction of the text around it (U+202A–202E, U+2066–2069): a
 * line of the bot's own that followed would be read backwards. Plain direction marks stay, right-to-left prose needs them.
 */
export const FORBIDDEN = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** White space, and what Unicode says to show as nothing (joiners, selectors, fillers, tags); U+2800 is a blank Braille cell. */
export const INVISIBLE = '\\s\\p{Default_Ignorable_Code_Point}\\u2800';

const VISIBLE = new RegExp(`[^${INVISIBLE}]`, 'u');

/** Where the first character that can be seen begins; -1 where there is none. */
export function firstVisible(text: string): number {
  return text.search(VISIBLE);
}

export function isBlank(text: string): boolean {
  return !VISIBLE.test(text);
}

/** `at`, or one before it where `at` would part a surrogate pair. */
export function codePointStart(text: string, at: number): number {
  const parts = at > 0 && isLowSurrogate(text.charCodeAt(at)) && isHighSurrogate(text.charCodeAt(at - 1));
  return parts ? at - 1 : at;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** A name or title as one clean line: no controls, no lone surrogates, white space single. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\x85]+/g, ' ')
    .replace(FORBIDDEN, '')
    .trim();
}
