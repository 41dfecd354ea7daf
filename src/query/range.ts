/**
 * Numbers from–to as readers type them.
 */
import type { Range } from '#src/query/ast.ts';
import { FicError } from '#src/story/errors.ts';

/**
 * Reads "1000", "<1000", ">1000", "1000-5000", "1k-5k"; thousands separators are ignored.
 *
 * @throws FicError `range-unreadable` with the text.
 */
export function parseRange(text: string): Range {
  const plain = text.replace(/[\s,._'\u2019]/g, '').toLowerCase();
  const number = '(\\d{1,9})(k?)';
  const value = (digits: string | undefined, k: string | undefined) => Number(digits) * (k ? 1000 : 1);
  const between = new RegExp(`^${number}[-\u2013\u2014]${number}$`).exec(plain);
  if (between) {
    const [low, high] = [value(between[1], between[2]), value(between[3], between[4])].sort((a, b) => a - b);
    return { min: low ?? null, max: high ?? null };
  }
  const one = new RegExp(`^(<=?|>=?|)${number}(\\+?)$`).exec(plain);
  if (!one) throw new FicError('range-unreadable', { text });
  const bound = value(one[2], one[3]);
  if (one[1] === '<') return { min: null, max: Math.max(0, bound - 1) };
  if (one[1] === '<=') return { min: null, max: bound };
  if (one[1] === '>') return { min: bound + 1, max: null };
  if (one[1] === '>=' || one[4] === '+') return { min: bound, max: null };
  return { min: bound, max: bound };
}
