/**
 * What is asked of the index, answered with rows: searches, facets, suggestions. What a question needs of the database is fetched
 * first; then the index answers in one step.
 */
import type { Common, Hidden, Passage, SearchResult, Stretch, Suggestion } from '#src/catalog/contract.ts';
import type { AliasShelf } from '#src/engine/alias-shelf.ts';
import type { IndexKeeper } from '#src/engine/index-keeper.ts';
import { passageIn } from '#src/engine/passages.ts';
import type { EnginePort, StoryRef } from '#src/engine/port.ts';
import { askedTextWords } from '#src/engine/text-words.ts';
import { type Condition, conjuncts, type StoryQuery } from '#src/query/ast.ts';
import type { SuggestionKind } from '#src/query/fields.ts';
import type { StoryIndex, Surroundings } from '#src/search/contract.ts';
import { needsOf } from '#src/search/needs.ts';
import { Phrases } from '#src/search/phrases.ts';
import type { Audience } from '#src/story/audience.ts';
import type { StoryId } from '#src/story/story.ts';

const MOST_HITS = 100;
/** How long one question may think, in ms, and how much of that it may spend on looking at texts and headers. */
const TIME_LIMIT = 1_000;
const LOOKING_LIMIT = 750;
/** Headers that are looked at between two looks at the clock: about a ms. */
const HEADERS_AT_ONCE = 100;

/** As `SearchResult`, with stories as they are kept. */
export interface FoundRows<Row> extends Omit<SearchResult, 'hits'> {
  readonly hits: readonly Row[];
}

interface Question extends Surroundings {
  /** In ms of `performance.now()`: then nothing more is looked at. */
  readonly until: number;
  /** There are texts that were not looked into. */
  readonly textsUnfinished: boolean;
}

export class Asking<Row extends StoryRef> {
  readonly #port: EnginePort<Row>;
  readonly #keeper: IndexKeeper;
  readonly #aliases: AliasShelf;

  constructor(port: EnginePort<Row>, keeper: IndexKeeper, aliases: AliasShelf) {
    this.#port = port;
    this.#keeper = keeper;
    this.#aliases = aliases;
  }

  async search(query: StoryQuery, audience: Audience, page: Stretch, now: number): Promise<FoundRows<Row>> {
    const isWhole = await this.#keeper.ready();
    const stretch = { offset: page.offset, limit: Math.min(page.limit, MOST_HITS) };
    const question = await this.#question(query.where, audience, now);
    const answer = await this.#answer(question, (index) => index.search(query, audience, stretch, question));
    const { numbers, tooMature, blocked, ...found } = answer;
    const hits = await this.#port.stories.shown(numbers, audience);
    const hidden: Hidden[] = [
      ...(tooMature > 0 ? [{ reason: 'rating', count: tooMature } as const] : []),
      ...(blocked > 0 ? [{ reason: 'blocked', count: blocked } as const] : []),
    ];
    const unfinished = found.unfinished || !isWhole || question.textsUnfinished;
    return { ...found, unfinished, hidden, hits, passages: await this.#passages(query, hits) };
  }

  async total(query: StoryQuery, audience: Audience, now: number): Promise<number> {
    await this.#keeper.ready();
    const question = await this.#question(query.where, audience, now);
    return this.#answer(question, (index) => index.count(query, audience, question));
  }

  async facets(query: StoryQuery, audience: Audience, now: number): Promise<Common> {
    await this.#keeper.ready();
    const question = await this.#question(query.where, audience, now);
    return this.#answer(question, (index) => index.facets(query, audience, question));
  }

  async suggest(
    kind: SuggestionKind,
    typed: string,
    audience: Audience,
    limit: number,
    now: number,
    fandom?: string,
  ): Promise<readonly Suggestion[]> {
    await this.#keeper.ready();
    const question = await this.#question(null, audience, now);
    const found = this.#keeper.index.suggest(kind, typed, audience, limit, question, fandom);
    if (kind !== 'title' || (await this.#keeper.knowsAll())) return found;
    const shown = await this.#port.stories.shownIds(
      found.map(({ value }) => value),
      audience,
    );
    return found.filter(({ value }) => shown.has(value));
  }

  /** Fetches what a question needs before it can be planned. */
  async #question(where: Condition | null, audience: Audience, now: number): Promise<Question> {
    const { libraries, texts } = needsOf(where, audience);
    const aliasesOf = await this.#aliases.of(libraries);
    // The first question makes the book of known names, and has its whole time all the same.
    const begun = performance.now();
    const until = begun + LOOKING_LIMIT;
    const withText = new Map<string, readonly number[]>();
    let textsUnfinished = false;
    for (const text of texts) {
      const words = askedTextWords(text);
      if (words.length === 0) continue;
      const found = await this.#port.texts.having(words, libraries, until);
      withText.set(text, found.stories);
      textsUnfinished ||= found.unfinished;
    }
    return {
      ...{ now, aliasesOf, until, textsUnfinished },
      withText: (text) => withText.get(text) ?? [],
      phrases: new Phrases(),
      deadline: begun + TIME_LIMIT,
    };
  }

  /** Asks the index, and again whenever the headers that it missed were looked at. */
  async #answer<Answer>({ phrases, until }: Question, ask: (index: StoryIndex) => Answer | null): Promise<Answer> {
    for (;;) {
      const answer = ask(this.#keeper.index);
      if (answer !== null) return answer;
      const missing = [...phrases.missing];
      for (let at = 0; at < missing.length && performance.now() < until; at += HEADERS_AT_ONCE) {
        const some = missing.slice(at, at + HEADERS_AT_ONCE);
        const words = await this.#keeper.words.of(some);
        for (const story of some) phrases.tell(story, words.get(story) ?? []);
      }
      if (performance.now() >= until) phrases.giveUp();
    }
  }

  /** The first place of the first text that each was asked for. */
  async #passages(query: StoryQuery, hits: readonly Row[]): Promise<SearchResult['passages']> {
    const passages: Record<StoryId, Passage> = {};
    let without = hits;
    for (const text of askedTexts(query.where)) {
      const words = askedTextWords(text);
      if (words.length === 0 || without.length === 0) continue;
      const numbers = without.map(({ number }) => number);
      const pieces = await this.#port.texts.pieces(numbers, words);
      without = without.filter((row) => {
        const piece = pieces.get(row.number);
        const passage = piece ? passageIn(piece, words) : null;
        if (passage) passages[row.id] = passage;
        return passage === null;
      });
    }
    return passages;
  }
}

/** What texts are to have, not what they are to be without. */
function askedTexts(condition: Condition): readonly string[] {
  if (condition.kind === 'text') return [condition.text];
  if (condition.kind === 'any') return condition.of.flatMap(askedTexts);
  return condition.kind === 'all' ? conjuncts(condition).flatMap(askedTexts) : [];
}
