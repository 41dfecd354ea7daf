/**
 * The JSON that engines keep of stories, read checked: what a damaged disk or a mistake of ours left in a row is told, and taken for
 * nothing. Written by hand, since every story that the index is filled with goes through here.
 */
import type { Block, BlockKind, Span } from '#src/story/prose.ts';
import { BANDS, type Rating } from '#src/story/rating.ts';
import {
  type CARD_FIELDS,
  type ChapterInfo,
  PERMISSION_BASES,
  type Permission,
  STATUSES,
  type StoryCard,
  type StoryFields,
} from '#src/story/story.ts';

/** What of the catalog cannot be read. */
export interface UnreadableValue {
  /** Where it is kept, such as `contents.fields`. */
  readonly place: string;
  /** Of the row: a number, or an id. */
  readonly key: string | number;
  readonly reason: string;
}

export type TellUnreadable = (value: UnreadableValue) => void;

/** Thrown where a kept value is not what it should be. */
class NotReadable extends Error {
  override readonly name = 'NotReadable';
}

type Check = (value: unknown) => boolean;
type Checks<Value> = { readonly [Key in keyof Value]-?: Check };

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isFlag: Check = (value) => typeof value === 'boolean';
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const orNone =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const oneOf =
  (values: readonly string[]): Check =>
  (value) =>
    values.includes(value as string);
const shape =
  <Value extends object>(checks: Checks<Value>): Check =>
  (value) =>
    firstWrong(value, checks) === null;

/** The first key of a value that is not as it should be; '' where it is no object. */
function firstWrong(value: unknown, checks: Readonly<Record<string, Check>>): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  for (const key in checks) if (!checks[key]?.((value as Record<string, unknown>)[key])) return key;
  return null;
}

const BLOCK_KINDS = ['paragraph', 'heading', 'break', 'quote', 'verse', 'item'] as const satisfies readonly BlockKind[];

const FIELDS: Checks<StoryFields> = {
  title: isText,
  authors: listOf(isText),
  fandoms: listOf(isText),
  pairings: listOf(
    shape({ raw: isText, members: listOf(isText), kind: oneOf(['romantic', 'platonic', 'unsure']) } satisfies Checks<
      StoryFields['pairings'][number]
    >),
  ),
  characters: listOf(isText),
  categories: listOf(isText),
  genres: listOf(isText),
  tags: listOf(isText),
  rating: shape<Rating>({ raw: isText, rank: orNull(isNumber), band: oneOf(BANDS), ambiguous: isFlag }),
  warnings: listOf(isText),
  summary: orNull(isText),
  notes: orNull(isText),
  disclaimer: orNull(isText),
  series: orNull(shape({ name: isText, part: orNull(isNumber) })),
  part: orNull(shape({ number: isNumber, total: orNull(isNumber) })),
  status: oneOf(STATUSES),
  language: orNull(isText),
  chaptersTotal: orNull(isNumber),
  postedAt: orNull(isNumber),
  sourceUrl: orNull(isText),
  unknownFields: listOf(shape({ label: isText, value: isText })),
  rawHeader: isText,
};

type CardFields = Pick<StoryCard, (typeof CARD_FIELDS)[number]>;
const CARD: Checks<CardFields> = {
  ...{ title: FIELDS.title, authors: FIELDS.authors, fandoms: FIELDS.fandoms, pairings: FIELDS.pairings },
  ...{ rating: FIELDS.rating, warnings: FIELDS.warnings, status: FIELDS.status, summary: FIELDS.summary },
};

const PERMISSION: Checks<Permission> = { basis: oneOf(PERMISSION_BASES), evidence: isText, by: isText, at: isNumber };
const CHAPTER: Checks<ChapterInfo> = { title: orNull(isText), words: isNumber, length: isNumber };
const SPAN: Checks<Span> = { text: isText, marks: orNone(listOf(isText)), href: orNone(isText) };
const BLOCK: Checks<Block> = {
  kind: oneOf(BLOCK_KINDS),
  spans: listOf(shape(SPAN)),
  centered: orNone(isFlag),
  number: orNone(isNumber),
  continues: orNone(isFlag),
};

/** @throws NotReadable, as all of these. */
export function readFields(json: string): StoryFields {
  return readShape(json, FIELDS);
}

/** Of the fields of a story those of its card; what else stands there is given along. */
export function readCard(json: string): CardFields {
  return readShape(json, CARD);
}

export function readPermission(json: string): Permission {
  return readShape(json, PERMISSION);
}

export function readChapters(json: string): readonly ChapterInfo[] {
  return readList(json, CHAPTER);
}

export function readBlocks(json: string): readonly Block[] {
  return readList(json, BLOCK);
}

/** Short words for a sentence, by name. */
export function readWords(json: string): Readonly<Record<string, string>> {
  const words = parsed(json);
  if (typeof words !== 'object' || words === null || !Object.values(words).every(isText)) {
    throw new NotReadable('it is no words by name');
  }
  return words as Record<string, string>;
}

/** Any JSON. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new NotReadable('it is not JSON');
  }
}

function readShape<Value extends object>(json: string, checks: Checks<Value>): Value {
  const value = parsed(json);
  const wrong = firstWrong(value, checks);
  if (wrong !== null) throw new NotReadable(wrong === '' ? 'it is no object' : `its "${wrong}" is none`);
  return value as Value;
}

function readList<Value extends object>(json: string, checks: Checks<Value>): readonly Value[] {
  const values = parsed(json);
  if (!Array.isArray(values)) throw new NotReadable('it is no list');
  for (const value of values) {
    const wrong = firstWrong(value, checks);
    if (wrong !== null) throw new NotReadable(wrong === '' ? 'something in it is no object' : `a "${wrong}" is none`);
  }
  return values as readonly Value[];
}

/** What was read, or null where it cannot be: that is told. */
export function readOr<Value>(
  place: string,
  key: string | number,
  tell: TellUnreadable,
  read: () => Value,
): Value | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NotReadable)) throw error;
    tell({ place, key, reason: error.message });
    return null;
  }
}
