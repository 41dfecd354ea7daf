/**
 * The parts of a query, in order: words, phrases, fields with what stands after them, operators, brackets.
 */
import type { Words } from '#src/query/ast.ts';
import type { Comparison } from '#src/query/dates.ts';
import type { Mistake, MistakeCode } from '#src/query/mistakes.ts';
import type { Field } from '#src/query/read-vocabulary.ts';
import {
  cleanText,
  isBar,
  isClosing,
  isDash,
  isOpening,
  isQuote,
  isSpace,
  isStar,
  isTilde,
  OPERATOR,
  OPERATORS,
  type Pairs,
  readBareStretch,
  unquoted,
} from '#src/query/signs.ts';
import type { Value } from '#src/query/values.ts';
import { fieldOf, isAbsentField, nearestField } from '#src/query/vocabulary.ts';

/** Of brackets after a field: `tag:(fluff OR "slow burn")`. */
export type ValueTree =
  | Value
  | { readonly kind: 'all' | 'any'; readonly of: readonly ValueTree[] }
  | { readonly not: Value };

export type Token = { readonly at: number; readonly end: number } & (
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' }
  /** `lone`: blanks on both sides, as in "Title - Subtitle". */
  | { readonly kind: 'dash'; readonly lone: boolean }
  | { readonly kind: 'words'; readonly words: Words }
  /** No letter or digit in it. */
  | { readonly kind: 'signs'; readonly text: string }
  | { readonly kind: 'field'; readonly field: Field; readonly comparison: Comparison; readonly values: ValueTree }
  /** What was wrong with it has been said. */
  | { readonly kind: 'broken' }
);

const NAME = /\p{L}[\p{L}\p{M}\p{N}_-]*/uy;
/** After a name that is no field: only what nothing else is written like. */
const COLON = /[:\uff1a]\s*/uy;
const OPERATOR_WORD = /(?:AND|OR|NOT)(?![^\s()|])/uy;

export class Lexer {
  readonly mistakes: Mistake[] = [];
  readonly #text: string;
  readonly #partner: Int32Array;
  #at = 0;

  constructor(text: string, { partner }: Pairs) {
    this.#text = text;
    this.#partner = partner;
  }

  tokens(): Token[] {
    const tokens: Token[] = [];
    for (let token = this.#next(); token; token = this.#next()) tokens.push(token);
    return tokens;
  }

  #next(): Token | null {
    this.#skip();
    const at = this.#at;
    const char = this.#text[at];
    if (char === undefined) return null;
    const sign = (kind: 'open' | 'close' | 'or', end: number): Token => {
      this.#at = end;
      return { kind, at, end };
    };
    if (isOpening(char)) return sign('open', at + 1);
    if (isClosing(char)) return sign('close', at + 1);
    if (isBar(char)) return sign('or', this.#runEnd(at, isBar));
    if (isQuote(char)) return this.#phrase(at);
    if (isDash(char)) {
      const end = this.#runEnd(at, isDash);
      this.#at = end;
      const after = this.#text[end];
      return { kind: 'dash', at, end, lone: after === undefined || isSpace(after) || isClosing(after) || isBar(after) };
    }
    return this.#field(at) ?? this.#word(at);
  }

  /** Over blanks, and over brackets and quotes that mean nothing. */
  #skip(): void {
    while (this.#at < this.#text.length && this.#isNothing(this.#at)) this.#at += 1;
  }

  #isNothing(at: number): boolean {
    const char = this.#text[at];
    if (isSpace(char)) return true;
    return this.#partner[at] === -1 && (isOpening(char) || isClosing(char) || isQuote(char));
  }

  #runEnd(at: number, is: (char: string | undefined) => boolean): number {
    let end = at;
    while (is(this.#text[end])) end += 1;
    return end;
  }

  #quoted(at: number): { readonly text: string; readonly end: number; readonly starred: boolean } {
    const close = this.#partner[at] ?? at;
    const end = this.#runEnd(close + 1, isStar);
    return { text: cleanText(unquoted(this.#text.slice(at + 1, close))), end, starred: end > close + 1 };
  }

  #phrase(at: number): Token {
    const { text, end, starred } = this.#quoted(at);
    this.#at = end;
    if (text === '') return this.#broken('nothing-inside', at, end);
    return { kind: 'words', at, end, words: { kind: 'words', text, as: starred ? 'beginning' : 'phrase' } };
  }

  #word(at: number): Token {
    const { text: read, end, escaped, starred } = readBareStretch(this.#text, at);
    this.#at = end;
    const text = cleanText(read);
    if (!escaped && !starred) {
      if (text === 'AND' || text === '&&') return { kind: 'and', at, end };
      if (text === 'OR') return { kind: 'or', at, end };
      if (text === 'NOT') return { kind: 'not', at, end };
    }
    if (text === '' || (!escaped && !/[\p{L}\p{N}]/u.test(text))) {
      return { kind: 'signs', at, end, text: this.#text.slice(at, end) };
    }
    return { kind: 'words', at, end, words: { kind: 'words', text, as: starred ? 'beginning' : 'word' } };
  }

  #field(at: number): Token | null {
    const name = this.#match(NAME, at);
    if (name === null) return null;
    const field = fieldOf(name);
    const operator = field ? this.#match(OPERATOR, at + name.length) : this.#match(COLON, at + name.length);
    if (operator === null) return null;
    const comparison = comparisonOf(operator);
    if (field) {
      // "tag < x" is no comparison of tags.
      if (comparison !== '' && /^\s/.test(operator) && !['number', 'date', 'rating'].includes(field.kind)) return null;
      const after = at + name.length + operator.length;
      const values = this.#values(after, field.kind === 'named' && field.name === 'pairing', /\s$/.test(operator));
      if (!values) {
        this.#at = Math.max(this.#at, after);
        const { length } = (name + operator).trimEnd();
        return this.#broken('value-empty', at, at + length, { field: field.name, example: field.example });
      }
      return { kind: 'field', at, end: this.#at, field, comparison, values };
    }
    const nearest = nearestField(name);
    if (nearest === undefined && !isAbsentField(name)) return null;
    this.#values(at + name.length + operator.length, false, /\s$/.test(operator));
    this.#at = Math.max(this.#at, at + name.length + operator.length);
    const details = { field: name, ...(nearest !== undefined && { nearest }) };
    return this.#broken(nearest === undefined ? 'field-absent' : 'field-unknown', at, at + name.length, details);
  }

  /** Null where nothing stands there, and then it has not moved. */
  #values(from: number, isPairing: boolean, afterBlank: boolean): ValueTree | null {
    let at = from;
    if (afterBlank && this.#beginsAnother(at)) return null;
    while (this.#isNothing(at) && !isSpace(this.#text[at])) at += 1;
    const larger = isPairing && isTilde(this.#text[at]);
    const start = at;
    if (larger) at += 1;
    const char = this.#text[at];
    if (isOpening(char) && this.#partner[at] !== -1) return this.#group(at, larger);
    if (isQuote(char) && this.#partner[at] !== -1) {
      const { text, end, starred } = this.#quoted(at);
      this.#at = end;
      return { text, at: start, end, beginning: starred, larger };
    }
    const { text, end, starred } = readBareStretch(this.#text, at);
    if (end === at || text === '') return null;
    this.#at = end;
    return { text, at: start, end, beginning: starred, larger };
  }

  /** After "fandom: " another field, an operator or a dash is no fandom. */
  #beginsAnother(at: number): boolean {
    if (isDash(this.#text[at]) || this.#match(OPERATOR_WORD, at) !== null) return true;
    const name = this.#match(NAME, at);
    if (name === null || fieldOf(name) === undefined) return false;
    return /^[:\uff1a<>=\uff1c\uff1e]$/.test(this.#text[at + name.length] ?? '');
  }

  /** Words side by side are one value; brackets within belong to it: `fandom:(Sherlock (TV))`. */
  #group(open: number, larger: boolean): ValueTree {
    const close = this.#partner[open] ?? open;
    const all: ValueTree[] = [];
    let any: ValueTree[] = [];
    let text = '';
    let isNot = false;
    let at = open + 1;
    let [start, end, beginning] = [at, at, false];
    const endValue = () => {
      const value = { text, at: start, end, beginning, larger };
      if (text !== '') any.push(isNot ? { not: value } : value);
      [text, isNot, beginning] = ['', false, false];
    };
    const endAny = () => {
      endValue();
      const [only] = any;
      if (only) all.push(any.length > 1 ? { kind: 'any', of: any } : only);
      any = [];
    };
    const add = (piece: string, from: number, to: number) => {
      if (text === '') start = from;
      else if (isSpace(this.#text[from - 1])) text += ' ';
      text += piece;
      end = to;
    };
    while (at < close) {
      const char = this.#text[at];
      if (this.#isNothing(at)) at += 1;
      else if (isBar(char)) {
        endValue();
        at += 1;
      } else if (isQuote(char)) {
        const quoted = this.#quoted(at);
        add(quoted.text, at, quoted.end);
        beginning = quoted.starred;
        at = quoted.end;
      } else if (isOpening(char)) {
        const to = (this.#partner[at] ?? at) + 1;
        add(this.#text.slice(at, to), at, to);
        at = to;
      } else {
        const stretch = readBareStretch(this.#text, at);
        const word = stretch.escaped ? '' : stretch.text;
        if (OPERATORS.has(word) || word === '&&') {
          if (word === 'OR') endValue();
          else endAny();
          isNot = word === 'NOT';
        } else if (isDash(word[0]) && word.length > 1 && !isDash(word[1])) {
          endAny();
          isNot = true;
          add(stretch.text.slice(1), at + 1, stretch.end);
          beginning = stretch.starred;
        } else {
          add(stretch.text, at, stretch.end);
          beginning = stretch.starred;
        }
        at = stretch.end;
      }
    }
    endAny();
    this.#at = close + 1;
    const [only = { text: '', at: open, end: close + 1, beginning: false, larger }] = all;
    return all.length > 1 ? { kind: 'all', of: all } : only;
  }

  #match(pattern: RegExp, at: number): string | null {
    pattern.lastIndex = at;
    return pattern.exec(this.#text)?.[0] ?? null;
  }

  #broken(code: MistakeCode, at: number, end: number, details: Mistake['details'] = {}): Token {
    this.mistakes.push({ code, at, length: end - at, details });
    return { kind: 'broken', at, end };
  }
}

function comparisonOf(operator: string): Comparison {
  const signs = operator.normalize('NFKC').replace(/[\s:]/g, '');
  if (signs === '\u2264') return '<=';
  if (signs === '\u2265') return '>=';
  return signs === '<' || signs === '<=' || signs === '>' || signs === '>=' ? signs : '';
}
