/**
 * The single values of header fields: a title and its part, a series, a status, a date, a language.
 */
import { readNumber } from '#src/importers/headings.ts';
import { fold } from '#src/story/fold.ts';
import type { Status, StoryFields } from '#src/story/story.ts';

type Part = NonNullable<StoryFields['part']>;
type Series = NonNullable<StoryFields['series']>;

export interface TitleReading {
  readonly title: string | null;
  readonly part: Part | null;
  readonly status: Status;
}

const NUMBER = '(\\d{1,4}|[ivxlc]{1,7}|one|two|three|four|five|six|seven|eight|nine|ten)';
const TOTAL = '(?:\\s*(?:/|of|von|из)\\s*(\\d{1,4}|\\?+|one|two|three|four|five|six|seven|eight|nine|ten))';
const COUNTED = '(?:part|pt\\.?|chapter|ch\\.?|teil|kapitel|часть|глава)';
/** What is longer is taken as it stands, in UTF-16 units. */
const LONGEST = 500;

/** "Title (1/3)", "Title [2 of 5]", "Title (Part 2)", "Title, Part 2 of 5". */
const PARTS = [
  new RegExp(`\\s*[(\\[]\\s*(?:${COUNTED}\\s*)?#?${NUMBER}${TOTAL}\\s*[)\\]]$`, 'iu'),
  new RegExp(`\\s*[(\\[]\\s*${COUNTED}\\s*#?${NUMBER}\\s*[)\\]]$`, 'iu'),
  new RegExp(`\\s*[,:;\\u2013\\u2014-]\\s*${COUNTED}\\s*#?${NUMBER}${TOTAL}?$`, 'iu'),
];
/** "Title 1/3", only where the label says that a part number follows: "9 1/2 Weeks" is a title. */
const BARE_PART = new RegExp(`[\\s,:-]+#?(?:${COUNTED}\\s*)?(\\d{1,4})${TOTAL}?$`, 'iu');
const STATUS_AFTER = /\s*[([]\s*(wip|work in progress|in progress|complete|completed|finished|one-?shot)\s*[)\]]$/i;

export function readTitle(value: string, numbered: boolean): TitleReading {
  let title = value.replace(/\s+/g, ' ').trim();
  if (title.length > LONGEST) return { title, part: null, status: 'unknown' };
  const status = STATUS_AFTER.exec(title);
  if (status) title = title.slice(0, status.index);
  let part: Part | null = null;
  for (const pattern of numbered ? [...PARTS, BARE_PART] : PARTS) {
    const found = pattern.exec(title);
    if (!found || found.index === 0) continue;
    const number = readNumber(found[1] ?? '');
    if (number === null) continue;
    part = { number, total: readNumber(found[2] ?? '') };
    title = title.slice(0, found.index);
    break;
  }
  title = title.trim().replace(/^(["'\u201c\u2018])([^"\u201c\u201d]+)(["'\u201d\u2019])$/, '$2');
  return { title: title === '' ? null : title, part, status: status ? readStatus(status[1] ?? '') : 'unknown' };
}

/** "3", "3/12", "3 of ?", "1: The Storm". */
export function readPart(value: string): Part | null {
  const found = new RegExp(`^#?${NUMBER}(?![\\p{L}\\p{N}])${TOTAL}?`, 'iu').exec(value.trim());
  const number = found && readNumber(found[1] ?? '');
  return number ? { number, total: readNumber(found[2] ?? '') } : null;
}

/** "X, part 2", "X #2", "X (2/5)", "Part 2 of X"; null for "none". */
export function readSeries(value: string): Series | null {
  const text = value.replace(/\s+/g, ' ').trim();
  if (text.length > LONGEST) return { name: text, part: null };
  if (text === '' || /^(?:none|no|n\/a|-|nein|нет)\.?$/i.test(text)) return null;
  const leading = new RegExp(
    `^(?:part|book|story|teil|#)\\s*#?${NUMBER}\\s+(?:of|in|von)\\s+(?:the\\s+)?(.+)$`,
    'iu',
  ).exec(text);
  if (leading) return { name: tidySeries(leading[2] ?? ''), part: readNumber(leading[1] ?? '') };
  const trailing = new RegExp(
    `^(.+?)[\\s,:;(\\[\\u2013\\u2014-]+(?:(?:part|book|story|teil|no\\.?|number)\\s*#?|#)${NUMBER}${TOTAL}?[)\\]]?$`,
    'iu',
  ).exec(text);
  if (trailing) return { name: tidySeries(trailing[1] ?? ''), part: readNumber(trailing[2] ?? '') };
  const counted = new RegExp(`^(.+?)\\s*[(\\[](\\d{1,4})${TOTAL}?[)\\]]$`, 'iu').exec(text);
  if (counted) return { name: tidySeries(counted[1] ?? ''), part: Number(counted[2]) };
  return { name: tidySeries(text), part: null };
}

function tidySeries(name: string): string {
  return name.trim().replace(/^(["'\u201c\u2018])(.+)(["'\u201d\u2019])$/, '$2');
}

const STATUS_WORDS: readonly (readonly [Status, RegExp])[] = [
  ['abandoned', /\b(?:abandoned|discontinued|orphaned|dead)\b|заморожен|abgebrochen/i],
  [
    'in-progress',
    /\b(?:wip|in[ -]progress|on-?going|unfinished|incomplete|not (?:yet )?(?:complete|finished|done)|to be continued|tbc|hiatus)\b|в процессе|in arbeit/i,
  ],
  ['complete', /\b(?:completed?|finished|done|one-?shot|abgeschlossen|fertiggestellt)\b|заверш|закончен/i],
];
const YES = /^(?:yes|y|yep|true|ja|да)\b/i;
const NO = /^(?:no|n|nope|not|false|nein|нет)\b/i;

/** @param asked - what "yes" says: under "Complete:" and under "WIP:" it says different things. */
export function readStatus(value: string, asked: 'complete' | 'in-progress' = 'complete'): Status {
  const text = value.trim();
  const other = asked === 'complete' ? 'in-progress' : 'complete';
  if (YES.test(text)) return asked;
  if (NO.test(text)) return other;
  return STATUS_WORDS.find(([, words]) => words.test(text))?.[0] ?? 'unknown';
}

const MONTHS =
  'jan|feb|mar|apr|ma[yi]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек'.split(
    '|',
  );
const MONTH = `(${MONTHS.join('|')})[\\p{L}.]*`;
const DAY_MONTH = new RegExp(`(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+)?${MONTH},?\\s+(\\d{4})`, 'iu');
const MONTH_DAY = new RegExp(`${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})`, 'iu');

/** A date in ms since 1970, UTC; null where it cannot be told: 3/4/2005 is two days. */
export function readDate(value: string): number | null {
  const text = value.normalize('NFC').toLowerCase().replace('mär', 'mar');
  const iso = /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(text);
  if (iso) return utc(iso[1], Number(iso[2]), iso[3]);
  const german = /(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})/.exec(text);
  if (german) return utc(german[3], Number(german[2]), german[1]);
  const slashed = /(\d{1,2})[/-](\d{1,2})[/-](\d{4})/.exec(text);
  if (slashed) {
    const [first, second] = [Number(slashed[1]), Number(slashed[2])];
    if (first > 12 || first === second) return utc(slashed[3], second, first);
    return second > 12 ? utc(slashed[3], first, second) : null;
  }
  const dayFirst = DAY_MONTH.exec(text);
  if (dayFirst) return utc(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]);
  const monthFirst = MONTH_DAY.exec(text);
  return monthFirst ? utc(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2]) : null;
}

function monthNumber(name = ''): number {
  const at = MONTHS.findIndex((month) => new RegExp(`^${month}`).test(name));
  return (at % 12) + 1;
}

function utc(year: string | undefined, month: number, day: string | number | undefined): number | null {
  const date = new Date(Date.UTC(Number(year), month - 1, Number(day)));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day) && Number(year) >= 1900;
  return real ? date.getTime() : null;
}

const LANGUAGES = 'en de ru fr es it pt pl nl sv no da fi cs hu ro el tr uk he ar zh ja ko vi th id eo la'.split(' ');
const LANGUAGE_CODES = new Map<string, string>();
for (const code of LANGUAGES) {
  for (const locale of [code, 'en', 'de', 'ru']) {
    const name = new Intl.DisplayNames([locale], { type: 'language' }).of(code);
    if (name) LANGUAGE_CODES.set(fold(name), code);
  }
}

/** "English", "Deutsch", "русский" as BCP 47; null where unknown. */
export function readLanguage(value: string): string | null {
  const name = fold(value.split(/[,;(/-]/)[0] ?? '');
  if (LANGUAGES.includes(name)) return name;
  return LANGUAGE_CODES.get(name) ?? null;
}
