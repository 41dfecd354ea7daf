/**
 * The words of names, by kind, and which names have them.
 */

import { grown } from '#src/search/growing.ts';
import { likeBeginnings, likeWords } from '#src/search/near-words.ts';
import { NumberLists } from '#src/search/number-lists.ts';
import { TextTable } from '#src/search/text-table.ts';
import { type Range, WordOrder } from '#src/search/word-order.ts';
import { indexedWords } from '#src/search/words.ts';

/** More words than anybody types; they count as if they were not there. */
const MOST_WORDS = 32;
/** What it costs to read a name, in steps along a list. */
const COST_OF_READING = 100;
/** Where words are runs of these alone, and need not be made to be seen. */
const PLAIN = /^[\x20-\x26\x28-\x7e]*$/;

/** What names are asked for by. `open`: the last word may go on. */
export interface NameQuery {
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
  readonly #text: (name: number) => string;
  /** By name, 0 between two questions. */
  #marks = new Uint8Array(0);

  /** @param text - of a name by its number: its folded label. */
  constructor(
    text: (name: number) => string,
    words = new TextTable(),
    order = new WordOrder(words.texts),
    names = new NumberLists(),
  ) {
    this.#text = text;
    this.#words = words;
    this.#order = order;
    this.#names = names;
  }

  /** Names come with rising numbers. */
  add(kind: string, name: number): void {
    this.#marks = grown(this.#marks, name + 1);
    for (const word of new Set(indexedWords(this.#text(name)))) {
      const found = this.#words.find(kind + word);
      const number = found < 0 ? this.#words.add(kind + word) : found;
      this.#names.add(number, name);
      this.#order.heed();
    }
  }

  /** The names that have all the words, each once, in no order; none where no word is given. */
  having({ kind, words, open }: NameQuery): readonly number[] {
    const last = open ? words.at(-1) : undefined;
    const whole = [...new Set(open ? words.slice(0, -1) : words)].slice(0, MOST_WORDS);
    const numbers = whole.map((word) => this.#words.find(kind + word));
    if (numbers.some((number) => number < 0)) return [];
    const names = numbers.length > 0 ? this.#inAll(numbers) : null;
    if (last === undefined) return names ?? [];
    const range = this.#order.range(kind + last);
    if (isEmpty(range)) return [];
    return names ? this.#thatGoOn(names, range, last) : this.#inAny(range);
  }

  /**
   * The same words with one that is mistyped in one letter mended, in every way that some name has: one that no name has, or, where
   * each is known, each in turn. Those that leave out nothing of what was typed stand first.
   *
   * @param shortest - in letters, of a word that may be mistyped.
   */
  mended({ kind, words, open }: NameQuery, shortest: number): NameQuery[] {
    if (words.length > MOST_WORDS) return [];
    const isOpen = (at: number) => open && at === words.length - 1;
    const isKnown = (word: string, at: number) =>
      isOpen(at) ? !isEmpty(this.#order.range(kind + word)) : this.#words.find(kind + word) >= 0;
    const unknown = words.flatMap((word, at) => (isKnown(word, at) ? [] : [at]));
    // Two mistyped words have too many meanings.
    if (unknown.length > 1) return [];
    const mended = (unknown.length === 1 ? unknown : words.map((_, at) => at)).flatMap((at) => {
      const word = words[at] ?? '';
      if (word.length < shortest) return [];
      const others = isOpen(at)
        ? likeBeginnings(this.#order, kind, word)
        : likeWords(this.#order, this.#words, kind, word);
      return others.map((other) => ({
        asked: { kind, words: words.with(at, other), open },
        more: other.length - word.length,
      }));
    });
    return mended.sort((a, b) => b.more - a.more).map(({ asked }) => asked);
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
    if (names.length * COST_OF_READING < cost) return names.filter((name) => hasBeginning(this.#text(name), beginning));
    const marks = this.#marks;
    for (const name of names) marks[name] = 1;
    const found: number[] = [];
    this.#eachIn(range, (name) => {
      if (marks[name] === 0) return;
      marks[name] = 0;
      found.push(name);
    });
    for (const name of names) marks[name] = 0;
    return found;
  }

  /** Those that have one of the words in a range. */
  #inAny(range: Range): number[] {
    const marks = this.#marks;
    const found: number[] = [];
    this.#eachIn(range, (name) => {
      if (marks[name] === 1) return;
      marks[name] = 1;
      found.push(name);
    });
    for (const name of found) marks[name] = 0;
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

  /** @param size - how many names there are. @throws Error where the portions are broken. */
  static load(text: (name: number) => string, size: number, parts: Iterator<Uint8Array>): NameWords {
    const words = TextTable.load(parts);
    const order = WordOrder.load(words.texts, parts);
    const loaded = new NameWords(text, words, order, NumberLists.load(parts));
    loaded.#marks = new Uint8Array(size);
    return loaded;
  }
}

function hasBeginning(text: string, beginning: string): boolean {
  if (!PLAIN.test(text)) return indexedWords(text).some((word) => word.startsWith(beginning));
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
    if (at === 0 || !/[a-z0-9]/.test(text[at - 1]!)) return true;
  }
  return false;
}

function isEmpty({ start, end }: Range): boolean {
  return start === end;
}
