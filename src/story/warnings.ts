/**
 * Warnings: the archives' words for them, and the one rule that refuses Underage Sex under any name.
 */
import vocabulary from '#data/vocabulary/warnings.json' with { type: 'json' };
import { fold } from '#src/story/fold.ts';
import type { StoryFields } from '#src/story/story.ts';

const { underage } = vocabulary;

/** What Underage Sex is called in the archives' vocabulary. */
export const UNDERAGE = underage.name;
/** What a story says that needs no warning. "Chose not to warn" is not this. */
export const NO_WARNINGS = 'No Archive Warnings Apply';

/**
 * The archives' name of a warning where one of its synonyms stands there, else the words as written. A remark in brackets
 * stays: "graphic violence (brief)" is "Graphic Depictions Of Violence (brief)".
 */
export function canonicalWarning(raw: string): string {
  const trimmed = raw.trim();
  const whole = CANONICAL.get(warningKey(trimmed));
  if (whole) return whole;
  if (isUnderageWarning(trimmed)) return UNDERAGE;
  const remark = trimmed.indexOf(' (');
  const name = remark > 0 ? CANONICAL.get(warningKey(trimmed.slice(0, remark))) : undefined;
  return name ? name + trimmed.slice(remark) : trimmed;
}

/** Whether these words are a warning of the archives, under any name, remarks aside. */
export function isArchiveWarning(raw: string): boolean {
  return CANONICAL.has(warningKey(raw.replace(/ \(.*$/s, ''))) || isUnderageWarning(raw);
}

/**
 * Whether a warning, tag, genre or other header field says Underage Sex.
 *
 * "No underage" and "underage drinking" do not. What cannot be told apart counts as said: a story refused by mistake can be
 * asked about, one let through cannot be taken back.
 */
export function isUnderageWarning(raw: string): boolean {
  const known = answers.get(raw);
  if (known !== undefined) return known;
  const answer = spellings(raw).some((text) => text.split(CLAUSE).some(clauseSaysIt));
  if (raw.length <= LONGEST_REMEMBERED) {
    if (answers.size >= MOST_REMEMBERED) answers.clear();
    answers.set(raw, answer);
  }
  return answer;
}

/** Tags recur from story to story, and looking into one takes longer than everything else that a header is looked at for. */
const answers = new Map<string, boolean>();
const MOST_REMEMBERED = 2_000;
/** In UTF-16 units. */
const LONGEST_REMEMBERED = 100;

/**
 * Whether running text or a name says it. "Two underage wizards" are only young there, and "Chan" is somebody; what stands for
 * itself ("NC-17, underage", "Ann (underage)") is the warning.
 */
export function isUnderageRemark(raw: string): boolean {
  return spellings(raw).some((text) => text.replace(YOUNG_PERSON, ' ').split(CLAUSE).some(clauseHasTerm));
}

/** The text as written and, for "#UnderageSex", with its words apart; without what denies nothing or warns only readers. */
function spellings(raw: string): string[] {
  const joined = raw.replaceAll(SOFT_HYPHEN, '');
  const apart = joined.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
  return (apart === joined ? [joined] : [joined, apart]).map((text) =>
    fold(text)
      .replace(DASHES, '-')
      .replace(UNDER_AGE, 'underage')
      .replace(/\s*([/×])\s*/g, '$1')
      .replace(NON_CON, 'noncon')
      .replace(NOT_GRAPHIC, ' ')
      .replace(TO_THE_READER, ' ')
      // "Underage: no" answers a question.
      .replace(ANSWERED_NO, ' '),
  );
}

/** The one rule by which the importer and every write of the catalog refuse a story, whatever label the words hide under. */
export function refusesUnderage(fields: Pick<StoryFields, 'warnings' | 'tags' | 'genres' | 'unknownFields'>): boolean {
  const said = [...fields.warnings, ...fields.tags, ...fields.genres];
  return (
    said.some(isUnderageWarning) ||
    fields.unknownFields.some(({ label, value }) => isUnderageWarning(`${label}: ${value}`))
  );
}

const SOFT_HYPHEN = '\u00ad';
const DASHES = /[\u2010-\u2015]/g;
/** Its "non" denies nothing that follows. */
const NON_CON = /\bnon[- ]con(?:sensual)?\b/g;
/** Denies how much is shown, not what. */
const NOT_GRAPHIC = /\b(?:not?|non|isn't)[- ](?:(?:too|very|overly|really) )?(?:explicit|graphic|detailed)\b/g;
const UNDER_AGE = /(?<![\p{L}\p{N}])under[\s_.-]{1,3}age(?=d?(?![\p{L}\p{N}]))/gu;
/** "If you are underage do not read." */
const TO_THE_READER =
  /\bif you(?:'re| are| r) underaged?(?=\s*(?:$|[,.;:!?()\n-])|\s(?:do|don't|dont|please|then|you|go|leave|turn|stop|or|and|in|where)\b)/g;
const YOUNG_PERSON =
  /(?<![\p{L}\p{N}])underaged? (?=\p{L})(?!(?:sex|smut|porn|slash|content|kink|themes?|and|or|but)\b)/gu;
const CLAUSE = /[,.;:!?()[\]{}|\n]|\s-+\s|\bbut\b|\bhowever\b/;

function warningKey(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const CANONICAL = new Map<string, string>();
for (const { name, synonyms } of vocabulary.archive) {
  for (const words of [name, ...synonyms]) CANONICAL.set(warningKey(words), name);
}

const alternatives = (words: readonly string[]) => words.map(fold).join('|');
const WORD_START = '(?<![\\p{L}\\p{N}])';
const WORD_END = '(?![\\p{L}\\p{N}])';
const ANYWHERE = new RegExp(`${WORD_START}(?:${alternatives(underage.anywhere)})${WORD_END}`, 'gu');
const ANSWERED_NO = new RegExp(
  `${WORD_START}(?:${alternatives([...underage.anywhere, ...underage.alone])})(?: sex)?\\s*[?:=(-]+\\s*(?:no|none|nope|not|n/a|nein|нет)(?=\\s*(?:$|[,.;:!?()[\\]{}|\\n]))`,
  'gu',
);
const ALONE = new Set(underage.alone.map(fold));
const QUALIFIERS = new Set(underage.qualifiers.map(fold));
const NEGATIONS = new Set(underage.negations.map(fold));
const BETWEEN = new Set(underage.betweenNegationAndTerm.map(fold));
const HARMLESS_AFTER = new Set(underage.harmlessAfter.map(fold));

function clauseHasTerm(clause: string): boolean {
  for (const match of clause.matchAll(ANYWHERE)) {
    const next = words(clause.slice(match.index + match[0].length))[0] ?? '';
    if (!HARMLESS_AFTER.has(next) && !isNegated(clause.slice(0, match.index))) return true;
  }
  return false;
}

function clauseSaysIt(clause: string): boolean {
  if (clauseHasTerm(clause)) return true;
  // "Chan" and "Shota" are also people: they count only where nothing but a qualifier stands with them.
  return clause.split(/[/&+]|\band\b|\bor\b/).some((item, at, items) => {
    const said = words(item).filter((word) => !QUALIFIERS.has(word));
    return said.length === 1 && ALONE.has(said[0] ?? '') && !isNegated(items.slice(0, at).join(' '));
  });
}

/** Whether what stands before a term denies it: a negation, and after it nothing that could end its reach. */
function isNegated(before: string): boolean {
  for (const word of words(before).reverse()) {
    if (NEGATIONS.has(word)) return true;
    if (!BETWEEN.has(word) && !ALONE.has(word)) return false;
  }
  return false;
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:'[\p{L}]+)?/gu) ?? [];
}
