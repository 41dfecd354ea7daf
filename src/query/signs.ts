/**
 * The signs of the query language, each with what phones and other keyboards write for it, and which of them belong together.
 */
import { FORBIDDEN, oneLine } from '#src/story/characters.ts';

const OPENING = '(\uff08';
const CLOSING = ')\uff09';
const QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02';
const BARS = '|\uff5c';
const STARS = '*\uff0a';
const TILDES = '~\uff5e\u301c';
const DASHES = '-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d';
export const DASH = new RegExp(`[${DASHES.slice(1)}-]`, 'g');

const isOneOf = (signs: string) => (char: string | undefined) => char !== undefined && signs.includes(char);
export const isOpening = isOneOf(OPENING);
export const isClosing = isOneOf(CLOSING);
export const isQuote = isOneOf(QUOTES);
export const isBar = isOneOf(BARS);
export const isStar = isOneOf(STARS);
export const isTilde = isOneOf(TILDES);
export const isDash = isOneOf(DASHES);
export const isSpace = (char: string | undefined) => char !== undefined && /\s/.test(char);
/** What ends a word that stands in no quotes. */
const isBreak = (char: string | undefined) =>
  isSpace(char) || isOpening(char) || isClosing(char) || isQuote(char) || isBar(char);

/** A field's colon or comparison, of a field that there is: then blanks may stand around it. */
export const OPERATOR =
  /\s*(?:[:\uff1a]\s*(?:[<>\uff1c\uff1e][=\uff1d]?|[\u2264\u2265=\uff1d])?|[<>\uff1c\uff1e][=\uff1d]?|[\u2264\u2265])\s*|[=\uff1d]\s*/uy;

/** Takes the next sign as itself. */
const ESCAPE = '\\';
/** Would mean something wherever they stand in a word. */
const MEANING = new RegExp(
  `[\\s${OPENING}${CLOSING}${QUOTES}${BARS}${STARS}\\\\:\uff1a<>=\uff1c\uff1e\uff1d\u2264\u2265]`,
  'g',
);
const QUOTED_MEANING = new RegExp(`[${QUOTES}\\\\]`, 'g');
/** Needs neither quotes nor escapes, as a word and as a field's value. */
const BARE = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}'\u2019./&+_-]*$/u;
/** In capitals only: "not" and "or" are words of titles. */
export const OPERATORS: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT']);

/** As texts stand in a query's tree: one line, white space single, nothing that cannot be shown. */
export function cleanText(text: string): string {
  return oneLine(text.replace(FORBIDDEN, ' '));
}

export function isBare(text: string): boolean {
  return BARE.test(text);
}

/** A single word that is read as nothing else. */
export function escapedWord(text: string): string {
  if (isBare(text) && !OPERATORS.has(text)) return text;
  const [first = ''] = text;
  const rest = text.slice(first.length).replace(MEANING, '\\$&');
  return (/[\p{L}\p{N}]/u.test(first) && !OPERATORS.has(text) ? first : ESCAPE + first) + rest;
}

export function quoted(text: string): string {
  return `"${text.replace(QUOTED_MEANING, '\\$&')}"`;
}

/** What stands between two quotes, its escapes resolved. */
export function unquoted(text: string): string {
  return text.replace(/\\(.)/gsu, '$1');
}

export interface Pairs {
  /** Of each bracket and quote the place of its partner; -1 of everything else, and of those that mean nothing. */
  readonly partner: Int32Array;
  /** Brackets without a partner. */
  readonly alone: readonly number[];
  readonly aloneQuote: number | null;
  /** The first bracket that is nested deeper than is read; it and all like it mean nothing. */
  readonly tooDeep: number | null;
}

export function pairUp(text: string, deepest: number): Pairs {
  const partner = new Int32Array(text.length).fill(-1);
  const open: number[] = [];
  const alone: number[] = [];
  let aloneQuote: number | null = null;
  let tooDeep: number | null = null;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === ESCAPE) at += 1;
    else if (isQuote(char) && aloneQuote === null) {
      const end = closingQuote(text, at);
      if (end === null) aloneQuote = at;
      else {
        partner[at] = end;
        partner[end] = at;
        at = end;
      }
    } else if (isOpening(char)) {
      open.push(at);
      if (open.length > deepest) tooDeep ??= at;
    } else if (isClosing(char)) {
      const depth = open.length;
      const start = open.pop();
      if (start === undefined) alone.push(at);
      else if (depth <= deepest) {
        partner[start] = at;
        partner[at] = start;
      }
    }
  }
  return { partner, alone: [...alone, ...open].sort((a, b) => a - b), aloneQuote, tooDeep };
}

function closingQuote(text: string, from: number): number | null {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === ESCAPE) at += 1;
    else if (isQuote(text[at])) return at;
  }
  return null;
}

/** A stretch that stands in no quotes. */
export interface BareStretch {
  /** Escapes resolved, stars at its end taken off. */
  readonly text: string;
  readonly end: number;
  readonly escaped: boolean;
  readonly starred: boolean;
}

export function readBareStretch(text: string, from: number): BareStretch {
  let read = '';
  let stars = 0;
  let escaped = false;
  let at = from;
  while (at < text.length && !isBreak(text[at])) {
    const isEscape = text[at] === ESCAPE && at + 1 < text.length;
    if (isEscape) at += 1;
    escaped ||= isEscape;
    stars = !isEscape && isStar(text[at]) ? stars + 1 : 0;
    read += text[at];
    at += 1;
  }
  return { text: stars > 0 ? read.slice(0, -stars) : read, end: at, escaped, starred: stars > 0 };
}
