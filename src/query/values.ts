/**
 * What stands after a field becomes a condition, or is refused with what is wrong with it.
 */
import type { Condition, Sort } from '#src/query/ast.ts';
import { type Comparison, readDates } from '#src/query/dates.ts';
import type { MistakeCode } from '#src/query/mistakes.ts';
import { readRange } from '#src/query/range.ts';
import type { Field, IsWord } from '#src/query/read-vocabulary.ts';
import { cleanText, DASH } from '#src/query/signs.ts';
import {
  isWordOf,
  languageOf,
  nearestIsWord,
  nearestLanguage,
  nearestSort,
  nearestStatus,
  sortOf,
  statusOf,
  yesOrNo,
} from '#src/query/vocabulary.ts';
import { type Band, parseRating } from '#src/story/rating.ts';

/** As it was typed, without quotes. */
export interface Value {
  readonly text: string;
  readonly at: number;
  readonly end: number;
  readonly beginning: boolean;
  readonly larger: boolean;
}

export type ValueReading =
  | { readonly condition: Condition }
  | { readonly sort: Sort }
  | { readonly refused: MistakeCode; readonly nearest?: string | undefined };

/** From the mildest on; Unrated is beside the scale. */
const SCALE: readonly Band[] = ['General', 'Teen', 'Mature', 'Explicit'];
/** UTF-16 units; longer ones are no rating. */
const LONGEST_RATING = 60;

export function readValue(field: Field, comparison: Comparison, value: Value): ValueReading {
  const text = cleanText(value.text);
  if (text === '') return { refused: 'value-empty' };
  switch (field.kind) {
    case 'number': {
      const range = readRange(comparison + text);
      return range ? { condition: { kind: 'number', field: field.name, ...range } } : { refused: 'range-impossible' };
    }
    case 'date': {
      const dates = readDates(comparison, text);
      return dates ? { condition: { kind: 'date', field: field.name, ...dates } } : { refused: 'date-unreadable' };
    }
    case 'rating': {
      const rated = readRating(comparison, text);
      return rated ? { condition: { kind: 'rating', ...rated } } : { refused: 'rating-unreadable' };
    }
    default:
      return comparison === '' ? readWord(field, text, value) : { refused: 'comparison-misplaced' };
  }
}

function readWord(field: Field, text: string, { beginning, larger }: Value): ValueReading {
  switch (field.kind) {
    case 'named': {
      const { name } = field;
      const flags = { ...(beginning && { beginning }), ...(larger && { larger }) };
      return { condition: { kind: 'named', field: name, text, ...flags } };
    }
    case 'status': {
      const status = statusOf(text);
      if (status) return { condition: { kind: 'status', status } };
      return { refused: 'status-unreadable', nearest: nearestStatus(text) };
    }
    case 'language': {
      const language = languageOf(text);
      if (language) return { condition: { kind: 'language', language } };
      return { refused: 'language-unreadable', nearest: nearestLanguage(text) };
    }
    case 'is': {
      const word = isWordOf(text);
      if (word) return { condition: stated(word) };
      return { refused: 'is-unreadable', nearest: nearestIsWord(text) };
    }
    case 'sort': {
      const sort = sortOf(text);
      return sort ? { sort } : { refused: 'sort-unreadable', nearest: nearestSort(text) };
    }
    case 'flag': {
      const yes = yesOrNo(text);
      if (yes === null) return { refused: 'is-unreadable' };
      // A fic whose status nobody gave is not known to be unfinished.
      if (!yes && field.name === 'complete') return { condition: stated('wip') };
      if (!yes && field.name === 'wip') return { condition: stated('complete') };
      return { condition: yes ? stated(field.name) : { kind: 'not', of: stated(field.name) } };
    }
    default:
      return { condition: { kind: 'text', text } };
  }
}

function stated(word: IsWord): Condition {
  switch (word) {
    case 'oneshot':
    case 'crossover':
      return { kind: 'is', what: word };
    case 'wip':
      return { kind: 'status', status: 'in-progress' };
    default:
      return { kind: 'status', status: word };
  }
}

interface Bands {
  readonly from: Band;
  readonly to: Band;
}

function readRating(comparison: Comparison, text: string): Bands | null {
  if (text.length > LONGEST_RATING) return null;
  const band = bandOf(text);
  if (!band) return comparison === '' ? readBands(text) : null;
  if (comparison === '') return { from: band, to: band };
  const at = SCALE.indexOf(band);
  if (at < 0) return null;
  const exclusive = Number(!comparison.endsWith('='));
  const [from, to] = comparison.startsWith('<')
    ? [SCALE[0], SCALE[at - exclusive]]
    : [SCALE[at + exclusive], SCALE.at(-1)];
  return from && to ? { from, to } : null;
}

/** "teen-mature". The last dash that parts two ratings: "pg-13-r" is PG-13 to R. */
function readBands(text: string): Bands | null {
  const plain = text.replace(DASH, '-');
  for (const { index, 0: joint } of [...plain.matchAll(/\s*\.\.+\s*|\s*-\s*|\s+to\s+/g)].reverse()) {
    const [left, right] = [bandOf(plain.slice(0, index)), bandOf(plain.slice(index + joint.length))];
    if (!left || !right || !SCALE.includes(left) || !SCALE.includes(right)) continue;
    return SCALE.indexOf(left) <= SCALE.indexOf(right) ? { from: left, to: right } : { from: right, to: left };
  }
  return null;
}

function bandOf(text: string): Band | null {
  const { rating, several, readable } = parseRating(text);
  return readable && !several && text.trim() !== '' ? rating.band : null;
}
