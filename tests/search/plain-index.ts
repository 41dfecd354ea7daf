/**
 * The index as its promises read: an array that is filtered and sorted. What the fast one is held against; it shares with it only
 * how words are split, what a match is worth, which pairings are meant, and what is near a mistyped word.
 */

import { type AliasBook, type AliasKind, isAliasKind, NO_ALIASES } from '#src/query/aliases.ts';
import { type Condition, conjuncts, type Named, type Sort, type StoryQuery, type Words } from '#src/query/ast.ts';
import { LENGTHS } from '#src/query/facets.ts';
import { FACETS, type Facet, type SuggestionKind } from '#src/query/fields.ts';
import { asOtherKind, pairingKind } from '#src/query/filters.ts';
import {
  type Common,
  type Correction,
  FACET_VALUES,
  type Facets,
  type FacetValue,
  type FoundStories,
  type IndexedStory,
  type StoryIndex,
  type Stretch,
  type Suggestion,
  type Surroundings,
} from '#src/search/contract.ts';
import { isNear, mendedTexts, nearest } from '#src/search/corrections.ts';
import { inflections } from '#src/search/inflection.ts';
import { reachOf } from '#src/search/moments.ts';
import { namesOf } from '#src/search/names.ts';
import { saysMore } from '#src/search/names-meant.ts';
import {
  better,
  type Quality,
  rarity,
  raritySaid,
  score,
  strengthOf,
  titleShareOf,
  worthOf,
} from '#src/search/ranking.ts';
import { meantPairings, type PairingNames } from '#src/search/ships.ts';
import { makeMeasure, unitsOf } from '#src/search/spelling.ts';
import { shortLabel, titleLabel } from '#src/search/titles.ts';
import {
  type FieldWords,
  fieldWordsOf,
  maskOf,
  OF_PERSONS,
  standsIn,
  type WordField,
} from '#src/search/word-fields.ts';
import { askedPhrases, askedWords, hasWords, indexedWords } from '#src/search/words.ts';
import type { Audience } from '#src/story/audience.ts';
import { fold } from '#src/story/fold.ts';
import { pairingKey, parsePairingQuery } from '#src/story/pairing.ts';
import { type Band, gateRank } from '#src/story/rating.ts';
import type { LibraryId, StoryFields } from '#src/story/story.ts';

const BANDS: readonly Band[] = ['General', 'Teen', 'Mature', 'Explicit', 'Unrated'];
const EVERYTHING: Condition = { kind: 'all', of: [] };

interface Entry {
  readonly story: IndexedStory;
  readonly values: readonly FieldWords[];
  /** Of each kind, also `genre`, `warning`, `category` and `series`. */
  readonly names: readonly EntryName[];
}

interface EntryName {
  readonly kind: string;
  readonly key: string;
  readonly label: string;
}

/** What a story has of what was asked. */
interface Match {
  readonly strength: number;
  readonly titleShare: number;
  /** The part of it that words have which were mended. */
  readonly mended: { readonly strength: number; readonly titleShare: number };
}

const NOTHING = { strength: 0, titleShare: 0 };
const PLAIN: Match = { ...NOTHING, mended: NOTHING };

export class PlainIndex implements StoryIndex {
  readonly #entries = new Map<number, Entry>();

  put(story: IndexedStory): void {
    const entry: Entry = { story, values: fieldWordsOf(story.fields), names: allNamesOf(story.fields) };
    this.#entries.delete(story.number);
    this.#entries.set(story.number, entry);
  }

  remove(_library: LibraryId, number: number): void {
    this.#entries.delete(number);
  }

  search(query: StoryQuery, audience: Audience, stretch: Stretch, around: Surroundings): FoundStories {
    const question = this.#question(query.where, audience, around);
    const matches = question.matches();
    const fitting = matches.filter(({ story }) => gateRank(story.fields.rating) <= audience.maxRank);
    const shown = fitting.filter((entry) => !question.isBlocked(entry));
    const scored = shown.map(
      (entry): Scored => ({
        ...entry,
        score: score(
          strengthIn(entry.match),
          shareIn(entry.match),
          askedWords(entry.story.fields.title).length,
          entry.story.kudos,
          around.now - entry.story.updatedAt,
        ),
      }),
    );
    scored.sort(order(query.sort ?? 'best'));
    return {
      total: shown.length,
      numbers: scored.slice(stretch.offset, stretch.offset + stretch.limit).map(({ story }) => story.number),
      tooMature: matches.length - fitting.length,
      blocked: fitting.length - shown.length,
      corrections: [...question.corrections.values()],
      unfinished: false,
      otherKind: pairingKind(query) ? this.#question(asOtherKind(query).where, audience, around).shown().length : 0,
    };
  }

  count(query: StoryQuery, audience: Audience, around: Surroundings): number {
    return this.#question(query.where, audience, around).shown().length;
  }

  facets(query: StoryQuery, audience: Audience, around: Surroundings): Common {
    const shown = this.#question(query.where, audience, around).shown();
    const counted = FACETS.map((facet): [Facet, FacetValue[]] => {
      const counts = new Map<string, { value: string; count: number }>();
      for (const entry of shown) {
        for (const { key, label } of facetValues(facet, entry)) {
          const known = counts.get(key);
          if (known) known.count += 1;
          else counts.set(key, { value: label, count: 1 });
        }
      }
      const values = [...counts.values()].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      return [facet, values.slice(0, FACET_VALUES)];
    });
    return { total: shown.length, facets: Object.fromEntries(counted) as unknown as Facets };
  }

  suggest(
    kind: SuggestionKind,
    typed: string,
    audience: Audience,
    limit: number,
    around: Surroundings,
    fandom?: string,
  ): readonly Suggestion[] {
    const shown = (where: Condition) => this.#question(where, audience, around).shown();
    const sources = [shown(EVERYTHING)];
    if (fandom) sources.unshift(shown({ kind: 'named', field: 'fandom', text: fandom }));
    for (const mended of [false, true]) {
      for (const source of sources) {
        const found = this.#suggest(source, kind, typed, audience, limit, around, mended);
        if (found.length > 0) return found;
      }
    }
    return [];
  }

  #suggest(
    shown: readonly Entry[],
    kind: SuggestionKind,
    typed: string,
    audience: Audience,
    limit: number,
    around: Surroundings,
    mended: boolean,
  ): Suggestion[] {
    const folded = fold(typed);
    const words = askedWords(typed);
    if (folded !== '' && words.length === 0) return [];
    if (kind === 'title' && folded === '') {
      return shown
        .toSorted((a, b) => b.story.position - a.story.position)
        .slice(0, limit)
        .map(({ story }) => ({ label: shortLabel(titleLabel(story.fields)), value: story.id, uses: 1 }));
    }
    const all = new Map<string, Offer>();
    for (const entry of shown) {
      for (const offer of offersOf(entry, kind)) {
        const known = all.get(offer.key);
        if (known) {
          known.uses += 1;
          known.libraries.add(entry.story.library);
        } else all.set(offer.key, offer);
      }
    }
    const offers: (Offer & { literal: boolean; alias?: string })[] = [...all.values()]
      .filter((offer) => begins(offer.words, words))
      .map((offer) => ({ ...offer, literal: offer.folded.startsWith(folded) }));
    if (isAliasKind(kind) && folded !== '') {
      for (const library of audience.libraries) {
        for (const { alias, standsFor } of around.aliasesOf(library).beginning(kind, typed, limit)) {
          const offer = all.get(kind === 'pairing' ? pairingKeyOf(standsFor) : fold(standsFor));
          if (!offer || offers.some(({ key }) => key === offer.key)) continue;
          offers.push({ ...offer, alias, literal: fold(alias).startsWith(folded) });
        }
      }
    }
    if (mended) {
      const meant = [...all.values()].filter((offer) =>
        audience.libraries.some((library) => {
          return offer.libraries.has(library) && isMeant(offer.words, words, this.#wordsOfNames(library, kind));
        }),
      );
      offers.splice(
        0,
        offers.length,
        ...meant.map((offer) => ({ ...offer, literal: offer.folded.startsWith(folded) })),
      );
    }
    const text = (a: string, b: string) => (a < b ? -1 : Number(a > b));
    return offers
      .sort(
        (a, b) =>
          Number(b.literal) - Number(a.literal) || b.uses - a.uses || text(a.folded, b.folded) || text(a.key, b.key),
      )
      .slice(0, limit)
      .map(({ label, value, uses, alias }) => ({ label: shortLabel(label), value, uses, ...(alias && { alias }) }));
  }

  #question(where: Condition, audience: Audience, around: Surroundings): Question {
    const here = [...this.#entries.values()].filter(({ story }) => audience.libraries.includes(story.library));
    return new Question(where, here, audience, around);
  }

  #wordsOfNames(library: LibraryId, kind: SuggestionKind): Set<string> {
    const there = [...this.#entries.values()].filter(({ story }) => story.library === library);
    const labels = there.flatMap(({ story, names }) =>
      kind === 'title' ? [story.fields.title] : names.filter((name) => name.kind === kind).map((name) => name.label),
    );
    return new Set(labels.flatMap(indexedWords));
  }
}

class Question {
  readonly corrections = new Map<string, Correction>();
  readonly #where: Condition;
  readonly #here: readonly Entry[];
  /** How many stories have each word and name: how rare something is. */
  readonly #counts = new Map<string, number>();
  readonly #audience: Audience;
  readonly #around: Surroundings;
  readonly #last: Condition | null;

  constructor(where: Condition, here: readonly Entry[], audience: Audience, around: Surroundings) {
    this.#where = where;
    this.#here = here;
    for (const { values, names } of here) {
      const having = new Set([
        ...values.flatMap(({ words }) => words.map((word) => `word ${word}`)),
        ...names.map(({ kind, key }) => `${kind} ${key}`),
      ]);
      for (const each of having) this.#counts.set(each, (this.#counts.get(each) ?? 0) + 1);
    }
    this.#audience = audience;
    this.#around = around;
    this.#last = conjuncts(where).findLast((condition) => condition.kind === 'words') ?? null;
  }

  matches(): (Entry & { readonly match: Match })[] {
    const meets = this.#meaning(this.#where, false);
    return this.#here.flatMap((entry) => {
      const match = meets(entry);
      return match ? [{ ...entry, match }] : [];
    });
  }

  shown(): Entry[] {
    return this.matches().filter((entry) => this.#isVisible(entry) && !this.isBlocked(entry));
  }

  isBlocked(entry: Entry): boolean {
    return (this.#audience.blocked ?? []).some(
      ({ kind, name }) => this.#meaning({ kind: 'named', field: kind, text: name }, true)(entry) !== null,
    );
  }

  #isVisible({ story }: Entry): boolean {
    return gateRank(story.fields.rating) <= this.#audience.maxRank;
  }

  #meaning(condition: Condition, dropped: boolean): (entry: Entry) => Match | null {
    const plainly = (is: (entry: Entry) => boolean) => (entry: Entry) => (is(entry) ? PLAIN : null);
    switch (condition.kind) {
      case 'all': {
        const all = condition.of.map((each) => this.#meaning(each, dropped));
        return (entry) => sum(all.map((meets) => meets(entry)));
      }
      case 'any': {
        const all = condition.of.map((each) => this.#meaning(each, dropped));
        const mended = condition.of.map((each) => !dropped && this.#isMended(each));
        const mixed = mended.includes(true) && mended.includes(false);
        return (entry) => {
          const held = all.map((meets, index) => {
            const match = meets(entry);
            return match && mixed && mended[index] ? { ...match, mended: NOTHING } : match;
          });
          const matches = held.filter((match) => match !== null);
          return matches.length > 0 ? sum(matches) : null;
        };
      }
      case 'not': {
        const meets = this.#meaning(condition.of, !dropped);
        return plainly((entry) => meets(entry) === null);
      }
      case 'words':
        return this.#words(condition, dropped);
      case 'named':
        return plainly(this.#named(condition, dropped));
      case 'rating':
        return plainly(({ story }) => {
          const band = BANDS.indexOf(story.fields.rating.band);
          return band >= BANDS.indexOf(condition.from) && band <= BANDS.indexOf(condition.to);
        });
      case 'status':
        return plainly(({ story }) => story.fields.status === condition.status);
      case 'language':
        return plainly(({ story }) => {
          const language = story.fields.language?.toLowerCase() ?? '';
          return language === condition.language || language.startsWith(`${condition.language}-`);
        });
      case 'number': {
        const { field, min, max } = condition;
        return plainly(({ story }) => story[field] >= (min ?? 0) && story[field] <= (max ?? Infinity));
      }
      case 'date': {
        const { from, below } = reachOf(condition, this.#around.now);
        return plainly(({ story }) => {
          const at = condition.field === 'updated' ? story.updatedAt : (story.fields.postedAt ?? story.publishedAt);
          return at >= from && at < below;
        });
      }
      case 'is':
        return plainly(({ story: { fields, chapters } }) =>
          condition.what === 'crossover' ? fields.fandoms.length > 1 : chapters === 1 && fields.status === 'complete',
        );
      case 'text': {
        const found = new Set(this.#around.withText(condition.text));
        return plainly(({ story }) => found.has(story.number));
      }
    }
  }

  /** Whether words of it were mended. */
  #isMended(condition: Condition): boolean {
    if (condition.kind === 'all' || condition.kind === 'any') return condition.of.some((each) => this.#isMended(each));
    if (condition.kind !== 'words') return false;
    return this.#phrasesOf(condition).some(({ meanings }) => meanings.length > 0);
  }

  #words(condition: Words, dropped: boolean): (entry: Entry) => Match | null {
    const phrases = this.#phrasesOf(condition);
    if (phrases.length === 0) return () => null;
    const words = phrases.map(({ phrase, open, meanings }) => {
      const isMended = meanings.length > 0 && !dropped;
      if (isMended && !this.corrections.has(typedOf(condition, phrase))) {
        const typed = typedOf(condition, phrase);
        this.corrections.set(typed, { typed, searched: meanings });
      }
      return isMended
        ? this.#word(meanings.slice(0, 1), 'mended', [], [], meanings.slice(1))
        : this.#phrase(phrase, open, condition.as === 'word');
    });
    const ways = condition.as === 'word' ? this.#namedFreely(condition.text) : [];
    return (entry) => {
      const all = sum(words.map((meets) => meets(entry)));
      const matches = [all, ...ways.map((meets) => meets(entry))].filter((match) => match !== null);
      return matches.length === 0 ? null : most(matches);
    };
  }

  #phrasesOf(condition: Words): { phrase: readonly string[]; open: boolean; meanings: readonly string[] }[] {
    const { text, as } = condition;
    const phrases = as === 'phrase' ? [askedPhrases(text).flat()] : askedPhrases(text);
    if (phrases.flat().length === 0) return [];
    const isNamed = as === 'word' && this.#namedFreely(text).some((meets) => this.#here.some((entry) => meets(entry)));
    return phrases.map((phrase, index) => {
      const open = index === phrases.length - 1 && (as === 'beginning' || (as === 'word' && condition === this.#last));
      const [word = ''] = phrase;
      const isUnknown = () => this.#here.every((entry) => this.#phrase(phrase, open, true)(entry) === null);
      const meanings =
        as === 'word' && phrase.length === 1 && !isNamed && isUnknown() ? this.#nearWords(word, null) : [];
      return { phrase, open, meanings };
    });
  }

  #namedFreely(text: string): ((entry: Entry) => Match | null)[] {
    const aliases = this.#audience.libraries.flatMap((library) => this.#around.aliasesOf(library).named(text));
    const asked = new Map<string, Named>();
    const ask = (field: AliasKind, name: string) => asked.set(`${field} ${name}`, { kind: 'named', field, text: name });
    for (const { kind, standsFor } of aliases) ask(kind, standsFor);
    if (text.includes('/')) ask('pairing', text);
    return [...asked.values()].map((named) => {
      const { field } = named;
      const isMeant = this.#namesMeant(named, false);
      const keys = new Set(
        this.#here.flatMap(({ names }) =>
          names.filter((name) => name.kind === field && isMeant(name)).map(({ key }) => key),
        ),
      );
      const rare = this.#rarity([...keys].map((key) => `${field} ${key}`));
      const worth = worthOf(maskOf(field as WordField), 'named');
      const match = { ...PLAIN, strength: strengthOf(worth, raritySaid(text, rare)) };
      return ({ names }: Entry) => (names.some((name) => name.kind === field && isMeant(name)) ? match : null);
    });
  }

  #phrase(phrase: readonly string[], open: boolean, inflected: boolean): (entry: Entry) => Match | null {
    const [word = ''] = phrase;
    if (phrase.length === 1) {
      const begun = open ? [...this.#vocabulary()].filter((each) => each.startsWith(word)) : [];
      return this.#word([word], 'whole', inflected ? this.#inflections(word) : [], begun);
    }
    const rare = Math.max(
      ...phrase.map((each, index) => {
        const begun = [...this.#vocabulary()].filter((other) => other.startsWith(each));
        return this.#rarity((open && index === phrase.length - 1 ? begun : [each]).map((one) => `word ${one}`));
      }),
    );
    return ({ values }) => {
      const fields = (goesOn: boolean) =>
        maskOf(...values.filter(({ words }) => standsIn(words, phrase, goesOn)).map(({ field }) => field));
      const whole = fields(false);
      const worth = better(worthOf(whole, 'whole'), open ? worthOf(fields(true) & ~whole, 'beginning') : 0);
      return worth === 0 ? null : matchOf(worth, rare, phrase.length, false);
    };
  }

  #word(
    words: readonly string[],
    quality: Quality,
    inflected: readonly string[] = [],
    begun: readonly string[] = [],
    faint: readonly string[] = [],
  ): (entry: Entry) => Match | null {
    const rare = this.#rarity([...new Set([...words, ...inflected, ...begun, ...faint])].map((word) => `word ${word}`));
    return ({ values }) => {
      const worth = (some: readonly string[], how: Quality) =>
        some
          .map((word) => maskOf(...values.filter((value) => value.words.includes(word)).map(({ field }) => field)))
          .map((mask) => worthOf(mask, how))
          .reduce(better, 0);
      const best = [
        worth(words, quality),
        worth(inflected, 'inflected'),
        worth(begun, 'beginning'),
        worth(faint, 'faint'),
      ].reduce(better, 0);
      return best === 0 ? null : matchOf(best, rare, 1, quality === 'mended');
    };
  }

  /** All that stands in a library's stories. */
  #vocabulary(): Set<string> {
    const words = [...this.#counts.keys()].filter((key) => key.startsWith('word '));
    return new Set(words.map((key) => key.slice('word '.length)));
  }

  #rarity(keys: readonly string[]): number {
    const having = keys.reduce((count, key) => count + (this.#counts.get(key) ?? 0), 0);
    return rarity(having, this.#here.length);
  }

  #inflections(word: string): string[] {
    const isName = (each: string) =>
      this.#here.some(
        (entry) =>
          this.#isVisible(entry) &&
          entry.values.some(({ field, words }) => maskOf(field) & OF_PERSONS && words.includes(each)),
      );
    return isName(word) ? [] : inflections(word).filter((other) => !isName(other));
  }

  /** @param field - where they have to stand; null for anywhere. */
  #nearWords(typed: string, field: WordField | null): string[] {
    const weights = new Map<string, number>();
    for (const entry of this.#here.filter((each) => this.#isVisible(each))) {
      const words = entry.values
        .filter((value) => field === null || value.field === field)
        .flatMap(({ words }) => words);
      for (const word of new Set(words)) weights.set(word, (weights.get(word) ?? 0) + 1);
    }
    return nearestOf(typed, weights);
  }

  #named(condition: Named, dropped: boolean): (entry: Entry) => boolean {
    const { field, text, beginning = false } = condition;
    const meets = this.#namedAs(condition, dropped);
    if (dropped || beginning || (field !== 'title' && this.#here.some(meets))) return meets;
    const valuesOf = (entry: Entry) =>
      field === 'title'
        ? [entry.story.fields.title]
        : entry.names.filter(({ kind }) => kind === field).map(({ label }) => label);
    const has = (entry: Entry, word: string) => valuesOf(entry).some((value) => indexedWords(value).includes(word));
    const unknown = [...new Set(askedWords(text))].filter((word) => !this.#here.some((entry) => has(entry, word)));
    const meanings = new Map(
      unknown.map((typed) => {
        const weights = new Map<string, number>();
        for (const entry of this.#here.filter((each) => this.#isVisible(each))) {
          const values =
            field === 'title'
              ? [[...new Set(indexedWords(entry.story.fields.title))]]
              : valuesOf(entry).map((value) => [...new Set(indexedWords(value))]);
          for (const word of values.flat()) weights.set(word, (weights.get(word) ?? 0) + 1);
        }
        return [typed, nearestOf(typed, weights)];
      }),
    );
    if (unknown.length === 0 || [...meanings.values()].some((words) => words.length === 0)) return meets;
    const texts = mendedTexts(text, meanings);
    this.corrections.set(text, { typed: text, searched: texts });
    const ways = texts.map((each) => this.#namedAs({ ...condition, text: each }, false));
    return (entry) => ways.some((way) => way(entry));
  }

  #namedAs(condition: Named, dropped: boolean): (entry: Entry) => boolean {
    const { field, text, beginning = false } = condition;
    const asked = askedWords(text);
    if (field === 'title') {
      return ({ story }) => asked.length > 0 && standsIn(indexedWords(story.fields.title), asked, beginning);
    }
    const isMeant = this.#namesMeant(condition, dropped);
    return ({ names }) => names.some((name) => name.kind === field && isMeant(name));
  }

  #aliases(beginning: boolean): AliasBook {
    const { libraries } = this.#audience;
    const { aliasesOf } = this.#around;
    return beginning
      ? NO_ALIASES
      : { ...NO_ALIASES, meant: (...asked) => libraries.flatMap((each) => aliasesOf(each).meant(...asked)) };
  }

  #pairings(): PairingNames {
    const pairings = this.#here.flatMap(({ names }) => names.filter(({ kind }) => kind === 'pairing'));
    return {
      withWords: (words, open) => {
        const found = pairings.filter(({ label }) => (open ? begins : hasWords)(indexedWords(label), words));
        return { size: found.length, keys: () => found.map(({ key }) => key) };
      },
      has: (key) => pairings.some((pairing) => pairing.key === key),
    };
  }

  /** Whether a name of the kind is meant. */
  #namesMeant(condition: Named, dropped: boolean): (name: EntryName) => boolean {
    const { field, text, beginning = false } = condition;
    const asked = askedWords(text);
    if (field === 'series') return ({ label }) => asked.length > 0 && standsIn(indexedWords(label), asked, beginning);
    const others =
      !beginning && isAliasKind(field)
        ? this.#audience.libraries.flatMap((library) => this.#around.aliasesOf(library).meant(field as AliasKind, text))
        : [];
    if (field === 'pairing') {
      const { keys } = meantPairings(condition, this.#aliases(beginning), this.#pairings(), dropped);
      return ({ key }) => keys.has(key);
    }
    const keys = new Set([text, ...others].map(fold));
    const isHere = this.#here.some(({ names }) => names.some(({ kind, key }) => kind === field && keys.has(key)));
    const hasAll = ({ label }: EntryName, words: readonly string[]) =>
      words.length > 0 && (beginning ? begins(indexedWords(label), words) : hasWords(indexedWords(label), words));
    if (dropped) return (name) => keys.has(name.key) || hasAll(name, asked);
    if (isHere && !beginning) return ({ key }) => keys.has(key);
    const texts = [asked, ...others.map(askedWords).filter((other) => saysMore(other, asked))];
    return (name) => texts.some((words) => hasAll(name, words));
  }
}

function matchOf(worth: number, rare: number, words: number, isMended: boolean): Match {
  const match = { strength: strengthOf(worth, rare), titleShare: titleShareOf(worth, rare, words) };
  return isMended ? { ...NOTHING, mended: match } : { ...match, mended: NOTHING };
}

function strengthIn({ strength, mended }: Match): number {
  return strength + mended.strength;
}

function shareIn({ titleShare, mended }: Match): number {
  return titleShare + mended.titleShare;
}

/** Null where one of them is. */
function sum(matches: readonly (Match | null)[]): Match | null {
  return matches.reduce((a, b) => {
    if (!a || !b) return null;
    const mended = {
      strength: a.mended.strength + b.mended.strength,
      titleShare: a.mended.titleShare + b.mended.titleShare,
    };
    return { strength: a.strength + b.strength, titleShare: a.titleShare + b.titleShare, mended };
  }, PLAIN);
}

/** Of ways to say one thing. */
function most(matches: readonly Match[]): Match {
  return matches.reduce((a, b) => ({
    strength: Math.max(a.strength, b.strength),
    titleShare: Math.max(a.titleShare, b.titleShare),
    mended: a.mended.strength > 0 ? a.mended : b.mended,
  }));
}

function typedOf({ text }: Words, phrase: readonly string[]): string {
  return askedPhrases(text).length === 1 ? text : (phrase[0] ?? '');
}

function nearestOf(typed: string, weights: ReadonlyMap<string, number>): string[] {
  const near = [...weights].filter(([word]) => isNear(typed, word));
  return nearest(
    typed,
    near.map(([word, weight]) => ({ word, weight })),
  );
}

function pairingKeyOf(name: string): string {
  const key = pairingKey(parsePairingQuery(name));
  return name.includes('&') && !name.includes('/') ? key.replaceAll('/', '&') : key;
}

/** All words are there, the last one as a beginning. */
function begins(words: readonly string[], asked: readonly string[]): boolean {
  const last = asked.at(-1);
  return hasWords(words, asked.slice(0, -1)) && (last === undefined || words.some((word) => word.startsWith(last)));
}

function allNamesOf(fields: StoryFields): EntryName[] {
  const plain = (kind: string, labels: readonly string[]) =>
    labels.map((label) => ({ kind, key: fold(label), label })).filter(({ key }) => key !== '');
  return [
    ...namesOf(fields),
    ...plain('genre', fields.genres),
    ...plain('warning', fields.warnings),
    ...plain('category', fields.categories),
    ...plain('series', fields.series ? [fields.series.name] : []),
  ];
}

interface Offer {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly folded: string;
  readonly words: readonly string[];
  uses: number;
  /** Those that have it. */
  readonly libraries: Set<LibraryId>;
}

/**
 * Whether a name is meant, though one of the words is mistyped in one letter: the one that no name ever had or, where each is
 * known, any of them.
 */
function isMeant(words: readonly string[], asked: readonly string[], known: ReadonlySet<string>): boolean {
  const isKnown = (word: string, at: number) =>
    at === asked.length - 1 ? [...known].some((other) => other.startsWith(word)) : known.has(word);
  const unknown = asked.flatMap((word, at) => (isKnown(word, at) ? [] : [at]));
  if (unknown.length > 1) return false;
  return (unknown.length === 1 ? unknown : [...asked.keys()]).some((at) => {
    const typed = asked[at] ?? '';
    if (typed.length < 3) return false;
    return words
      .flatMap((word) => meanings(word, typed, at === asked.length - 1))
      .some((meaning) => begins(words, asked.with(at, meaning)));
  });
}

/** The word, or beginnings of it, one edit away from what was typed. */
function meanings(word: string, typed: string, open: boolean): string[] {
  const measure = makeMeasure(typed);
  const all = open ? Array.from(word, (_, at) => word.slice(0, at + 1)) : [word];
  return all.filter((each) => measure(unitsOf(each), 0, each.length) === 1 && !(open && each.startsWith(typed)));
}

function offersOf({ story, names }: Entry, kind: SuggestionKind): Offer[] {
  const libraries = new Set([story.library]);
  if (kind === 'title') {
    const { title } = story.fields;
    const words = indexedWords(title);
    return [
      {
        key: story.id,
        label: titleLabel(story.fields),
        value: story.id,
        folded: fold(title),
        words,
        uses: 1,
        libraries,
      },
    ];
  }
  return names
    .filter((name) => name.kind === kind)
    .map(({ key, label }) => ({
      key,
      label,
      value: label,
      folded: fold(label),
      words: indexedWords(label),
      uses: 1,
      libraries: new Set(libraries),
    }));
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

function facetValues(facet: Facet, { story: { fields, words }, names }: Entry): { key: string; label: string }[] {
  const plain = (value: string) => [{ key: value, label: value }];
  switch (facet) {
    case 'rating':
      return plain(fields.rating.band);
    case 'status':
      return plain(fields.status);
    case 'language': {
      const language = fields.language?.toLowerCase().split('-')[0] ?? '';
      return language === '' ? [] : plain(language);
    }
    case 'length':
      return plain(
        LENGTHS.find(({ range }) => words >= (range.min ?? 0) && words <= (range.max ?? Infinity))?.name ?? 'novel',
      );
    default:
      return names.filter(({ kind }) => kind === facet).map(({ key, label }) => ({ key, label }));
  }
}
