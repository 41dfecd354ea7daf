/**
 * The words of a library's stories, numbered; found whole, by their beginnings, and by what somebody meant to type.
 */
import { digitsOf, makeMeasure, mostEdits, unitsOf } from '#src/search/spelling.ts';
import { TextTable } from '#src/search/text-table.ts';
import { WordOrder } from '#src/search/word-order.ts';
import { WordShapes } from '#src/search/word-shapes.ts';

export class Lexicon {
  readonly #table: TextTable;
  readonly #order: WordOrder;
  readonly #shapes: WordShapes;

  constructor(table = new TextTable(), order = new WordOrder(table.texts), shapes = new WordShapes()) {
    this.#table = table;
    this.#order = order;
    this.#shapes = shapes;
  }

  get size(): number {
    return this.#table.size;
  }

  /** A word's number; -1 where it is unknown. */
  find(word: string): number {
    return this.#table.find(word);
  }

  /** A word's number, made where it is new. Numbers are dense, from 0 on, and never given back. */
  enter(word: string): number {
    const known = this.#table.find(word);
    if (known >= 0) return known;
    const number = this.#table.add(word);
    this.#shapes.add(number, word);
    this.#order.heed();
    return number;
  }

  word(number: number): string {
    return this.#table.texts.text(number);
  }

  /** The numbers of all words that begin so, as the words sort. */
  beginning(prefix: string): number[] {
    return Array.from(this.#order.numbers(this.#order.range(prefix)));
  }

  /**
   * Words that a mistyped one may stand for: one edit from four letters on, two from eight. Best first: fewer edits, then those
   * with the same first letter, then the weightier, then as they sort. Digits are never mistyped, and the word itself is not among
   * them.
   *
   * @param weight - of a word by its number; asked of few. What weighs nothing is not given.
   */
  near(word: string, weight: (number: number) => number, limit: number): number[] {
    const most = mostEdits(word);
    if (most === 0) return [];
    const digits = digitsOf(word);
    if (digits.length === word.length) return [];
    const tiers: number[][] = [[], [], [], []];
    this.#measured(word, most, (number, edits) => {
      const text = this.word(number);
      if (edits > 0 && digitsOf(text) === digits) tiers[(edits - 1) * 2 + Number(text[0] !== word[0])]!.push(number);
    });
    const found: number[] = [];
    for (const tier of tiers) {
      if (found.length >= limit) break;
      const weighed = tier.map((number) => ({ number, weight: weight(number) })).filter((each) => each.weight > 0);
      weighed.sort((a, b) => b.weight - a.weight || this.#table.texts.compare(a.number, b.number));
      found.push(...weighed.map(({ number }) => number));
    }
    return found.slice(0, limit);
  }

  #measured(word: string, most: number, tell: (number: number, edits: number) => void): void {
    const { texts } = this.#table;
    const measure = makeMeasure(word);
    this.#shapes.within(word, most, (number, length) => {
      const ascii = texts.width(number) === length;
      const edits = ascii ? texts.measured(number, measure) : measure(unitsOf(texts.text(number)), 0, length);
      if (edits <= most) tell(number, edits);
    });
  }

  /** In portions; nothing may be entered until the last one is taken. */
  *save(): Generator<Uint8Array> {
    yield* this.#table.save();
    yield* this.#order.save();
    yield* this.#shapes.save();
  }

  /**
   * Takes just the portions that `save` gave.
   *
   * @throws Error where they are broken.
   */
  static load(parts: Iterator<Uint8Array>): Lexicon {
    const table = TextTable.load(parts);
    const order = WordOrder.load(table.texts, parts);
    return new Lexicon(table, order, WordShapes.load(parts));
  }
}
