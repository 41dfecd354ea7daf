/**
 * A chapter laid out to be cut into pages: its prose in small pieces, each found by its offset, so that looking at one
 * page costs what the page is long, whatever the chapter.
 */
import { codePointStart, firstVisible } from '#src/story/characters.ts';
import { splitLongBlocks } from '#src/story/pieces.ts';
import { type Block, blockLength, blockText, type Prose, separatorBetween } from '#src/story/prose.ts';
import type { Renderer } from '#src/story/renderer.ts';

const PIECE_WEIGHT = 4096;

export class Galley {
  /** UTF-16 units of the plain text. */
  readonly length: number;
  readonly #pieces: readonly Block[];
  /** Where each piece begins, and last the length. */
  readonly #starts: Uint32Array;

  constructor(prose: Prose) {
    this.#pieces = splitLongBlocks(prose, PIECE_WEIGHT);
    this.#starts = new Uint32Array(this.#pieces.length + 1);
    let at = 0;
    this.#pieces.forEach((piece, index) => {
      this.#starts[index] = at;
      at += blockLength(piece) + separatorBetween(piece, this.#pieces[index + 1]).length;
    });
    this.#starts[this.#pieces.length] = at;
    this.length = at;
  }

  /** The pieces that hold [from, to), each with where it begins and where the next one does. */
  *piecesIn(
    from: number,
    to: number,
  ): Generator<{ piece: Block; next: Block | undefined; start: number; end: number }> {
    for (let index = this.#indexAt(from); index < this.#pieces.length; index += 1) {
      const piece = this.#pieces[index];
      const start = this.#starts[index] ?? 0;
      if (!piece || start >= to) return;
      yield { piece, next: this.#pieces[index + 1], start, end: this.#starts[index + 1] ?? this.length };
    }
  }

  text(from: number, to: number): string {
    let text = '';
    let first = from;
    for (const { piece, next, start } of this.piecesIn(from, to)) {
      if (text === '') first = start;
      text += blockText(piece) + separatorBetween(piece, next);
    }
    return text.slice(from - first, to - first);
  }

  /** Rendered units of [from, to). */
  renderedLength(renderer: Renderer, from: number, to: number): number {
    const first = this.#indexAt(from);
    const blocks = this.#pieces.slice(first, this.#indexAt(to - 1) + 1);
    const base = this.#starts[first] ?? 0;
    return renderer.render(blocks, from - base, to - base).length;
  }

  /** Where the last character that can be seen begins: a cut beyond it would leave a page of nothing. */
  lastVisible(): number {
    for (let index = this.#pieces.length - 1; index >= 0; index -= 1) {
      const piece = this.#pieces[index];
      const text = piece ? blockText(piece) : '';
      for (let at = text.length - 1; at >= 0; at -= 1) {
        at = codePointStart(text, at);
        if (firstVisible(text.slice(at, at + 2)) === 0) return (this.#starts[index] ?? 0) + at;
      }
    }
    return 0;
  }

  /** The piece that holds an offset. */
  #indexAt(offset: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }
}
