/**
 * What words look like from afar, by their lengths and letters: nearly all that cannot be meant by a mistyped one are passed over
 * without being read.
 */
import { grown } from '#src/search/growing.ts';
import { loadArray, saveArray } from '#src/search/saved-arrays.ts';
import { signatureOf } from '#src/search/spelling.ts';

/** In UTF-16 units; longer ones are nobody's slip, and are left out. */
const LONGEST = 64;

/** The words of one length, side by side. */
interface Group {
  numbers: Uint32Array;
  signatures: Uint32Array;
  count: number;
}

export class WordShapes {
  readonly #groups: Group[];

  constructor(groups?: Group[]) {
    this.#groups =
      groups ??
      Array.from({ length: LONGEST + 1 }, () => ({
        numbers: new Uint32Array(0),
        signatures: new Uint32Array(0),
        count: 0,
      }));
  }

  add(number: number, word: string): void {
    const group = this.#groups[word.length];
    if (!group) return;
    group.numbers = grown(group.numbers, group.count + 1);
    group.signatures = grown(group.signatures, group.count + 1);
    group.numbers[group.count] = number;
    group.signatures[group.count] = signatureOf(word);
    group.count += 1;
  }

  /** Tells the number and length of all that may be within so many edits of a word, and of few others. */
  within(word: string, edits: number, tell: (number: number, length: number) => void): void {
    const signature = signatureOf(word);
    for (let length = Math.max(0, word.length - edits); length <= word.length + edits; length += 1) {
      const group = this.#groups[length];
      if (!group) return;
      const { numbers, signatures, count } = group;
      // An edit takes away at most one letter and brings at most one; one that changes the length does only one of both.
      const most = 2 * edits - Math.abs(length - word.length);
      for (let index = 0; index < count; index += 1) {
        // As many bits as may differ are taken away.
        let bits = signature ^ signatures[index]!;
        for (let times = 0; times < most; times += 1) bits &= bits - 1;
        if (bits === 0) tell(numbers[index]!, length);
      }
    }
  }

  /** In portions; nothing may be added until the last one is taken. */
  *save(): Generator<Uint8Array> {
    yield* saveArray(Uint32Array.from(this.#groups, ({ count }) => count));
    for (const { numbers, signatures, count } of this.#groups.filter((group) => group.count > 0)) {
      yield* saveArray(numbers.subarray(0, count));
      yield* saveArray(signatures.subarray(0, count));
    }
  }

  /** @throws Error where the portions are broken. */
  static load(parts: Iterator<Uint8Array>): WordShapes {
    const counts = loadArray(parts, Uint32Array);
    if (counts.length !== LONGEST + 1) throw new Error('Saved shapes of words are broken.');
    const groups = Array.from(counts, (count): Group => {
      const load = () => (count > 0 ? loadArray(parts, Uint32Array) : new Uint32Array(0));
      const group = { numbers: load(), signatures: load(), count };
      if (group.numbers.length !== count || group.signatures.length !== count) {
        throw new Error('Saved shapes of words are broken.');
      }
      return group;
    });
    return new WordShapes(groups);
  }
}
