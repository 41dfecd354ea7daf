/**
 * What was found in a file, as a sentence.
 */
import type { Finding } from '#src/importers/finding.ts';
import type { Language } from '#src/language/language.ts';

/** One sentence about a finding; `show` makes words from the file fit where it is shown. */
export function findingSentence(
  language: Language,
  { code, details }: Pick<Finding, 'code' | 'details'>,
  show: (text: string) => string = (text) => text,
): string {
  const values = Object.fromEntries(
    Object.entries(details).map(([key, value]) => [key, typeof value === 'string' ? show(value) : value]),
  );
  return language.sayOf(`adding.findings.${code}`, values);
}

/** The same with the line it is about, where it is about one. */
export function locatedSentence(language: Language, finding: Finding, show?: (text: string) => string): string {
  const sentence = findingSentence(language, finding, show);
  return finding.line === null ? sentence : language.say('adding.draft.finding-line', { sentence, line: finding.line });
}
