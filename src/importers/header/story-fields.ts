/**
 * From the fields of a header to what a story says of itself, and to what a moderator should know about it.
 */

import type { Finding, FindingCode, Place, Severity } from '#src/importers/finding.ts';
import { guessFandom, isKnownFandom } from '#src/importers/header/fandom-guess.ts';
import type { HeaderField } from '#src/importers/header/field.ts';
import type { FieldName } from '#src/importers/header/labels.ts';
import {
  isGenre,
  readAuthors,
  readCategory,
  readCharacters,
  readFandoms,
  readGenres,
  readTags,
  readWarnings,
} from '#src/importers/header/lists.ts';
import { type FieldValue, routeField } from '#src/importers/header/routing.ts';
import { hidesUnderage } from '#src/importers/header/underage.ts';
import { withoutUnseenEdges } from '#src/importers/header/unseen.ts';
import { readDate, readLanguage, readPart, readSeries, readStatus, readTitle } from '#src/importers/header/values.ts';
import { cleanHref } from '#src/story/href.ts';
import { type Pairing, pairingKey, parsePairings } from '#src/story/pairing.ts';
import { parseRating, type Rating } from '#src/story/rating.ts';
import type { Status, StoryFields } from '#src/story/story.ts';
import { isUnderageWarning, refusesUnderage, UNDERAGE } from '#src/story/warnings.ts';

export type HeaderFields = Omit<StoryFields, 'title' | 'rawHeader'> & { readonly title: string | null };

export function readHeaderFields(header: readonly HeaderField[]): { fields: HeaderFields; findings: Finding[] } {
  const seen = header.map((field) => ({ ...field, value: withoutUnseenEdges(field.value) }));
  const reader = new FieldsReader(seen.flatMap(routeField), seen.some(hidesUnderage));
  return { fields: reader.read(), findings: reader.findings };
}

/** Known fields that a story has no place of its own for: kept under their label, without a finding. */
const KEPT: ReadonlySet<FieldName | null> = new Set<FieldName>(['setting', 'permission', 'feedback', 'email']);
/** "Ask first", and refusals; "no need to ask" is neither. */
const ASKS =
  /\b(?:ask (?:me |us )?(?:first|before|for)|(?:please|just|must) ask|if you ask|permission|e-?mail me|contact me|check with me)\b|\b(?:don['\u2019]?t|do not|not) (?:archive|repost|distribute|post|copy)|^(?:no|not|never|don['\u2019]?t|do not|please don['\u2019]?t|please do not|ask)\b|спрос|не (?:размещ|копир)/i;
const NEED_NOT_ASK =
  /\b(?:no need to ask|(?:don['\u2019]?t|do not|never|needn['\u2019]?t|not) (?:bother |need to |have to |even )*(?:ask\w*)|without asking|no permission|permission (?:is )?not|no problem)/i;
class FieldsReader {
  readonly findings: Finding[] = [];
  readonly #values: readonly FieldValue[];
  readonly #unknown: { label: string; value: string }[] = [];

  readonly #hidesUnderage: boolean;

  constructor(values: readonly FieldValue[], hidesUnderage: boolean) {
    this.#hidesUnderage = hidesUnderage;
    this.#values = values.filter(({ value }) => value !== '');
  }

  read(): HeaderFields {
    const title = this.#single('title');
    const reading = readTitle(title?.value ?? '', title?.numbered ?? false);
    const rating = this.#rating();
    const romance = this.#pairings();
    const kinds = this.#genres(romance.genres);
    const disclaimer = this.#prose(['disclaimer']);
    const notes = this.#prose(['notes', 'credit']);
    const series = this.#single('series');
    const chapters = readPart(this.#single('chapter')?.value ?? '');
    // "Chapters: 3/12" counts what is posted, "Chapter: 3/12" says which one this is.
    const counts = /s\)?$/i.test(this.#all('chapter')[0]?.label ?? '');
    const part = reading.part ?? readPart(this.#single('part')?.value ?? '') ?? (counts ? null : chapters);
    const language = this.#single('language')?.value;
    const date = this.#single('date')?.value;
    const fields: HeaderFields = {
      title: reading.title,
      authors: this.#authors(),
      fandoms: this.#fandoms(kinds.fandoms, [disclaimer, notes]),
      pairings: romance.pairings,
      characters: distinct([...this.#list('characters', readCharacters), ...romance.characters]),
      categories: distinct([...romance.categories, ...kinds.categories]),
      genres: kinds.genres,
      tags: this.#list('tags', readTags),
      rating,
      warnings: this.#warnings(),
      summary: this.#prose(['summary']),
      notes,
      disclaimer,
      series: series ? readSeries(series.value) : null,
      part,
      status: this.#status(reading.status, counts ? chapters : null),
      language: language ? readLanguage(language) : null,
      chaptersTotal: counts ? (chapters?.total ?? null) : null,
      postedAt: date ? readDate(date) : null,
      sourceUrl: this.#sourceUrl(),
      unknownFields: this.#unknown,
    };
    this.#keepOthers(fields);
    this.#report(fields);
    return fields;
  }

  #all(...fields: readonly FieldName[]): FieldValue[] {
    return this.#values.filter(({ field }) => field !== null && fields.includes(field));
  }

  /** The first value; a repeated one is kept under its label. */
  #single(field: FieldName): FieldValue | undefined {
    const [first, ...others] = this.#all(field);
    for (const other of others) {
      if (other.value === first?.value) continue;
      this.#find('note', 'field-repeated', field, other.where, { label: other.label || field });
      this.#unknown.push({ label: other.label || field, value: other.value });
    }
    return first;
  }

  #list(field: FieldName, read: (value: string) => string[]): string[] {
    return distinct(this.#all(field).flatMap(({ value }) => read(value)));
  }

  /** Running text; what stood under a label such as "Prompt" keeps it. */
  #prose(fields: readonly FieldName[]): string | null {
    const texts = this.#all(...fields).map(({ field, label, value }) =>
      field === 'credit' ? `${label}: ${value}` : value,
    );
    return texts.length > 0 ? texts.join('\n\n') : null;
  }

  #authors(): string[] {
    const authors = this.#list('author', readAuthors);
    if (authors.length > 0) return authors;
    const address = this.#all('email')[0]?.value.match(/([\w.+-]{1,64})@/);
    return address?.[1] ? [address[1]] : [];
  }

  #rating(): Rating {
    const values = this.#all('rating');
    const { rating, several, readable } = parseRating(values.map(({ value }) => value).join(' / '));
    const where = values[0]?.where ?? null;
    const details = { raw: rating.raw, band: rating.band };
    if (values.length === 0) this.#find('warning', 'rating-missing', 'rating', null, {});
    else if (!readable) this.#find('warning', 'rating-unreadable', 'rating', where, details);
    else if (several) this.#find('warning', 'rating-several', 'rating', where, details);
    if (rating.ambiguous) this.#find('warning', 'rating-ambiguous', 'rating', where, details);
    return rating;
  }

  #pairings(): { pairings: Pairing[]; characters: string[]; categories: string[]; genres: string[] } {
    const pairings = new Map<string, Pairing>();
    const characters: string[] = [];
    const categories: string[] = [];
    const genres: string[] = [];
    for (const { value, label, where } of this.#all('pairings')) {
      const reading = parsePairings(value);
      // Under "Characters/Pairings" a name alone is a character.
      const mixed = /char|персонаж|figur|person/i.test(label);
      for (const pairing of reading.pairings) {
        const key = `${pairing.kind === 'platonic'} ${pairingKey(pairing.members)}`;
        if (mixed && pairing.kind !== 'romantic' && reading.ambiguous.includes(pairing.raw))
          characters.push(...pairing.members);
        else if (!pairings.has(key)) pairings.set(key, pairing);
      }
      characters.push(...reading.characters);
      categories.push(...reading.categories);
      genres.push(...reading.genres);
      for (const raw of mixed ? [] : reading.ambiguous)
        this.#find('note', 'pairing-ambiguous', 'pairings', where, { raw });
    }
    return { pairings: [...pairings.values()], characters, categories, genres };
  }

  /** "Category" is a fandom in some places, a genre in others, and in the archives who loves whom. */
  #genres(found: readonly string[]): { genres: string[]; categories: string[]; fandoms: string[] } {
    const genres = [...found, ...this.#list('genres', readGenres)];
    const categories = genres.flatMap((genre) => readCategory(genre) ?? []);
    const fandoms: string[] = [];
    const named = this.#all('fandom').length > 0;
    for (const { value } of this.#all('category')) {
      const parts = readGenres(value);
      const kinds = parts.map(readCategory);
      if (kinds.every((kind) => kind !== null)) categories.push(...kinds);
      else if (!named && !parts.some(isGenre) && !kinds.some((kind) => kind !== null)) fandoms.push(value);
      else if (isKnownFandom(value)) fandoms.push(value);
      else {
        genres.push(...parts);
        categories.push(...kinds.filter((kind) => kind !== null));
      }
    }
    return { genres: distinct(genres), categories, fandoms };
  }

  #fandoms(found: readonly string[], texts: readonly (string | null)[]): string[] {
    const values = [...this.#all('fandom').map(({ value }) => value), ...found];
    const fandoms = distinct(values.flatMap((value) => readFandoms(value, isKnownFandom)));
    if (fandoms.length > 0) return fandoms;
    const guess = texts.map((text) => (text === null ? null : guessFandom(text))).find((name) => name !== null);
    if (guess)
      this.#find('note', 'fandom-guessed', 'fandoms', this.#all('disclaimer')[0]?.where ?? null, { fandom: guess });
    else this.#find('warning', 'fandom-missing', 'fandoms', null, {});
    return guess ? [guess] : [];
  }

  #warnings(): string[] {
    const warnings = this.#list('warnings', readWarnings);
    for (const { label, value } of this.#all('spoilers')) {
      if (!/^(?:none|no|n\/a|nope)\b/i.test(value)) warnings.push(`${label}: ${value}`);
    }
    if (this.#hidesUnderage) warnings.push(UNDERAGE);
    return distinct(warnings);
  }

  #status(fromTitle: Status, chapters: StoryFields['part']): Status {
    const said = [
      ...this.#all('status').map(({ value }) => readStatus(value)),
      ...this.#all('complete').map(({ value }) => readStatus(value)),
      ...this.#all('wip').map(({ value }) => readStatus(value, 'in-progress')),
      fromTitle,
    ];
    const status = said.find((one) => one !== 'unknown');
    if (status) return status;
    if (!chapters) return 'unknown';
    return chapters.number === chapters.total ? 'complete' : 'in-progress';
  }

  #sourceUrl(): string | null {
    const urls = this.#all('source').flatMap(({ value }) => /https?:\/\/[^\s<>"']{1,2000}/i.exec(value)?.[0] ?? []);
    return urls.map(cleanHref).find((url) => url !== null) ?? null;
  }

  /** Nothing is dropped: unknown labels, known ones without a place, values that could not be read. */
  #keepOthers(fields: HeaderFields): void {
    const unread: Partial<Record<FieldName, boolean>> = {
      language: fields.language === null,
      date: fields.postedAt === null,
      source: fields.sourceUrl === null,
      status: fields.status === 'unknown',
      complete: fields.status === 'unknown',
      wip: fields.status === 'unknown',
      part: fields.part === null,
      chapter: fields.part === null && fields.chaptersTotal === null,
    };
    for (const { field, label, value, where } of this.#values) {
      const kept = field === null || KEPT.has(field) || unread[field];
      if (!kept || this.#unknown.some((one) => one.label === label && one.value === value)) continue;
      this.#unknown.push({ label, value });
      if (field === null) this.#find('note', 'label-unknown', null, where, { label });
      if (field === 'permission' && ASKS.test(value.replace(NEED_NOT_ASK, ''))) {
        this.#find('warning', 'archive-asks-first', 'permission', where, { raw: value });
      }
    }
  }

  #report(fields: HeaderFields): void {
    if (fields.title === null) this.#find('error', 'title-missing', 'title', null, {});
    if (fields.authors.length === 0) this.#find('warning', 'author-missing', 'authors', null, {});
    if (fields.summary === null) this.#find('note', 'summary-missing', 'summary', null, {});
    if (refusesUnderage(fields)) {
      const said = this.#values.find(({ label, value }) => isUnderageWarning(`${label}: ${value}`));
      this.#find('error', 'underage-refused', 'warnings', said?.where ?? null, { raw: said?.value ?? UNDERAGE });
    }
  }

  #find(
    severity: Severity,
    code: FindingCode,
    field: string | null,
    where: Place | null,
    details: Finding['details'],
  ): void {
    this.findings.push({ severity, code, field, where, details });
  }
}

function distinct(values: readonly string[]): string[] {
  return [...new Map(values.map((value) => [value.toLowerCase(), value])).values()];
}
