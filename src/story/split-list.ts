/**
 * Lists as people write them: separated by commas, semicolons or line ends, but not inside brackets.
 */

/** What follows a comma without being a name of its own: "Henry Jones, Jr." */
const SUFFIX = /^\s*(?:Jr|Sr|Esq|M\.?D|Ph\.?D|I{2,3})\b/i;
const SEPARATOR = /[,;]/;

/** The pieces as they stand, empty ones too. A line end also ends brackets that were never closed. */
export function splitList(text: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '[' || letter === '(') depth += 1;
    else if (letter === ']' || letter === ')') depth = Math.max(0, depth - 1);
    else if (letter === '\n' || (depth === 0 && SEPARATOR.test(letter) && !SUFFIX.test(text.slice(at + 1, at + 8)))) {
      pieces.push(text.slice(start, at));
      start = at + 1;
      depth = 0;
    }
  }
  return [...pieces, text.slice(start)];
}
