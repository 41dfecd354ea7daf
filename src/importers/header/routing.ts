/**
 * Which field each part of a header goes to where one label names several: "Rating/Warnings: PG-13, violence".
 */
import type { Place } from '#src/importers/finding.ts';
import type { HeaderField } from '#src/importers/header/field.ts';
import { type FieldName, readLabel } from '#src/importers/header/labels.ts';
import { isGenre } from '#src/importers/header/lists.ts';
import { isRating, readSubject } from '#src/importers/header/subject.ts';
import { readLanguage } from '#src/importers/header/values.ts';

/** A value under the one field that it is read as; null where the label is unknown. */
export interface FieldValue {
  readonly field: FieldName | null;
  readonly label: string;
  readonly value: string;
  readonly where: Place | null;
  /** The label says that a part number follows the title. */
  readonly numbered?: true;
}

export function routeField(header: HeaderField): FieldValue[] {
  const to = (field: FieldName | null, value: string): FieldValue => ({
    field,
    label: header.label,
    value: value.trim(),
    where: header.where,
  });
  const { fields, value } = header;
  const has = (field: FieldName) => fields.includes(field);
  const [only] = fields;
  if (only === undefined) return [to(null, value)];
  if (only === 'subject') return routeSubject(value, to);
  if (only === 'rating' && FFN_META.test(value)) return routeFfnMeta(value, to);
  if (fields.length === 1) return [to(only, value)];
  if (has('title') && (has('part') || has('chapter'))) return [{ ...to('title', value), numbered: true }];
  if (has('title') && has('author')) {
    const both = /^(.+)\s+by\s+(.+)$/is.exec(value);
    return both ? [to('title', both[1] ?? ''), to('author', both[2] ?? '')] : [to('title', value)];
  }
  if (has('rating')) {
    const rest = fields.filter((field) => field !== 'rating');
    const others = ratedParts(value).filter((part) => !isRating(part));
    // The rating is read from all but the pairs: what stands in passing may still raise it.
    const pairs = (part: string) => has('pairings') && PAIRS.test(part) && !isRating(part);
    const rated = value.split(/(?<=[,;\n])/).filter((part) => !pairs(part.replace(/[,;\n]$/, '')));
    return [to('rating', rated.join('').replace(/[,;\s]+$/, '')), ...routeParts(others, rest, to)];
  }
  return has('pairings') && !has('characters')
    ? routeParts(value.split(/[,;\n]/), fields, to)
    : [to(has('pairings') ? 'pairings' : only, value)];
}

type To = (field: FieldName | null, value: string) => FieldValue;

/** Parts that pair names go to the pairings, all others to the first field left. */
function routeParts(parts: readonly string[], fields: readonly FieldName[], to: To): FieldValue[] {
  const rest = fields.find((field) => field !== 'pairings') ?? 'pairings';
  return parts
    .filter((part) => part.trim() !== '')
    .map((part) => to(fields.includes('pairings') && PAIRS.test(part) ? 'pairings' : rest, part));
}

const PAIRS = /\S\s?\/\s?\S|\s[x&]\s/;

function ratedParts(value: string): string[] {
  const parts = value.split(/[,;\n]|\s[-\u2013\u2014]\s|\b(?:and )?for\b|[()[\]]/i);
  return parts.map((part) => part.trim().replace(/^and\s+/i, ''));
}

function routeSubject(value: string, to: To): FieldValue[] {
  const { title, rating, pairing, part } = readSubject(value);
  return [
    to('title', title),
    ...(rating ? [to('rating', rating)] : []),
    ...(pairing ? [to('pairings', pairing)] : []),
    ...(part ? [to('part', `${part.number}/${part.total ?? '?'}`)] : []),
  ];
}

/** FanFiction.Net's line: "Fiction T - English - Adventure/Sci-Fi - [A, B] C - Chapters: 22 - Words: 114,414". */
const FFN_META = /^(?:Fiction\s+)?(?:K\+?|T|MA?)\s+-\s+\S.*\s-\s/i;

function routeFfnMeta(value: string, to: To): FieldValue[] {
  const [rating = '', ...pieces] = value.split(/\s+-\s+/);
  const routed = pieces.map((piece) => {
    const label = readLabel(piece);
    if (label) return { ...to(label.fields[0] ?? null, label.value), label: label.label };
    if (readLanguage(piece)) return to('language', piece);
    if (piece.split('/').every(isGenre)) return to('genres', piece);
    return to(piece.includes('[') ? 'pairings' : 'characters', piece);
  });
  return [to('rating', rating), ...routed];
}
