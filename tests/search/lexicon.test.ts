/** The words of a library: found whole, by beginnings and by what was meant, and kept over a restart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lexicon } from '#src/search/lexicon.ts';
import { unicodeText } from '#tests/unicode-text.ts';

const lexiconOf = (words: Iterable<string>) => {
  const lexicon = new Lexicon();
  for (const word of words) lexicon.enter(word);
  return lexicon;
};
const near = (lexicon: Lexicon, typed: string, limit = 100) =>
  lexicon.near(typed, () => 1, limit).map((number) => lexicon.word(number));
const reloaded = (lexicon: Lexicon) => Lexicon.load([...lexicon.save()][Symbol.iterator]());

/** As the definition reads. */
function editsBetween(a: string, b: string, known = new Map<string, number>()): number {
  if (a === '' || b === '') return a.length + b.length;
  const key = `${a.length} ${b.length}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const rest = (left: number, right: number) => editsBetween(a.slice(left), b.slice(right), known);
  const ways = [rest(1, 0) + 1, rest(0, 1) + 1, rest(1, 1) + (a[0] === b[0] ? 0 : 1)];
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]) ways.push(rest(2, 2) + 1);
  known.set(key, Math.min(...ways));
  return Math.min(...ways);
}

/** Few letters, so that words are near each other; beyond ASCII, beyond two bytes, and halves of a pair. */
const someWord = (longest: number) =>
  fc
    .array(fc.constantFrom('a', 'b', 'c', 'é', 'ж', '福', '\ud83d', '\udca9', '7'), {
      minLength: 1,
      maxLength: longest,
    })
    .map((letters) => letters.join(''));

describe('a lexicon', () => {
  it('numbers words as they come, each once, and gives them back as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(someWord(8), unicodeText())), (words) => {
        const lexicon = lexiconOf(words);
        const distinct = [...new Set(words)];
        expect(lexicon.size).toBe(distinct.length);
        expect(distinct.map((word) => lexicon.find(word))).toEqual(distinct.map((_, index) => index));
        expect(distinct.map((_, index) => lexicon.word(index))).toEqual(distinct);
        expect(lexicon.find('never entered')).toBe(-1);
      }),
    );
  });

  it('finds all words that begin so, whenever they were entered', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(someWord(5), someWord(2))), (steps) => {
        const lexicon = new Lexicon();
        const words = new Set<string>();
        for (const [word, prefix] of steps) {
          lexicon.enter(word);
          words.add(word);
          const expected = [...words].filter((each) => each.startsWith(prefix)).sort();
          expect(lexicon.beginning(prefix).map((number) => lexicon.word(number))).toEqual(expected);
        }
      }),
    );
  });

  it('finds beginnings among thousands of words', () => {
    const words = Array.from({ length: 10_000 }, (_, index) => `w${(index * 7919) % 10_000}`);
    const lexicon = lexiconOf(words);
    expect(lexicon.beginning('w12').map((number) => lexicon.word(number))).toEqual(
      words.filter((word) => word.startsWith('w12')).sort(),
    );
    expect(lexicon.beginning('')).toHaveLength(10_000);
    expect(lexicon.beginning('x')).toEqual([]);
  });
});

describe('mistyped words', () => {
  const lexicon = lexiconOf(['lighthouse', 'light', 'sherlock', 'watson', 'holmes', 'night', 'fight', 'eight', 'tea']);

  it.each([
    ['a letter too few', 'lighhouse', 'lighthouse'],
    ['a letter too many', 'watsoon', 'watson'],
    ['another letter', 'holnes', 'holmes'],
    ['two that changed places', 'shelrock', 'sherlock'],
    ['two mistakes in a long word', 'ligthouze', 'lighthouse'],
  ])('are found with %s', (_, typed, meant) => {
    expect(near(lexicon, typed)[0]).toBe(meant);
  });

  it('need four letters for one mistake, and eight for two', () => {
    expect(near(lexicon, 'tae')).toEqual([]);
    expect(near(lexiconOf(['dark']), 'dakr')).toEqual(['dark']);
    expect(near(lexicon, 'wtsn')).toEqual([]);
    expect(near(lexiconOf(['darkness']), 'dakrnes')).toEqual([]);
    expect(near(lexiconOf(['darkness']), 'dakrnesz')).toEqual(['darkness']);
  });

  it('come by fewer edits, then by the first letter, then by weight; what weighs nothing does not come', () => {
    const words = ['might', 'nights', 'night', 'light', 'eight', 'sight', 'nigh'];
    const weights: Readonly<Record<string, number>> = {
      might: 1,
      nights: 2,
      night: 9,
      light: 3,
      eight: 0,
      sight: 3,
      nigh: 1,
    };
    const book = lexiconOf(words);
    const weight = (number: number) => weights[book.word(number)] ?? 0;
    expect(book.near('nigth', weight, 9).map((number) => book.word(number))).toEqual(['night', 'nigh']);
    expect(book.near('nght', weight, 9).map((number) => book.word(number))).toEqual(['night']);
    expect(book.near('night', weight, 9).map((number) => book.word(number))).toEqual([
      ...['nights', 'nigh'],
      ...['light', 'sight', 'might'],
    ]);
    expect(book.near('night', weight, 2)).toHaveLength(2);
  });

  it('have right numbers: nobody who types 1996 means 1995', () => {
    const years = lexiconOf(['1995', 'ch11', 'ch12', 'chap12']);
    expect(near(years, '1996')).toEqual([]);
    expect(near(years, 'ch13')).toEqual([]);
    expect(near(years, 'chp12')).toEqual(['ch12', 'chap12']);
  });

  it('are just the words within so many edits, in letters of every script', () => {
    fc.assert(
      fc.property(fc.uniqueArray(someWord(7), { maxLength: 20 }), someWord(7), (words, typed) => {
        const edits = typed.length < 4 || /^\d+$/.test(typed) ? 0 : 1;
        const digits = (word: string) => word.replace(/\D/g, '');
        const expected = words.filter(
          (word) => word !== typed && editsBetween(word, typed) <= edits && digits(word) === digits(typed),
        );
        expect(near(lexiconOf(words), typed).sort()).toEqual(expected.sort());
      }),
    );
  });

  it('with two mistakes, too, and in words longer than anybody’s', () => {
    const pieces = fc.array(fc.constantFrom('ab', 'b', 'ж', 'aca', 'd'), { minLength: 8, maxLength: 12 });
    const edit = fc.tuple(fc.nat(), fc.constantFrom('', 'x', 'xy', 'b'), fc.constantFrom(0, 1, 2));
    fc.assert(
      fc.property(pieces, fc.constantFrom('', 'long'.repeat(9)), edit, edit, (letters, tail, ...edits) => {
        const word = letters.join('');
        let typed = word;
        for (const [at, put, taken] of edits) {
          const place = at % typed.length;
          typed = typed.slice(0, place) + put + typed.slice(place + taken);
        }
        if (typed.length < 8) return;
        const distance = editsBetween(word, typed);
        expect(near(lexiconOf([word + tail]), typed + tail).length).toBe(Number(distance > 0 && distance <= 2));
      }),
    );
  });

  it('of hostile length are nobody’s slip', () => {
    expect(near(lexicon, 'x'.repeat(10_000))).toEqual([]);
  });
});

describe('a saved lexicon', () => {
  const words = Array.from({ length: 3_000 }, (_, index) => `${index % 2 ? 'wörd' : '言葉'}${index}`);

  it('is the same when loaded, and goes on', () => {
    const lexicon = reloaded(lexiconOf(words));
    expect(words.map((word) => lexicon.find(word))).toEqual(words.map((_, index) => index));
    expect(lexicon.beginning('wörd9')).toEqual(lexiconOf(words).beginning('wörd9'));
    expect(near(lexicon, 'wrd2999')).toContain('wörd2999');
    expect(lexicon.enter('wörd new')).toBe(3_000);
    expect(lexicon.beginning('wörd n')).toEqual([3_000]);
    expect(reloaded(new Lexicon()).size).toBe(0);
  });

  it('takes no more portions than are its own', () => {
    const parts = [...lexiconOf(words).save(), Uint8Array.of(42)][Symbol.iterator]();
    Lexicon.load(parts);
    expect(parts.next().value).toEqual(Uint8Array.of(42));
  });

  it('that was cut off or changed anywhere is refused', () => {
    const parts = [...lexiconOf(['one', 'two', 'three']).save()].map((part) => Uint8Array.from(part));
    for (const [index, part] of parts.entries()) {
      expect(() => Lexicon.load(parts.slice(0, index)[Symbol.iterator]())).toThrow();
      for (let at = 0; at < part.length; at += 1) {
        const broken = parts.with(
          index,
          Uint8Array.from(part, (byte, place) => (place === at ? byte ^ 1 : byte)),
        );
        expect(() => Lexicon.load(broken[Symbol.iterator]()), `portion ${index}, byte ${at}`).toThrow();
      }
    }
  });
});
