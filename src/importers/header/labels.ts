/**
 * The labels of a header block, in every spelling that posts use: which field of a story a line such as "**Rating:** PG" opens.
 */
import vocabulary from '#data/vocabulary/labels.json' with { type: 'json' };
import { fold } from '#src/story/fold.ts';

export type FieldName = keyof typeof vocabulary;

export interface LabelledLine {
  /** As written, without decoration. */
  readonly label: string;
  /** What it may hold: one field, or several in a combined label such as "Rating/Warnings". */
  readonly fields: readonly FieldName[];
  /** Hardly ever opens a paragraph of prose; "Time", "Note" and "By" may. */
  readonly strong: boolean;
  readonly value: string;
}

export interface UnknownLine {
  readonly label: string;
  readonly value: string;
}

/** Reads a line, its markup removed; null where it opens no field that is known. */
export function readLabel(line: string): LabelledLine | null {
  const shape = COLON.exec(line);
  const known = shape && lookUp(shape[1] ?? '');
  if (shape && known) return { label: tidyLabel(shape[1] ?? ''), ...known, value: tidyValue(shape[2] ?? '', shape[0]) };
  // "Title - The Fog" only under strong labels: "Time - the healer" is prose.
  const dashed = DASH.exec(line);
  const named = dashed && lookUp(dashed[1] ?? '');
  if (!dashed || !named?.strong) return null;
  return { label: tidyLabel(dashed[1] ?? ''), ...named, value: tidyValue(dashed[2] ?? '', dashed[0]) };
}

/** A label that is unknown but looks like one: "Mood: sleepy", "Banner by: Ann". "He said: no." does not. */
export function readUnknownLabel(line: string): UnknownLine | null {
  const shape = COLON.exec(line);
  const label = tidyLabel(shape?.[1] ?? '');
  const value = tidyValue(shape?.[2] ?? '', '');
  if (!shape || value === '' || value.length > LONGEST_UNKNOWN_VALUE) return null;
  const words = label.split(/[\s/&-]+/).filter((word) => word !== '');
  const named = words.every((word, at) => /^[\p{Lu}\p{Lo}\p{N}]/u.test(word) || (at > 0 && SMALL_WORDS.has(word)));
  if (words.length === 0 || words.length > 4 || !named || PRONOUNS.has(fold(words[0] ?? ''))) return null;
  return { label, value };
}

/** What may be a label between known ones, whatever its case: "Side pairing: A/B", "Cover art: by Ann". */
export function readLooseLabel(line: string): UnknownLine | null {
  const shape = LOOSE.exec(line);
  const label = tidyLabel(shape?.[1] ?? '');
  return shape && label !== '' ? { label, value: tidyValue(shape[2] ?? '', '') } : null;
}

/** Whether a loose label is rather the beginning of a sentence: "He said: no." */
export function opensSentence(label: string): boolean {
  const words = fold(label).split(' ');
  return words.length > 4 || DETERMINERS.has(words[0] ?? '') || words.some((word) => SPEECH.has(word));
}

/** Decoration before a label: Markdown, bullets, quoting. */
const EDGE = '[\\s*_#>~\\u2022\\u00b7|-]{0,12}';
const COLON = new RegExp(`^${EDGE}([^:=\\uff1a\\n]{1,60}?)[\\s*_]{0,6}[:=\\uff1a][*_]{0,3}(.*)$`, 's');
const LOOSE = new RegExp(`^${EDGE}(\\p{L}[^:\\uff1a\\n]{0,40})[:\\uff1a][*_]{0,3}\\s+(\\S.*)$`, 'su');
const DASH = new RegExp(`^${EDGE}([\\p{L}'\\u2019/ ]{1,40}?)[*_]{0,3}\\s{1,4}[-\\u2013\\u2014]{1,3}\\s(.*)$`, 'su');
const LONGEST_UNKNOWN_VALUE = 300;
const SMALL_WORDS = new Set(['for', 'to', 'by', 'of', 'on', 'in', 'at', 'and', 'the', 'a', 'from', 'with']);
const PRONOUNS = new Set([
  'i',
  'he',
  'she',
  'it',
  'they',
  'we',
  'you',
  'this',
  'that',
  'then',
  'and',
  'but',
  'so',
  'the',
]);
const DETERMINERS = new Set([...PRONOUNS, 'a', 'an', 'one', 'his', 'her', 'their', 'my', 'its', 'our', 'your']);
const SPEECH = new Set(['said', 'says', 'asked', 'thought', 'wrote', 'read', 'replied', 'was', 'is', 'had']);
/** "Other warnings", "Warnings for this chapter", "Potential triggers". */
const WARNING_LABEL = /(?<![\p{L}\p{N}])(?:warnings?|triggers?)(?![\p{L}\p{N}])/u;

interface Known {
  readonly fields: readonly FieldName[];
  readonly strong: boolean;
}

const LABELS = new Map<string, Known>();
const SPELLINGS: Readonly<Record<FieldName, { strong: readonly string[]; weak: readonly string[] }>> = vocabulary;
for (const field of Object.keys(SPELLINGS) as FieldName[]) {
  const { strong, weak } = SPELLINGS[field];
  for (const label of strong) LABELS.set(labelKey(label), { fields: [field], strong: true });
  for (const label of weak) LABELS.set(labelKey(label), { fields: [field], strong: false });
}

function lookUp(written: string): Known | null {
  const key = labelKey(written);
  const known = LABELS.get(key);
  if (known) return known;
  if (WARNING_LABEL.test(key) && !key.includes('/') && !opensSentence(key))
    return { fields: ['warnings'], strong: true };
  // "Characters/Pairings", "Title & Part Number": each piece is a label of its own.
  const pieces = key.split(/[/&+,]| and | und | и /).map((piece) => LABELS.get(piece.trim()));
  if (pieces.length < 2 || pieces.length > 4 || pieces.some((piece) => piece === undefined)) return null;
  const fields = [...new Set(pieces.flatMap((piece) => piece?.fields ?? []))];
  return { fields, strong: pieces.some((piece) => piece?.strong) };
}

function labelKey(label: string): string {
  return fold(tidyLabel(label))
    .replace(/\((s|en)\)/g, '$1')
    .replace(/[?!.]+$/, '')
    .replace(/\s*([/&+,])\s*/g, '$1')
    .trim();
}

function tidyLabel(label: string): string {
  return label.replace(/^[\s*_#>~\u2022\u00b7|[({"-]+|[\s*_\])}"]+$/g, (edge) =>
    edge.includes(')') ? edge.trim() : '',
  );
}

/** "**Title: The Fog**" leaves its closing stars. */
function tidyValue(value: string, whole: string): string {
  const trimmed = value.trim();
  const decorated = /^\s*(\*{1,3}|_{1,3})\S/.exec(whole)?.[1];
  if (decorated && trimmed.endsWith(decorated) && !trimmed.slice(0, -decorated.length).includes(decorated)) {
    return trimmed.slice(0, -decorated.length).trim();
  }
  return trimmed;
}
