/**
 * The warning for Underage Sex where a header hides it: in a title's brackets, a note, a subject, a rating.
 */
import type { HeaderField } from '#src/importers/header/field.ts';
import type { FieldName } from '#src/importers/header/labels.ts';
import { isUnderageRemark, isUnderageWarning } from '#src/story/warnings.ts';

/** Fields of running text and of names, in which the words of a warning may also be just words. */
const PROSE: ReadonlySet<FieldName> = new Set<FieldName>([
  ...(['title', 'author', 'email', 'characters', 'series', 'subject', 'fandom', 'source'] as const),
  ...(['summary', 'notes', 'disclaimer', 'credit', 'permission', 'feedback'] as const),
]);
/** A sentence that speaks of what the story holds. */
const WARNS = /\b(?:warn\w*|contains?|content|tw|cw|rated|rating|nc-?17|explicit|smut|porn|sex\w*|rape\w*|seduc\w*)\b/i;

export function hidesUnderage({ fields, value }: HeaderField): boolean {
  const [field] = fields;
  if (field === undefined || !PROSE.has(field)) return isUnderageWarning(value);
  if (isUnderageRemark(value)) return true;
  if (field === 'characters') return false;
  // "The Fog [shota, R]": in brackets of a title stands what the story is.
  const titles = field === 'title' || field === 'subject';
  const remarks = titles ? (value.match(/\[[^\][]*\]|\([^()]*\)/g) ?? []) : [];
  const sentences = value.split(/(?<=[.!?])\s+|\n/).filter((sentence) => WARNS.test(sentence));
  return [...remarks, ...sentences].some(isUnderageWarning);
}
