/**
 * Inflections of English words.
 */

/** Other forms of a folded word. */
export function inflections(_word: string): string[] {
  return [];
}
