/**
 * What the reader of a header sees around a line before it decides what the line is: labels ahead, text ahead, sentences that
 * go on.
 */

import type { FieldName } from '#src/importers/header/labels.ts';
import { readHeading } from '#src/importers/headings.ts';
import type { Line } from '#src/importers/posted-text/header-lines.ts';

/** How far ahead a label may stand that makes what is before it part of the header. */
const LINES_AHEAD = 12;
export const BLOCKS_AHEAD = 3;
const LONGEST_BLOCK = 1500;
/** Lines below a running field, up to the blank line that ends the header. */
const SHORT_TAIL_LINES = 6;
const SHORT_TAIL_LENGTH = 800;
const WRAPPED_WIDTHS = { narrowest: 50, widest: 100 } as const;

export class HeaderOutlook {
  readonly #lines: readonly Line[];
  readonly #fields: readonly { readonly fields: readonly FieldName[] }[];

  /** @param fields - those read so far; the reader adds to them. */
  constructor(lines: readonly Line[], fields: readonly { readonly fields: readonly FieldName[] }[]) {
    this.#lines = lines;
    this.#fields = fields;
  }

  labelWithin(start: number): boolean {
    return this.#lines.slice(start, start + LINES_AHEAD).some((line) => line.label?.strong);
  }

  hasAhead(start: number, field: FieldName): boolean {
    return this.#lines.slice(start, start + 60).some((line) => line.label?.fields.includes(field));
  }

  /** Whether a strong label stands further down in the same block, or a weak one below nothing but labels. */
  labelBelow(at: number): boolean {
    if (this.strongLabelBelow(at)) return true;
    for (const line of this.#lines.slice(at + 1, at + LINES_AHEAD)) {
      if (line.label) return !this.#fields.some(({ fields }) => fields[0] === line.label?.fields[0]);
      if (!line.unknown && !line.loose) return false;
    }
    return false;
  }

  /** Whether a strong label stands further down in the same block. */
  strongLabelBelow(at: number): boolean {
    for (let next = at + 1; next <= at + LINES_AHEAD; next++) {
      const line = this.#lines[next];
      if (!line || line.blank || readHeading(line.plain)?.kind === 'named') return false;
      if (this.#isNewLabel(line)) return true;
    }
    return false;
  }

  /** Whether one of the next blocks opens with a strong label that was not there yet. */
  strongLabelAfter(at: number): boolean {
    let blocks = 0;
    let length = 0;
    for (let next = at; next < this.#lines.length && blocks < BLOCKS_AHEAD; next++) {
      const line = this.#lines[next] as Line;
      length += line.plain.length;
      if (length > LONGEST_BLOCK || isHeadingLine(line.plain)) return false;
      if (line.blank && !this.#lines[next - 1]?.blank) {
        blocks += 1;
        length = 0;
      } else if (next > at && this.#lines[next - 1]?.blank && this.#isNewLabel(line)) return true;
    }
    return false;
  }

  #isNewLabel({ label }: Line): boolean {
    return label?.strong === true && !this.#fields.some(({ fields }) => fields[0] === label.fields[0]);
  }

  hasTextAfter(at: number): boolean {
    let next = at;
    while (this.#lines[next]?.blank === false) next += 1;
    return this.#lines.slice(next, next + LINES_AHEAD).some((line) => !line.blank);
  }

  /** Whether the block soon ends at a blank line, with the story below it. */
  isShortTail(at: number): boolean {
    let length = 0;
    for (let next = at; next < at + SHORT_TAIL_LINES; next++) {
      const line = this.#lines[next];
      if (!line) return false;
      if (line.blank) return this.hasTextAfter(next);
      length += line.plain.length;
      if (length > SHORT_TAIL_LENGTH) return false;
    }
    return this.#lines[at + SHORT_TAIL_LINES]?.blank === true && this.hasTextAfter(at + SHORT_TAIL_LINES);
  }

  /** Whether the line goes on with a sentence that the line before left open. */
  isWrapped(at: number): boolean {
    const before = this.#lines[at - 1]?.plain ?? '';
    const line = this.#lines[at]?.plain ?? '';
    if (/^\p{Ll}/u.test(line)) return true;
    if (before.length < WRAPPED_WIDTHS.narrowest || before.length > WRAPPED_WIDTHS.widest) return false;
    return line.length <= WRAPPED_WIDTHS.widest && !/[.!?)"\u201d\u2026]\s*$/.test(before);
  }
}

export function isHeadingLine(plain: string): boolean {
  const heading = readHeading(plain);
  return heading !== null && heading.kind !== 'numeral';
}
