/**
 * What changed of a header, line by line.
 */
import type { Header } from '#src/catalog/contract.ts';
import { clipMarkdown, worded } from '#src/kit/show/story-text.ts';
import type { Language } from '#src/language/language.ts';
import { differences, type EditInput, presentWords } from '#src/publishing/header-edit.ts';
import { countWords } from '#src/story/words.ts';

/** Said by how much of them there is: a summary of any rating would stand in a channel of any kind. */
const PROSE: ReadonlySet<EditInput> = new Set<EditInput>(['summary', 'notes', 'disclaimer']);

/** @param prose - whether running text is shown in its words. */
export function valueText(language: Language, header: Header, input: EditInput, limit: number, prose: boolean): string {
  const words = presentWords(header, input);
  if (input === 'status') return language.say(`kit.status.${header.fields.status}`);
  if (input === 'basis') return language.say(`kit.bases.${header.permission.basis}.name`);
  if (!worded(words)) return `*${language.say('editing.nothing')}*`;
  if (!PROSE.has(input) || prose) return clipMarkdown(words, limit);
  const count = countWords(words);
  return language.say('editing.words-given', { count });
}

export interface Difference {
  readonly before: Header;
  readonly after: Header;
}

/** "**Title**: a → b", one a line, as many whole ones as fit; prose is left out where it may not stand. */
export function differenceLines(
  language: Language,
  { before, after }: Difference,
  { lines: most, limit, prose }: { readonly lines: number; readonly limit: number; readonly prose: boolean },
): string[] {
  const inputs = differences(before, after);
  const lines = inputs.slice(0, most).map((input) => {
    const name = language.say(`editing.input.${input}`);
    if (PROSE.has(input) && !prose) return language.say('editing.change-hidden', { name });
    const text = (header: Header) => valueText(language, header, input, limit, prose);
    return language.say('editing.change', { name, before: text(before), after: text(after) });
  });
  const rest = inputs.length - lines.length;
  return rest > 0 ? [...lines, language.say('editing.more', { count: rest })] : lines;
}
