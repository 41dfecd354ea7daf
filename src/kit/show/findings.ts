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

/** The same with the place that it is about, where it is about one; `show` as of `findingSentence`. */
export function locatedSentence(
  language: Language,
  finding: Pick<Finding, 'code' | 'details' | 'where'>,
  show: (text: string) => string = (text) => text,
): string {
  const { where } = finding;
  const sentence = findingSentence(language, finding, show);
  if (where === null) return sentence;
  return 'part' in where
    ? language.say('adding.draft.finding-part', { sentence, part: show(where.part), line: where.line })
    : language.say('adding.draft.finding-line', { sentence, line: where.line });
}
