/**
 * The parts of a query become a tree. OR joins its two neighbours before words side by side are joined.
 */
import { type Condition, EVERYTHING, type Sort, type StoryQuery } from '#src/query/ast.ts';
import type { Token, ValueTree } from '#src/query/lexer.ts';
import type { Mistake, MistakeCode } from '#src/query/mistakes.ts';
import { combined, negated } from '#src/query/normal.ts';
import { cleanText } from '#src/query/signs.ts';
import { readValue, type Value } from '#src/query/values.ts';

export class Parser {
  readonly mistakes: Mistake[] = [];
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #mostTerms: number;
  #next = 0;
  #terms = 0;
  #sort: Sort | undefined;

  constructor(text: string, tokens: readonly Token[], mostTerms: number) {
    this.#text = text;
    this.#tokens = tokens;
    this.#mostTerms = mostTerms;
  }

  query(): StoryQuery {
    const where = this.#all();
    return { where: where ?? this.#onlySigns() ?? EVERYTHING, ...(this.#sort && { sort: this.#sort }) };
  }

  /** Where there is nothing else, signs are what somebody looks for. */
  #onlySigns(): Condition | null {
    const signs = this.#tokens.flatMap((token) => (token.kind === 'signs' ? [token.text] : []));
    const text = cleanText(signs.join(' '));
    if (text === '' || signs.length < this.#tokens.length) return null;
    return { kind: 'words', text, as: 'word' };
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  /** Up to the bracket that closes it, or the end. */
  #all(): Condition | null {
    const found: (Condition | null)[] = [];
    let begun = false;
    for (let token = this.#peek(); token && token.kind !== 'close'; token = this.#peek()) {
      if (token.kind === 'and' || token.kind === 'or' || (token.kind === 'dash' && token.lone && begun)) {
        this.#next += 1;
        const isSign = token.kind === 'dash';
        if (!(isSign || (begun && token.kind === 'and')) || !this.#beginsTerm()) this.#alone(token);
      } else {
        found.push(this.#any());
        begun = true;
      }
    }
    return combined('all', found);
  }

  #any(): Condition | null {
    const found = [this.#unary()];
    for (let token = this.#peek(); token?.kind === 'or'; token = this.#peek()) {
      this.#next += 1;
      if (this.#beginsTerm()) found.push(this.#unary());
      else this.#alone(token);
    }
    return combined('any', found);
  }

  #unary(): Condition | null {
    let isNot = false;
    for (let token = this.#peek(); token?.kind === 'not' || token?.kind === 'dash'; token = this.#peek()) {
      this.#next += 1;
      isNot = !isNot;
      if (!this.#beginsTerm()) {
        this.#alone(token);
        return null;
      }
    }
    const condition = this.#term();
    return isNot ? negated(condition) : condition;
  }

  #beginsTerm(): boolean {
    const kind = this.#peek()?.kind;
    return kind !== undefined && kind !== 'close' && kind !== 'and' && kind !== 'or';
  }

  #term(): Condition | null {
    const token = this.#tokens[this.#next++];
    switch (token?.kind) {
      case 'open': {
        const isEmpty = this.#peek()?.kind === 'close';
        const condition = this.#all();
        const close = this.#tokens[this.#next++];
        if (isEmpty && close) this.#wrong('nothing-inside', token.at, close.end);
        return condition;
      }
      case 'words':
        return this.#isOneMore(token) ? token.words : null;
      case 'field':
        return this.#valuesOf(token, token.values);
      default:
        return null;
    }
  }

  #valuesOf(token: Token & { kind: 'field' }, values: ValueTree): Condition | null {
    if ('of' in values)
      return combined(
        values.kind,
        values.of.map((each) => this.#valuesOf(token, each)),
      );
    if ('not' in values) return negated(this.#valueOf(token, values.not));
    return this.#valueOf(token, values);
  }

  #valueOf({ at, end, field, comparison }: Token & { kind: 'field' }, value: Value): Condition | null {
    if (!this.#isOneMore({ at, end })) return null;
    const reading = readValue(field, comparison, value);
    if ('condition' in reading) return reading.condition;
    if ('sort' in reading) {
      if (this.#sort) this.#wrong('sort-again', at, end);
      this.#sort ??= reading.sort;
      return null;
    }
    const { refused, nearest } = reading;
    const [from, to] =
      refused === 'comparison-misplaced' || refused === 'value-empty' ? [at, end] : [value.at, value.end];
    const details = { field: field.name, value: cleanText(value.text), example: field.example };
    this.#wrong(refused, from, to, { ...details, ...(nearest !== undefined && { nearest }) });
    return null;
  }

  /** What comes after the last term that is read is not read at all. */
  #isOneMore({ at }: { readonly at: number; readonly end: number }): boolean {
    this.#terms += 1;
    if (this.#terms === this.#mostTerms + 1) {
      this.#wrong('too-many', at, this.#text.length, { most: String(this.#mostTerms) });
      this.#next = this.#tokens.length;
    }
    return this.#terms <= this.#mostTerms;
  }

  #alone({ at, end }: Token): void {
    // What stood after it may have been too much to read.
    if (this.#terms <= this.#mostTerms) {
      this.#wrong('operator-alone', at, end, { operator: this.#text.slice(at, end) });
    }
  }

  #wrong(code: MistakeCode, at: number, end: number, details: Mistake['details'] = {}): void {
    this.mistakes.push({ code, at, length: end - at, details });
  }
}
