/**
 * The words of names, by kind, and which names have them.
 */
import { indexedWords } from '#src/catalog/words.ts';
import { likeBeginnings, likeWords } from '#src/search/near-words.ts';
import { NumberLists } from '#src/search/number-lists.ts';
import { TextTable } from '#src/search/text-table.ts';
import { type Range, WordOrder } from '#src/search/word-order.ts';

/** More words than anybody types; they count as if they were not there. */
const MOST_WORDS = 32;
/** What it costs to make the words of a name anew, in steps along a list. */
const COST_OF_WORDS = 200;

/** What names are asked for by. `open`: the last word may go on. */
export interface Asked {
  /** One character. */
  readonly kind: string;
  readonly words: readonly string[];
  readonly open: boolean;
}

export class NameWords {
  /** Each word after the character of its kind. */
  readonly #words: TextTable;
  readonly #order: WordOrder;
  /** By the number of a word. */
  readonly #names: NumberLists;
  readonly #label: (name: number) => string;

  /** @param label - of a name by its number. */
  constructor(
    label: (name: number) => string,
    words = new TextTable(),
    order = new WordOrder(words.texts),
    names = new NumberLists(),
  ) {
    this.#label = label;
    this.#words = words;
    this.#order = order;
    this.#names = names;
  }

  /** Names come with rising numbers. */
  add(kind: string, name: number): void {
    for (const word of new Set(indexedWords(this.#label(name)))) {
      const found = this.#words.find(kind + word);
      const number = found < 0 ? this.#words.add(kind + word) : found;
      this.#names.add(number, name);
      this.#order.heed();
    }
  }

  /** Tells the names that have all the words, some of them more than once; none where no word is given. */
  eachWith({ kind, words, open }: Asked, tell: (name: number) => void): void {
    const last = open ? words.at(-1) : undefined;
    const whole = [...new Set(open ? words.slice(0, -1) : words)].slice(0, MOST_WORDS);
    const numbers = whole.map((word) => this.#words.find(kind + word));
    if (numbers.some((number) => number < 0)) return;
    const range = last === undefined ? null : this.#order.range(kind + last);
    if (range?.start === range?.end && range) return;
    if (numbers.length > 0) {
      const names = this.#inAll(numbers);
      const kept = range && last !== undefined ? this.#thatGoOn(names, range, last) : names;
      for (const name of kept) tell(name);
    } else if (range) this.#eachIn(range, tell);
  }

  /**
   * The same words with one that is mistyped in one letter mended, in every way that some name has: those that no name has, or,
   * where each is known, each in turn.
   *
   * @param shortest - in letters, of a word that may be mistyped.
   */
  mended({ kind, words, open }: Asked, shortest: number): Asked[] {
    if (words.length > MOST_WORDS) return [];
    const isOpen = (at: number) => open && at === words.length - 1;
    const isKnown = (word: string, at: number) =>
      isOpen(at) ? !isEmpty(this.#order.range(kind + word)) : this.#words.find(kind + word) >= 0;
    const unknown = words.flatMap((word, at) => (isKnown(word, at) ? [] : [at]));
    // Two mistyped words have too many meanings.
    if (unknown.length > 1) return [];
    return (unknown.length === 1 ? unknown : words.map((_, at) => at)).flatMap((at) => {
      const word = words[at] ?? '';
      if (word.length < shortest) return [];
      const others = isOpen(at)
        ? likeBeginnings(this.#order, kind, word)
        : likeWords(this.#order, this.#words, kind, word);
      return others.map((other) => ({ kind, words: words.with(at, other), open }));
    });
  }

  #inAll(numbers: readonly number[]): number[] {
    const [rarest = 0, ...others] = numbers.toSorted((a, b) => this.#names.count(a) - this.#names.count(b));
    let names = this.#list(rarest);
    for (const other of others) {
      const left = names;
      const both: number[] = [];
      let at = 0;
      this.#names.each(other, (name) => {
        while (at < left.length && left[at]! < name) at += 1;
        if (left[at] === name) both.push(name);
      });
      names = both;
    }
    return names;
  }

  /** Those of the names that have one of the words in a range. */
  #thatGoOn(names: readonly number[], range: Range, beginning: string): readonly number[] {
    let cost = 0;
    for (let place = range.start; place < range.end; place += 1) cost += this.#names.count(this.#order.at(place));
    if (names.length * COST_OF_WORDS < cost) {
      return names.filter((name) => indexedWords(this.#label(name)).some((word) => word.startsWith(beginning)));
    }
    const left = new Set(names);
    const found: number[] = [];
    this.#eachIn(range, (name) => {
      if (left.delete(name)) found.push(name);
    });
    return found;
  }

  #eachIn(range: Range, tell: (name: number) => void): void {
    for (let place = range.start; place < range.end; place += 1) this.#names.each(this.#order.at(place), tell);
  }

  #list(word: number): number[] {
    const names: number[] = [];
    this.#names.each(word, (name) => names.push(name));
    return names;
  }

  /** In portions; nothing may be added until the last one is taken. */
  *save(): Generator<Uint8Array> {
    yield* this.#words.save();
    yield* this.#order.save();
    yield* this.#names.save();
  }

  /** @throws Error where the portions are broken. */
  static load(label: (name: number) => string, parts: Iterator<Uint8Array>): NameWords {
    const words = TextTable.load(parts);
    const order = WordOrder.load(words.texts, parts);
    return new NameWords(label, words, order, NumberLists.load(parts));
  }
}

function isEmpty({ start, end }: Range): boolean {
  return start === end;
}
