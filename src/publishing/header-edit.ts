/**
 * A story's header as a moderator changes it: which inputs there are, what stands in them, and what typed words make of it.
 *
 * Words are read by the importer's own parsers, so that what a file can say a moderator can say. Names of a list that stood
 * there before stay as they are, whatever separators they hold.
 */
import { createHash } from 'node:crypto';
import type { Actor, Header } from '#src/catalog/contract.ts';
import type { Finding, FindingCode } from '#src/importers/finding.ts';
import type { FieldName } from '#src/importers/header/labels.ts';
import { type HeaderFields, readHeaderFields } from '#src/importers/header/story-fields.ts';
import { needsEvidence } from '#src/publishing/answers.ts';
import { FORBIDDEN, isBlank, oneLine } from '#src/story/characters.ts';
import { FicError, type FicErrorCode } from '#src/story/errors.ts';
import { pairingKey, pairingName } from '#src/story/pairing.ts';
import { PERMISSION_BASES, STATUSES, type Story, type StoryFields } from '#src/story/story.ts';
import { refusesUnderage } from '#src/story/warnings.ts';

/** Each group is one modal: Discord takes five inputs at most. */
export const EDIT_GROUPS = {
  names: ['title', 'authors', 'fandoms', 'pairings', 'characters'],
  rating: ['rating', 'warnings', 'genres', 'tags', 'status'],
  words: ['summary', 'notes', 'disclaimer', 'series', 'source'],
  permission: ['basis', 'evidence'],
} as const;
export type EditGroup = keyof typeof EDIT_GROUPS;
export type EditInput = (typeof EDIT_GROUPS)[EditGroup][number];

export function headerOf(story: Story): Header {
  const { id, library, revision, state, permission, words, chapters, publishedAt, updatedAt, ...fields } = story;
  return { fields, permission };
}

/** What stands in an input, in its own words; '' where the story says nothing of it. */
export function presentWords({ fields, permission }: Header, input: EditInput): string {
  switch (input) {
    case 'pairings':
      return [...fields.pairings.map(pairingName), ...fields.categories].map(oneLine).join(', ');
    case 'authors':
    case 'fandoms':
    case 'characters':
    case 'warnings':
    case 'genres':
    case 'tags':
      return fields[input].map(oneLine).join(', ');
    case 'rating':
      return oneLine(fields.rating.raw);
    case 'series':
      return fields.series === null ? '' : oneLine(seriesWords(fields.series));
    case 'source':
      return fields.sourceUrl ?? '';
    case 'basis':
    case 'evidence':
      return oneLine(permission[input]);
    case 'title':
      return oneLine(fields.title);
    default:
      return fields[input] ?? '';
  }
}

/** What an input takes, in UTF-16 units; Discord takes 4000. */
const SHORT: Readonly<Partial<Record<EditInput, number>>> = {
  title: 500,
  rating: 200,
  series: 300,
  evidence: 1000,
  source: 2000,
};

export function mostWords(input: EditInput): number {
  return SHORT[input] ?? 4000;
}

/** What a modal shows in an input: nothing of a text that is too long for it, which then stays as it is. */
export function shownWords(header: Header, input: EditInput): string {
  return isTooLong(header, input) ? '' : presentWords(header, input);
}

export function isTooLong(header: Header, input: EditInput): boolean {
  return presentWords(header, input).length > mostWords(input);
}

function seriesWords({ name, part }: NonNullable<StoryFields['series']>): string {
  return part === null ? name : `${name} #${part}`;
}

/** The inputs in which two headers differ. */
export function differences(one: Header, other: Header): EditInput[] {
  return Object.values(EDIT_GROUPS)
    .flat()
    .filter((input) => presentWords(one, input) !== presentWords(other, input));
}

/**
 * The present header with all of an earlier one that a moderator may change, but its permission: a text that was closed since
 * stays closed.
 */
export function withHeaderOf(present: Header, earlier: Pick<Header, 'fields'>): Header {
  const { unknownFields, rawHeader, language, chaptersTotal, postedAt, ...said } = earlier.fields;
  return { fields: { ...present.fields, ...said }, permission: present.permission };
}

/** Of each input of a group: as many as a number takes, for five of them. */
const DIGITS = 3;

/** A number of what a group's modal shows, from which it can be told of each input whether that is another by now. */
export function shownNumber(header: Header, group: EditGroup): number {
  return Number(EDIT_GROUPS[group].map((input) => digitsOf(shownWords(header, input))).join(''));
}

/** One text of a thousand has the same. */
function digitsOf(words: string): string {
  const number = createHash('sha256').update(tidy(words)).digest().readUInt32BE(0);
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

export type Typed = Readonly<Partial<Record<EditInput, string>>>;

/**
 * What somebody typed into a group's modal that showed what `shownNumber` gave then.
 *
 * @param header - as it stands now.
 * @returns also whether any of it would write over what stands there since, unseen.
 */
export function typedSince(
  fields: Readonly<Record<string, string>>,
  group: EditGroup,
  header: Header,
  shown: number,
): { readonly typed: Typed; readonly clashes: boolean } {
  const inputs: readonly EditInput[] = EDIT_GROUPS[group];
  const numbers = String(shown).padStart(inputs.length * DIGITS, '0');
  const isShown = (input: EditInput, words: string) => {
    const at = inputs.indexOf(input) * DIGITS;
    return digitsOf(words) === numbers.slice(at, at + DIGITS);
  };
  const isStill = (input: EditInput) => isShown(input, shownWords(header, input));
  const changed = Object.entries(changedWords(fields, group, header)) as [EditInput, string][];
  const typed = changed.filter(([input, words]) => isStill(input) || !isShown(input, words));
  return { typed: Object.fromEntries(typed), clashes: typed.some(([input]) => !isStill(input)) };
}

/** What somebody typed into a group's modal that is not what it showed them. */
export function changedWords(typed: Readonly<Record<string, string>>, group: EditGroup, header: Header): Typed {
  const changed = EDIT_GROUPS[group].flatMap((input) => {
    const words = typed[input];
    const same = words === undefined || tidy(words) === tidy(shownWords(header, input));
    return same ? [] : [[input, words] as const];
  });
  return Object.fromEntries(changed);
}

/** Clients and modals change line ends and what stands at the edges. */
function tidy(words: string): string {
  return words.toWellFormed().replace(/\r\n?/g, '\n').replace(FORBIDDEN, '').trim();
}

export interface EditedHeader extends Header {
  /** What a moderator should know about how their words were read. */
  readonly findings: readonly Finding[];
}

/**
 * The header with typed words in it. An input that was emptied empties its field.
 *
 * @throws FicError `title-blank`, `source-unreadable`, `evidence-blank`, `story-refused-underage`.
 */
export function editHeader(header: Header, typed: Typed, actor: Actor): EditedHeader {
  const { fields, findings } = editFields(header.fields, typed);
  if (refusesUnderage(fields)) throw new FicError('story-refused-underage', { title: fields.title });
  return { fields, permission: editPermission(header.permission, typed, actor), findings };
}

const UNFIT: ReadonlySet<FicErrorCode> = new Set<FicErrorCode>([
  ...(['title-blank', 'source-unreadable', 'evidence-blank', 'story-refused-underage'] as const),
]);

/** Whether it is about the words that were typed: they are given back, to be mended. */
export function isUnfit(error: unknown): error is FicError {
  return error instanceof FicError && UNFIT.has(error.code);
}

/** What typed words make of fields, one input after the other. @throws FicError as `editHeader`, but `evidence-blank`. */
export function editFields(before: StoryFields, typed: Typed): Pick<EditedHeader, 'fields' | 'findings'> {
  let fields = before;
  const findings: Finding[] = [];
  for (const [input, words] of Object.entries(typed) as [EditInput, string][]) {
    const reading = readInput(fields, input, tidy(words));
    fields = { ...fields, ...reading.change };
    findings.push(...(reading.findings ?? []).filter(({ code }) => TOLD.has(code)));
  }
  return { fields, findings };
}

function editPermission(before: Header['permission'], typed: Typed, { by, at }: Actor): Header['permission'] {
  if (typed.basis === undefined && typed.evidence === undefined) return before;
  const basis = PERMISSION_BASES.find((name) => name === typed.basis) ?? before.basis;
  const evidence = tidy(typed.evidence ?? before.evidence);
  if (needsEvidence(basis) && isBlank(evidence)) throw new FicError('evidence-blank');
  return { basis, evidence, by, at };
}

/** What is worth saying of a change; that fields are missing is not. */
const TOLD: ReadonlySet<FindingCode> = new Set<FindingCode>([
  ...(['rating-unreadable', 'rating-ambiguous', 'rating-several', 'pairing-ambiguous'] as const),
]);

interface Reading {
  readonly change: Partial<StoryFields>;
  readonly findings?: readonly Finding[];
}

function readInput(fields: StoryFields, input: EditInput, words: string): Reading {
  switch (input) {
    case 'title':
      return readTitle(words);
    case 'pairings':
      return readPairings(fields, words);
    case 'rating': {
      const { fields: read, findings } = readField('rating', words);
      return { change: { rating: read.rating }, findings };
    }
    case 'status':
      return { change: { status: STATUSES.find((name) => name === words) ?? fields.status } };
    case 'summary':
    case 'notes':
    case 'disclaimer':
      readField(input, words);
      return { change: { [input]: isBlank(words) ? null : words } };
    case 'series':
      return { change: { series: isBlank(words) ? null : readField('series', oneLine(words)).fields.series } };
    case 'source':
      return readSource(oneLine(words));
    case 'basis':
    case 'evidence':
      return { change: {} };
    default:
      return { change: { [input]: readNames(fields[input], words, LISTS[input], input) } };
  }
}

/** As a file's: "Title (2/3)" says a part beside the title, "Title (WIP)" a status. */
function readTitle(words: string): Reading {
  const { title, part, status } = readField('title', oneLine(words)).fields;
  if (title === null || isBlank(title)) throw new FicError('title-blank');
  return { change: { title, ...(part && { part }), ...(status !== 'unknown' && { status }) } };
}

function readSource(words: string): Reading {
  const { sourceUrl } = readField('source', words).fields;
  if (sourceUrl === null && !isBlank(words)) throw new FicError('source-unreadable', { source: words });
  return { change: { sourceUrl } };
}

/** The lists of names and which header field of a file each is. */
const LISTS = {
  authors: 'author',
  fandoms: 'fandom',
  characters: 'characters',
  warnings: 'warnings',
  genres: 'genres',
  tags: 'tags',
} as const satisfies Partial<Record<EditInput, FieldName>>;

function readNames(present: readonly string[], words: string, field: FieldName, list: keyof typeof LISTS): string[] {
  const names = pieces(words, present).flatMap(({ text, known }) =>
    known ? [text] : readField(field, text).fields[list],
  );
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}

/** Who loves whom without names ("M/M"), characters beside a pair and genres that look like one go where a file's would. */
function readPairings(fields: StoryFields, words: string): Reading {
  const known = new Map(fields.pairings.map((pairing) => [oneLine(pairingName(pairing)), pairing]));
  const readings = pieces(words, [...known.keys()]).map((piece) => {
    const pairing = piece.known ? known.get(piece.text) : undefined;
    return pairing ? { fields: { ...NOBODY, pairings: [pairing] }, findings: [] } : readField('pairings', piece.text);
  });
  const said = readings.map((reading) => reading.fields);
  const pairings = said.flatMap((one) => one.pairings);
  return {
    change: {
      pairings: [...new Map(pairings.map((one) => [`${one.kind} ${pairingKey(one.members)}`, one])).values()],
      categories: [...new Set(said.flatMap(({ categories }) => categories))],
      characters: [...new Set([...fields.characters, ...said.flatMap(({ characters }) => characters)])],
      genres: [...new Set([...fields.genres, ...said.flatMap(({ genres }) => genres)])],
    },
    findings: readings.flatMap((reading) => reading.findings),
  };
}

const NOBODY = { categories: [], characters: [], genres: [] } as const;

/**
 * One field, as it would be read in a file.
 *
 * @throws FicError `story-refused-underage`: the words may hide the warning in a title's brackets or a note.
 */
function readField(field: FieldName, value: string): { fields: HeaderFields; findings: readonly Finding[] } {
  const reading = readHeaderFields([{ label: '', fields: [field], value, where: null }]);
  if (refusesUnderage(reading.fields)) throw new FicError('story-refused-underage');
  return reading;
}

interface Piece {
  readonly text: string;
  /** It stood in the list before, just so. */
  readonly known: boolean;
}

/** A typed list, cut around the names that stood there before, the longest first. */
function pieces(words: string, present: readonly string[]): Piece[] {
  if (isBlank(words.replace(/[,;]/g, ''))) return [];
  const [name, ...others] = present.map(oneLine).toSorted((a, b) => b.length - a.length);
  if (name === undefined) return [{ text: words, known: false }];
  const stood = isBlank(name)
    ? null
    : new RegExp(`(?:^|[,;\\n])\\s*${RegExp.escape(name)}\\s*(?=$|[,;\\n])`, 'u').exec(words);
  if (!stood) return pieces(words, others);
  const after = words.slice(stood.index + stood[0].length);
  return [...pieces(words.slice(0, stood.index), others), { text: name, known: true }, ...pieces(after, others)];
}
