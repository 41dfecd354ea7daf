/**
 * Makes plans of a question: one for each library that is asked, with its words and names looked up, and mended where nothing has
 * them.
 */

import { type Condition, conjuncts, type Words } from '#src/query/ast.ts';
import type { Correction } from '#src/search/contract.ts';
import { mendedTexts } from '#src/search/corrections.ts';
import { TIME_IS_OVER } from '#src/search/evaluation.ts';
import { inflections } from '#src/search/inflection.ts';
import type { LibraryIndex } from '#src/search/library-index.ts';
import { reachOf } from '#src/search/moments.ts';
import { aliasesIn, type Meant, namesMeant, type Scope } from '#src/search/names-meant.ts';
import { nearInNames, nearInWords } from '#src/search/near.ts';
import { NOTHING, type Plan, type RangePlan, type Variant, type WordPlan } from '#src/search/plan.ts';
import { rarity, raritySaid, worthOf, worths } from '#src/search/ranking.ts';
import { ANYWHERE, IN_TITLE, maskOf, OF_PERSONS } from '#src/search/word-fields.ts';
import { askedPhrases, askedWords, type Phrase } from '#src/search/words.ts';
import { ALL_RANKS } from '#src/story/audience.ts';
import { BANDS } from '#src/story/rating.ts';
import { STATUSES } from '#src/story/story.ts';

const WHOLE = worths('whole');
const INFLECTED = worths('inflected');
const BEGINNING = worths('beginning');
const MENDED = worths('mended');
const FAINT = worths('faint');
const WHOLE_IN_TITLE = worths('whole', IN_TITLE);

/** Where a condition stands: below an odd number of nots, it drops stories. */
interface Position {
  readonly dropped: boolean;
  /** The last free word, which may go on. */
  readonly last: Condition | null;
}

export class Planning {
  readonly #scope: Scope;
  readonly #indexes: readonly LibraryIndex[];
  /** Stories looked at, for how rare a word is. */
  readonly #stories: number;
  readonly #corrections = new Map<string, Correction>();

  constructor(scope: Scope) {
    this.#scope = scope;
    this.#indexes = scope.indexes;
    this.#stories = scope.indexes.reduce((sum, { living }) => sum + living, 0);
  }

  /** Of what was planned so far. */
  get corrections(): Correction[] {
    return [...this.#corrections.values()];
  }

  /** @returns one for each library. @throws TIME_IS_OVER */
  plan(where: Condition): readonly Plan[] {
    const last = conjuncts(where).findLast((condition) => condition.kind === 'words') ?? null;
    return this.#plans(where, { dropped: false, last });
  }

  /** What this audience blocks; null where that is nothing. @throws TIME_IS_OVER */
  blocked(): readonly Plan[] | null {
    const { blocked = [] } = this.#scope.audience;
    if (blocked.length === 0) return null;
    const named = blocked.map(({ kind, name }): Condition => ({ kind: 'named', field: kind, text: name }));
    return this.#several('any', named, { dropped: true, last: null });
  }

  #plans(condition: Condition, at: Position): Plan[] {
    if (performance.now() > this.#scope.around.deadline) throw TIME_IS_OVER;
    const each = (make: (index: LibraryIndex) => Plan) => this.#indexes.map(make);
    const range = (column: RangePlan['column'], from: number, below: number) =>
      each(() => ({ kind: 'range', column, from, below }));
    switch (condition.kind) {
      case 'all':
        return this.#several('all', condition.of, at);
      case 'any':
        return this.#several('any', condition.of, at).map(withMendedFaint);
      case 'not':
        return this.#plans(condition.of, { ...at, dropped: !at.dropped }).map((of) => ({ kind: 'not', of }));
      case 'words':
        return this.#words(condition, at);
      case 'named': {
        const { field } = condition;
        if (field === 'title') return this.#title(condition.text, condition.beginning === true, at.dropped);
        return this.#names({ ...condition, field }, at.dropped);
      }
      case 'rating':
        return range('band', BANDS.indexOf(condition.from), BANDS.indexOf(condition.to) + 1);
      case 'status': {
        const status = STATUSES.indexOf(condition.status);
        return range('status', status, status + 1);
      }
      case 'language':
        return each(({ languages }) => ({ kind: 'language', fits: languagesLike(languages, condition.language) }));
      case 'number': {
        const { min, max } = condition;
        return range(condition.field, min ?? 0, max === null ? Number.POSITIVE_INFINITY : Math.floor(max) + 1);
      }
      case 'date': {
        const { from, below } = reachOf(condition, this.#scope.around.now);
        return range(condition.field === 'updated' ? 'updatedAt' : 'postedAt', from, below);
      }
      case 'is':
        return condition.what === 'oneshot' ? range('oneshot', 1, 2) : range('fandoms', 2, Number.POSITIVE_INFINITY);
      case 'text': {
        const numbers = new Set(this.#scope.around.withText(condition.text));
        return each((index) => ({ kind: 'stories', rows: index.rowsOf(numbers) }));
      }
    }
  }

  #several(kind: 'all' | 'any', conditions: readonly Condition[], at: Position): Plan[] {
    const plans = conditions.map((condition) => this.#plans(condition, at));
    return this.#indexes.map((_, index) => ({ kind, of: plans.map((each) => each[index] ?? NOTHING) }));
  }

  #words(condition: Words, at: Position): Plan[] {
    const { text, as } = condition;
    const phrases = as === 'phrase' ? [askedPhrases(text).flat()] : askedPhrases(text);
    if (phrases.flat().length === 0) return this.#indexes.map(() => NOTHING);
    const named = as === 'word' ? this.#namedFreely(text) : [];
    const isKnown = named.some((plans) => plans.some((plan, index) => this.#isUsed(plan, index)));
    const parts = phrases.map((phrase, index) => {
      const open = index === phrases.length - 1 && (as === 'beginning' || (as === 'word' && condition === at.last));
      if (phrase.length > 1) return this.#phrase(phrase, open, ANYWHERE);
      const [word = ''] = phrase;
      const found = this.#word(word, open, as === 'word');
      if (as !== 'word' || at.dropped || isKnown || found.some((plan, each) => this.#isFound(plan, each))) return found;
      const meanings = nearInWords(this.#scope, word, ANYWHERE);
      if (meanings.length === 0) return found;
      this.#note(phrases.length === 1 ? text : word, meanings);
      return this.#mended(meanings);
    });
    return this.#indexes.map((_, index) => {
      const ways: Plan[] = named.map((plans) => plans[index] ?? NOTHING);
      const words: Plan = { kind: 'all', of: parts.map((plans) => plans[index] ?? NOTHING) };
      return ways.length === 0 ? words : { kind: 'either', of: [words, ...ways] };
    });
  }

  /** What free words name by another name, or as a pairing. */
  #namedFreely(text: string): Plan[][] {
    const { audience, around } = this.#scope;
    const aliases = aliasesIn(audience.libraries, around).named(text);
    const asked = new Map<string, Meant>();
    const ask = (meant: Meant) => asked.set(`${meant.field} ${meant.text}`, meant);
    for (const { kind, standsFor } of aliases) ask({ field: kind, text: standsFor });
    if (text.includes('/')) ask({ field: 'pairing', text });
    return [...asked.values()].map((meant) => {
      const names = namesMeant(this.#scope, meant, false);
      const having = names.reduce((sum, each, at) => sum + this.#havingNames(each, at), 0);
      const worth = worthOf(maskOf(meant.field as 'pairing'), 'named');
      return names.map(
        (each): Plan => ({ kind: 'names', names: each, worth, rare: raritySaid(text, rarity(having, this.#stories)) }),
      );
    });
  }

  #word(word: string, open: boolean, inflected: boolean): Plan[] {
    const others = inflected ? this.#inflections(word) : [];
    return this.#wordPlans(({ lexicon }) => {
      const variant = (words: readonly string[], worths: Uint8Array): Variant => ({
        lists: words.map((each) => lexicon.find(each)).filter((list) => list >= 0),
        worths,
      });
      const variants = [variant([word], WHOLE), variant(others, INFLECTED)];
      return open ? [...variants, { lists: lexicon.beginning(word), worths: BEGINNING }] : variants;
    });
  }

  /** "Rose" is somebody, and not the flower's plural. */
  #inflections(word: string): string[] {
    const isName = (each: string) =>
      this.#indexes.some((index) => index.hasWord(each, OF_PERSONS, this.#scope.audience.maxRank));
    const others = inflections(word);
    return others.length === 0 || isName(word) ? [] : others.filter((other) => !isName(other));
  }

  /** The likeliest meaning stands first, whatever the others are found in. */
  #mended([likeliest = '', ...others]: readonly string[]): Plan[] {
    return this.#wordPlans(({ lexicon }) => {
      const known = (words: readonly string[]) => words.map((word) => lexicon.find(word)).filter((list) => list >= 0);
      return [
        { lists: known([likeliest]), worths: MENDED },
        { lists: known(others), worths: FAINT },
      ];
    });
  }

  #wordPlans(variantsOf: (index: LibraryIndex) => readonly Variant[]): WordPlan[] {
    const variants = this.#indexes.map((index) => variantsOf(index).filter(({ lists }) => lists.length > 0));
    const having = variants.reduce((sum, each, at) => sum + this.#having(each, at), 0);
    return variants.map((each) => ({ kind: 'word', variants: each, rare: rarity(having, this.#stories) }));
  }

  /** Each list once, though a word is also its own beginning. */
  #having(variants: readonly Variant[], at: number): number {
    return this.#havingWords([...new Set(variants.flatMap(({ lists }) => lists))], at);
  }

  #havingWords(words: readonly number[], at: number): number {
    const index = this.#indexes[at]!;
    return words.reduce((sum, word) => sum + index.livingWith(word), 0);
  }

  #havingNames(all: readonly number[], at: number): number {
    const { names } = this.#indexes[at]!;
    return all.reduce((sum, name) => sum + names.uses(name, 2), 0);
  }

  #phrase(words: Phrase, open: boolean, fields: number, counts = true): Plan[] {
    const lists = this.#indexes.map(({ lexicon }) =>
      words.map((word, index) => {
        if (open && index === words.length - 1) return lexicon.beginning(word);
        const list = lexicon.find(word);
        return list < 0 ? [] : [list];
      }),
    );
    const having = words.map((_, word) =>
      lists.reduce((sum, each, at) => sum + this.#havingWords(each[word] ?? [], at), 0),
    );
    const rare = counts ? rarity(Math.min(...having), this.#stories) : 0;
    return lists.map((each): Plan => {
      if (each.some((list) => list.length === 0)) return NOTHING;
      return { kind: 'phrase', words, open, lists: each, fields, rare };
    });
  }

  #title(text: string, open: boolean, dropped: boolean): Plan[] {
    const plans = this.#titlePlans(text, open);
    if (dropped || open) return plans;
    const texts = this.#mendedTexts(
      text,
      text,
      (word) => this.#indexes.some((index) => index.hasWord(word, IN_TITLE, ALL_RANKS)),
      (word) => nearInWords(this.#scope, word, IN_TITLE),
    );
    return texts.length === 0 ? plans : this.#eitherOf(texts.map((each) => this.#titlePlans(each, open)));
  }

  #titlePlans(text: string, open: boolean): Plan[] {
    const words = askedWords(text);
    const [word = ''] = words;
    if (words.length === 0) return this.#indexes.map(() => NOTHING);
    if (words.length > 1) return this.#phrase(words, open, IN_TITLE, false);
    return this.#indexes.map(({ lexicon }): Plan => {
      const lists = open ? lexicon.beginning(word) : [lexicon.find(word)].filter((list) => list >= 0);
      return { kind: 'word', variants: [{ lists, worths: WHOLE_IN_TITLE }], rare: 0 };
    });
  }

  #names(meant: Meant, dropped: boolean): Plan[] {
    const plans = this.#namePlans(meant, dropped);
    if (dropped || meant.beginning || plans.some((plan, at) => this.#isUsed(plan, at))) return plans;
    const isKnown = (word: string) =>
      this.#indexes.some(({ names }) => names.withWords(meant.field, [word], false).some((name) => names.isUsed(name)));
    const texts = this.#mendedTexts(meant.text, meant.text, isKnown, (word) =>
      nearInNames(this.#scope, meant.field, word),
    );
    return texts.length === 0 ? plans : this.#eitherOf(texts.map((text) => this.#namePlans({ ...meant, text }, false)));
  }

  #namePlans(meant: Meant, dropped: boolean): Plan[] {
    return namesMeant(this.#scope, meant, dropped).map((names) => ({ kind: 'names', names, worth: 0, rare: 0 }));
  }

  #eitherOf(ways: readonly Plan[][]): Plan[] {
    return this.#indexes.map((_, index) => ({ kind: 'either', of: ways.map((plans) => plans[index] ?? NOTHING) }));
  }

  /** Empty where all words are known, or one of those that are not is like none. */
  #mendedTexts(
    typed: string,
    text: string,
    isKnown: (word: string) => boolean,
    near: (word: string) => readonly string[],
  ): string[] {
    const unknown = [...new Set(askedWords(text))].filter((word) => !isKnown(word));
    const meanings = new Map(unknown.map((word) => [word, near(word)]));
    if (unknown.length === 0 || [...meanings.values()].some((words) => words.length === 0)) return [];
    const texts = mendedTexts(text, meanings);
    this.#note(typed, texts);
    return texts;
  }

  #note(typed: string, searched: readonly string[]): void {
    this.#corrections.set(typed, { typed, searched });
  }

  #isUsed(plan: Plan, at: number): boolean {
    const { names } = this.#indexes[at]!;
    return plan.kind === 'names' && plan.names.some((name) => names.isUsed(name));
  }

  #isFound(plan: Plan, at: number): boolean {
    const { words, columns } = this.#indexes[at]!;
    if (plan.kind !== 'word') return false;
    return plan.variants.some(({ lists }) =>
      lists.some((list) => words.some(list, (row) => columns.alive.data[row] === 1)),
    );
  }
}

function languagesLike(languages: readonly string[], asked: string): Uint8Array {
  return Uint8Array.from(languages, (language) => Number(language === asked || language.startsWith(`${asked}-`)));
}

/** Of what is searched side by side, what was mended counts for nothing where something else was not. */
function withMendedFaint(plan: Plan): Plan {
  if (plan.kind !== 'any') return plan;
  const mended = plan.of.map(isMended);
  if (mended.every((is) => is) || !mended.some((is) => is)) return plan;
  return { kind: 'any', of: plan.of.map((each, index) => (mended[index] ? faint(each) : each)) };
}

function isMended(plan: Plan): boolean {
  if ('of' in plan) return Array.isArray(plan.of) ? plan.of.some(isMended) : false;
  return plan.kind === 'word' && plan.variants.some(({ worths }) => worths === MENDED || worths === FAINT);
}

function faint(plan: Plan): Plan {
  if (plan.kind === 'all' || plan.kind === 'any' || plan.kind === 'either') return { ...plan, of: plan.of.map(faint) };
  if (plan.kind !== 'word') return plan;
  return {
    ...plan,
    variants: plan.variants.map((each) => (each.worths === MENDED ? { ...each, worths: FAINT } : each)),
  };
}
