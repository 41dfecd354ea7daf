/**
 * Reads the words of the query language, checked: each field is of a kind that there is, has a name of that kind and an example,
 * and no word means two things.
 */
import { DATE_UNITS, type DateUnit, SORTS, type Sort } from '#src/query/ast.ts';
import { FIELD_NAMES, type FieldKind, type FieldOfKind, kindOf } from '#src/query/fields.ts';
import { MISTAKE_CODES, type MistakeCode } from '#src/query/mistakes.ts';
import { exactly, oneOf } from '#src/story/checked.ts';
import { fold } from '#src/story/fold.ts';
import { STATUSES, type Status } from '#src/story/story.ts';

const IS_WORDS = ['complete', 'wip', 'abandoned', 'oneshot', 'crossover'] as const;
export type IsWord = (typeof IS_WORDS)[number];

/** How to ask for a story by something that it says of itself; `example` is in the query language. */
export type Field = {
  [Kind in FieldKind]: { readonly kind: Kind; readonly name: FieldOfKind<Kind>; readonly example: string };
}[FieldKind];

/** As the file has it; what may be misspelt there counts as optional. */
export interface WrittenVocabulary {
  readonly fields: readonly WrittenField[];
  readonly absent: readonly string[];
  readonly mistakes: Readonly<Record<string, string>>;
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly statuses: Synonyms;
  readonly is: Synonyms;
  readonly sorts: Synonyms;
  readonly units: Synonyms;
}
interface WrittenField {
  readonly name?: string;
  readonly synonyms?: readonly string[];
  readonly example?: string;
}
/** Other words for each name. */
type Synonyms = Readonly<Record<string, readonly string[]>>;

/** Fields, states, sorts and units by every word for them, as `wordKey` makes it. */
export interface Vocabulary {
  readonly fields: ReadonlyMap<string, Field>;
  readonly absent: ReadonlySet<string>;
  /** How it is done right, of mistakes that are about no field. */
  readonly examples: ReadonlyMap<MistakeCode, string>;
  readonly yes: ReadonlySet<string>;
  readonly no: ReadonlySet<string>;
  readonly statuses: ReadonlyMap<string, Status>;
  readonly is: ReadonlyMap<string, IsWord>;
  readonly sorts: ReadonlyMap<string, Sort>;
  readonly units: ReadonlyMap<string, DateUnit>;
}

const FILE = 'query.json';

/** "Word Count", "word_count" and "wordcount" are one word. */
export function wordKey(word: string): string {
  return fold(word).replace(/[\s_-]+/g, '');
}

/** @throws TypeError that says where the file has what nobody could act on. */
export function readVocabulary(written: WrittenVocabulary): Vocabulary {
  const { absent, yes, no, mistakes } = written;
  const table = <Name extends string>(part: 'statuses' | 'is' | 'sorts' | 'units', names: readonly Name[]) => {
    const place = `${FILE}, ${part}`;
    const synonyms = [...exactly(names, written[part], place)];
    return byWord(new Map(synonyms.map(([name, others]) => [name, [name, ...others]])), place);
  };
  return {
    fields: readFields(written.fields),
    absent: new Set(absent.map(wordKey)),
    examples: new Map(
      Object.entries(mistakes).map(([code, example]) => [oneOf(MISTAKE_CODES, code, `${FILE}, mistakes`), example]),
    ),
    yes: new Set(yes),
    no: new Set(no),
    statuses: table('statuses', STATUSES),
    is: table('is', IS_WORDS),
    sorts: table('sorts', SORTS),
    units: table('units', DATE_UNITS),
  };
}

function readFields(rows: readonly WrittenField[]): ReadonlyMap<string, Field> {
  const place = `${FILE}, fields`;
  const fields = new Map<Field, readonly string[]>();
  for (const { name = '', synonyms, example = '', ...rest } of rows) {
    const field = { kind: kindOf(name), name, example };
    if (!isField(field)) throw new TypeError(`${place}: there is no field "${name}".`);
    const [other] = Object.keys(rest);
    if (other !== undefined) throw new TypeError(`${place}: ${name} has "${other}", which means nothing.`);
    if (example === '') throw new TypeError(`${place}: ${name} has no example.`);
    if (!synonyms) throw new TypeError(`${place}: ${name} has no synonyms, not even an empty list.`);
    fields.set(field, [name, ...synonyms]);
  }
  const there = [...fields.keys()].map(({ name }) => name);
  for (const name of FIELD_NAMES) {
    if (!there.includes(name)) throw new TypeError(`${place}: ${name} is missing.`);
  }
  return byWord(fields, place);
}

function isField(field: {
  readonly kind: FieldKind | null;
  readonly name: string;
  readonly example: string;
}): field is Field {
  return field.kind !== null;
}

function byWord<Meaning>(words: ReadonlyMap<Meaning, readonly string[]>, place: string): ReadonlyMap<string, Meaning> {
  const meanings = new Map<string, Meaning>();
  for (const [meaning, each] of words) {
    for (const word of each) {
      const known = meanings.get(wordKey(word));
      if (known !== undefined && known !== meaning) throw new TypeError(`${place}: "${word}" means two things.`);
      meanings.set(wordKey(word), meaning);
    }
  }
  return meanings;
}
