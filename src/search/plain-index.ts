/**
 * The index as its promises read: an array that is filtered and sorted. What a fast one is held against.
 */
import type { Facets, FacetValue, Stretch, Suggestion, SuggestionKind } from '#src/catalog/contract.ts';
import { FACET_VALUES } from '#src/catalog/contract.ts';
import { memberCount, namesOf, pairsWith } from '#src/catalog/names.ts';
import { shortLabel, titleLabel } from '#src/catalog/titles.ts';
import { askedPhrases, askedWords, hasWords, indexedWords } from '#src/catalog/words.ts';
import {
  type Condition,
  conjuncts,
  type DateBound,
  type Named,
  type NamedField,
  type Sort,
  type StoryQuery,
  type Words,
} from '#src/query/ast.ts';
import { FACETS, type Facet, LENGTHS } from '#src/query/facets.ts';
import type { FoundStories, IndexedStory, IndexKind, SavedIndex, Surroundings } from '#src/search/index-contract.ts';
import type { Audience } from '#src/story/audience.ts';
import { fold } from '#src/story/fold.ts';
import { pairingName, parsePairingQuery } from '#src/story/pairing.ts';
import { type Band, gateRank } from '#src/story/rating.ts';
import type { LibraryId, StoryFields } from '#src/story/story.ts';

const BANDS: readonly Band[] = ['General', 'Teen', 'Mature', 'Explicit', 'Unrated'];
/** The earlier, the more a word weighs that stands there. */
const WEIGHTS = { title: 8, pairing: 6, author: 5, name: 4, tag: 2, summary: 1 };
type Section = keyof typeof WEIGHTS;

interface Value {
  readonly section: Section;
  readonly words: readonly string[];
}

interface Entry {
  readonly story: IndexedStory;
  readonly values: readonly Value[];
}

/** Stories in one saved portion. */
const SAVED_PORTION = 500;

export const PLAIN_INDEX: IndexKind = {
  format: 1,
  create: () => new PlainIndex(),
  load: (parts) => PlainIndex.load(parts),
};

export class PlainIndex implements SavedIndex {
  readonly #entries = new Map<number, Entry>();

  static load(parts: Iterable<Uint8Array>): PlainIndex {
    const index = new PlainIndex();
    for (const part of parts) for (const story of JSON.parse(new TextDecoder().decode(part))) index.put(story);
    return index;
  }

  *save(): Generator<Uint8Array> {
    let portion: IndexedStory[] = [];
    for (const { story } of this.#entries.values()) {
      portion.push(story);
      if (portion.length < SAVED_PORTION) continue;
      yield new TextEncoder().encode(JSON.stringify(portion));
      portion = [];
    }
    yield new TextEncoder().encode(JSON.stringify(portion));
  }

  put(story: IndexedStory): void {
    this.#entries.set(story.number, { story, values: valuesOf(story.fields) });
  }

  remove(_library: LibraryId, number: number): void {
    this.#entries.delete(number);
  }

  search(query: StoryQuery, audience: Audience, stretch: Stretch, around: Surroundings): FoundStories {
    const all = this.#matching(query.where, audience, around);
    const fitting = all.filter(({ story }) => gateRank(story.fields.rating) <= audience.maxRank);
    const shown = this.#unblocked(fitting, audience, around);
    const sort = query.sort ?? 'best';
    const scored = shown.map((entry) => ({ ...entry, score: score(entry, query.where) }));
    scored.sort(order(sort));
    return {
      total: shown.length,
      numbers: scored.slice(stretch.offset, stretch.offset + stretch.limit).map(({ story }) => story.number),
      tooMature: all.length - fitting.length,
      blocked: fitting.length - shown.length,
      corrections: [],
      unfinished: false,
      otherKind: 0,
    };
  }

  facets(query: StoryQuery, audience: Audience, around: Surroundings): Facets {
    const shown = this.#shown(query.where, audience, around);
    const counted = FACETS.map((facet): [Facet, FacetValue[]] => {
      const counts = new Map<string, { value: string; count: number }>();
      for (const { story } of shown) {
        for (const value of facetValues(facet, story)) {
          const key = fold(value);
          const known = counts.get(key);
          if (known) known.count += 1;
          else counts.set(key, { value, count: 1 });
        }
      }
      const values = [...counts.values()].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      return [facet, values.slice(0, FACET_VALUES)];
    });
    return Object.fromEntries(counted) as unknown as Facets;
  }

  suggest(
    kind: SuggestionKind,
    typed: string,
    audience: Audience,
    limit: number,
    around: Surroundings,
    fandom?: string,
  ): readonly Suggestion[] {
    const folded = fold(typed);
    const words = askedWords(typed);
    if (folded !== '' && words.length === 0) return [];
    const where: Condition = fandom ? { kind: 'named', field: 'fandom', text: fandom } : { kind: 'all', of: [] };
    const shown = this.#shown(where, audience, around);
    if (kind === 'title' && folded === '') {
      return shown
        .sort((a, b) => b.story.position - a.story.position)
        .slice(0, limit)
        .map(({ story }) => ({ label: shortLabel(titleLabel(story.fields)), value: story.id, uses: 1 }));
    }
    const found = new Map<string, { key: string; label: string; folded: string; uses: number }>();
    for (const { story } of shown) {
      const names =
        kind === 'title'
          ? [{ key: story.id, label: titleLabel(story.fields), named: story.fields.title }]
          : namesOf(story.fields)
              .filter((name) => name.kind === kind)
              .map(({ key, label }) => ({ key, label, named: label }));
      for (const { key, label, named } of names) {
        if (!begins(indexedWords(named), words)) continue;
        const known = found.get(key);
        if (known) known.uses += 1;
        else found.set(key, { key, label, folded: fold(named), uses: 1 });
      }
    }
    const literal = (name: { folded: string }) => Number(name.folded.startsWith(folded));
    const text = (a: string, b: string) => (a < b ? -1 : Number(a > b));
    return [...found.values()]
      .sort((a, b) => literal(b) - literal(a) || b.uses - a.uses || text(a.folded, b.folded) || text(a.key, b.key))
      .slice(0, limit)
      .map(({ key, label, uses }) => ({ label: shortLabel(label), value: kind === 'title' ? key : label, uses }));
  }

  #shown(where: Condition, audience: Audience, around: Surroundings): Entry[] {
    const fitting = this.#matching(where, audience, around).filter(
      ({ story }) => gateRank(story.fields.rating) <= audience.maxRank,
    );
    return this.#unblocked(fitting, audience, around);
  }

  #unblocked(entries: readonly Entry[], { libraries, blocked = [] }: Audience, around: Surroundings): Entry[] {
    if (blocked.length === 0) return [...entries];
    const meets = makeMeets([...this.#entries.values()], libraries, around, null);
    const conditions = blocked.map(({ kind, name }): Condition => ({ kind: 'named', field: kind, text: name }));
    return entries.filter((entry) => !conditions.some((condition) => meets(entry, condition, true)));
  }

  #matching(where: Condition, { libraries }: Audience, around: Surroundings): Entry[] {
    const here = [...this.#entries.values()].filter(({ story }) => libraries.includes(story.library));
    const last = conjuncts(where).findLast((condition) => condition.kind === 'words');
    const meets = makeMeets(here, libraries, around, last ?? null);
    return here.filter((entry) => meets(entry, where));
  }
}

/** All words are there, the last one as a beginning. */
function begins(words: readonly string[], asked: readonly string[]): boolean {
  const last = asked.at(-1);
  return hasWords(words, asked.slice(0, -1)) && (last === undefined || words.some((word) => word.startsWith(last)));
}

function valuesOf(fields: StoryFields): Value[] {
  const values = (section: Section, texts: readonly (string | null | undefined)[]) =>
    texts.map((text): Value => ({ section, words: indexedWords(text ?? '') }));
  return [
    ...values('title', [fields.title]),
    ...values('author', fields.authors),
    ...values(
      'pairing',
      fields.pairings.flatMap(({ members }) => members),
    ),
    ...values('name', [...fields.fandoms, ...fields.characters]),
    ...values('tag', [...fields.genres, ...fields.warnings, ...fields.categories, ...fields.tags, fields.series?.name]),
    ...values('summary', [fields.summary]),
  ];
}

/** @param last - the last free word of the query, which may go on. */
function makeMeets(
  here: readonly Entry[],
  libraries: readonly LibraryId[],
  around: Surroundings,
  last: Condition | null,
): (entry: Entry, condition: Condition, dropped?: boolean) => boolean {
  const meant = new Map<string, (fields: StoryFields) => boolean>();
  const texts = new Map<string, ReadonlySet<number>>();
  const meets = (entry: Entry, condition: Condition, dropped = false): boolean => {
    const { story } = entry;
    switch (condition.kind) {
      case 'all':
        return condition.of.every((each) => meets(entry, each, dropped));
      case 'any':
        return condition.of.some((each) => meets(entry, each, dropped));
      case 'not':
        return !meets(entry, condition.of, !dropped);
      case 'words':
        return hasWordsOf(entry, condition, condition === last);
      case 'named': {
        const key = JSON.stringify([condition, dropped]);
        const is = meant.get(key) ?? meaning(condition, here, dropped);
        meant.set(key, is);
        return is(story.fields);
      }
      case 'rating': {
        const band = BANDS.indexOf(story.fields.rating.band);
        return band >= BANDS.indexOf(condition.from) && band <= BANDS.indexOf(condition.to);
      }
      case 'status':
        return story.fields.status === condition.status;
      case 'language': {
        const language = story.fields.language?.toLowerCase() ?? '';
        return language === condition.language || language.startsWith(`${condition.language}-`);
      }
      case 'number':
        return story[condition.field] >= (condition.min ?? 0) && story[condition.field] <= (condition.max ?? Infinity);
      case 'date': {
        const at = condition.field === 'updated' ? story.updatedAt : (story.fields.postedAt ?? story.publishedAt);
        return at >= startOf(condition.from, around.now) && at < endOf(condition.to, around.now);
      }
      case 'is':
        if (condition.what === 'crossover') return story.fields.fandoms.length > 1;
        return story.chapters === 1 && story.fields.status === 'complete';
      case 'text': {
        const found = texts.get(condition.text) ?? new Set(around.withText(condition.text, libraries));
        texts.set(condition.text, found);
        return found.has(story.number);
      }
    }
  };
  return meets;
}

function hasWordsOf({ values }: Entry, { text, as }: Words, isLast: boolean): boolean {
  const phrases = as === 'phrase' ? [askedPhrases(text).flat()] : askedPhrases(text);
  if (phrases.flat().length === 0) return false;
  return phrases.every((phrase, index) => {
    const open = index === phrases.length - 1 && (as === 'beginning' || (as === 'word' && isLast));
    return values.some(({ words }) => standsIn(words, phrase, open));
  });
}

/** Side by side; where open, the last word may go on. */
function standsIn(words: readonly string[], phrase: readonly string[], open: boolean): boolean {
  return words.some((_, at) =>
    phrase.every((word, index) => {
      const there = words[at + index];
      return open && index === phrase.length - 1 ? there?.startsWith(word) : there === word;
    }),
  );
}

/**
 * Which stories a name means: those with just this name, where any here has it. Somebody who asks to be spared "angst" does not
 * want "heavy angst" either: then it is every name that has the words.
 */
function meaning(condition: Named, here: readonly Entry[], dropped: boolean): (fields: StoryFields) => boolean {
  const { field, text, beginning, larger } = condition;
  const asked = askedWords(text);
  if (field === 'title' || field === 'series') {
    return (fields) => standsIn(indexedWords(namesIn(field, fields)[0] ?? ''), asked, beginning === true);
  }
  if (field === 'pairing') {
    const members = parsePairingQuery(text);
    const size = members.length;
    const platonic = /&/.test(text) && !/\//.test(text);
    const romantic = /\//.test(text);
    return (fields) =>
      asked.length > 0 &&
      fields.pairings.some(({ members: paired, kind }) => {
        const key = paired.map(fold).sort().join('/');
        if ((platonic && kind === 'romantic') || (romantic && kind === 'platonic')) return false;
        return pairsWith(key, members) && (larger || dropped || size < 2 || memberCount(key) === size);
      });
  }
  const folded = fold(text);
  const exact = here.some(({ story }) => namesIn(field, story.fields).some((name) => fold(name) === folded));
  if (exact && !beginning && !dropped) return (fields) => namesIn(field, fields).some((name) => fold(name) === folded);
  return (fields) =>
    asked.length > 0 &&
    namesIn(field, fields).some((name) =>
      beginning ? begins(indexedWords(name), asked) : hasWords(indexedWords(name), asked),
    );
}

function namesIn(field: NamedField, fields: StoryFields): readonly string[] {
  switch (field) {
    case 'title':
      return [fields.title];
    case 'series':
      return fields.series ? [fields.series.name] : [];
    case 'author':
      return fields.authors;
    case 'fandom':
      return fields.fandoms;
    case 'pairing':
      return fields.pairings.map(pairingName);
    case 'character':
      return [...fields.characters, ...fields.pairings.flatMap(({ members }) => members)];
    case 'warning':
      return fields.warnings;
    case 'category':
      return fields.categories;
    case 'genre':
      return fields.genres;
    case 'tag':
      return [...fields.genres, ...fields.warnings, ...fields.categories, ...fields.tags];
  }
}

const UNITS = { hour: 3_600_000, day: 86_400_000, week: 604_800_000, month: 2_629_800_000, year: 31_557_600_000 };
const DAY = UNITS.day;

function startOf(bound: DateBound | null, now: number): number {
  if (!bound) return Number.NEGATIVE_INFINITY;
  return 'day' in bound ? Date.parse(bound.day) : now - bound.ago * UNITS[bound.unit];
}

/** Exclusive. */
function endOf(bound: DateBound | null, now: number): number {
  if (!bound) return Number.POSITIVE_INFINITY;
  return 'day' in bound ? Date.parse(bound.day) + DAY : now - bound.ago * UNITS[bound.unit] + 1;
}

/** Of the words that must be there, wherever each weighs most. */
function score({ values }: Entry, where: Condition): number {
  let sum = 0;
  for (const condition of conjuncts(where)) {
    if (condition.kind !== 'words') continue;
    for (const phrase of askedPhrases(condition.text)) {
      let best = 0;
      for (const { section, words } of values) {
        const whole = standsIn(words, phrase, false);
        if (whole || standsIn(words, phrase, true)) best = Math.max(best, WEIGHTS[section] * (whole ? 1 : 0.5));
      }
      sum += best;
    }
  }
  return sum;
}

type Scored = Entry & { readonly score: number };

function order(sort: Sort): (a: Scored, b: Scored) => number {
  const newest = (a: Scored, b: Scored) => b.story.position - a.story.position;
  const text = (of: (entry: Scored) => string) => (a: Scored, b: Scored) => {
    const [left, right] = [of(a), of(b)];
    return Number(left === '') - Number(right === '') || (left < right ? -1 : Number(left > right));
  };
  const orders: Readonly<Record<Sort, (a: Scored, b: Scored) => number>> = {
    best: (a, b) => b.score - a.score,
    updated: newest,
    published: (a, b) => b.story.publishedAt - a.story.publishedAt,
    words: (a, b) => b.story.words - a.story.words,
    kudos: (a, b) => b.story.kudos - a.story.kudos,
    title: text(({ story }) => fold(story.fields.title)),
    author: (a, b) =>
      text(({ story }) => fold(story.fields.authors[0] ?? ''))(a, b) ||
      text(({ story }) => fold(story.fields.title))(a, b),
  };
  return (a, b) => orders[sort](a, b) || newest(a, b);
}

function facetValues(facet: Facet, { fields, words }: IndexedStory): readonly string[] {
  switch (facet) {
    case 'rating':
      return [fields.rating.band];
    case 'status':
      return [fields.status];
    case 'language':
      return fields.language ? [fields.language.toLowerCase().split('-')[0] ?? ''] : [];
    case 'length':
      return [
        LENGTHS.find(({ range }) => words >= (range.min ?? 0) && words <= (range.max ?? Infinity))?.name ?? 'novel',
      ];
    default:
      return [
        ...new Map(
          namesOf(fields)
            .filter(({ kind }) => kind === facet)
            .map(({ key, label }) => [key, label]),
        ).values(),
      ];
  }
}
