/** The names of a library: counted at every gate, found by their words, offered while somebody types. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BookKind, NameBook } from '#src/search/name-book.ts';
import { askedWords, indexedWords } from '#src/search/words.ts';
import { fold } from '#src/story/fold.ts';

type Level = 0 | 1 | 2;
type Counts = readonly [low: number, open: number, above: number];

const reloaded = (book: NameBook) => NameBook.load([...book.save()][Symbol.iterator]());

/** Enters names with how many stories of each level carry them. */
function bookOf(kind: BookKind, names: Readonly<Record<string, number | Counts>>, book = new NameBook()): NameBook {
  for (const [label, counts] of Object.entries(names)) {
    const name = book.enter(kind, fold(label), label);
    const [low, open, above] = typeof counts === 'number' ? [counts, 0, 0] : counts;
    for (const [level, times] of [low, open, above].entries()) {
      for (let time = 0; time < times; time += 1) book.count(name, level as Level, 1);
    }
  }
  return book;
}

const offered = (book: NameBook, kind: BookKind, typed: string, level: Level = 2, limit = 25) =>
  book.beginning(kind, fold(typed), askedWords(typed), level, limit).map((name) => book.label(name));
const mended = (book: NameBook, kind: BookKind, typed: string, level: Level = 2) =>
  book.nearBeginning(kind, askedWords(typed), level, 25).map((name) => book.label(name));
const meant = (book: NameBook, kind: BookKind, typed: string) =>
  book.nearNames(kind, askedWords(typed), 2, 25).map((name) => book.label(name));

describe('a name', () => {
  it('has one number for each kind and key, and the label that it was entered with first', () => {
    const book = new NameBook();
    expect(book.enter('tag', 'angst', 'Angst')).toBe(0);
    expect(book.enter('genre', 'angst', 'Angst')).toBe(1);
    expect(book.enter('tag', 'angst', 'ANGST')).toBe(0);
    expect(book.enter('title', 'a1', '')).toBe(2);
    expect([book.kind(1), book.key(1), book.label(0), book.label(2)]).toEqual(['genre', 'angst', 'Angst', '']);
    expect([book.find('genre', 'angst'), book.find('fandom', 'angst'), book.size]).toEqual([1, -1, 3]);
  });

  it('is counted at its level and above', () => {
    const book = bookOf('tag', { Fluff: [1, 2, 4] });
    expect(([0, 1, 2] as const).map((level) => book.uses(0, level))).toEqual([1, 3, 7]);
    book.count(0, 1, -1);
    expect(([0, 1, 2] as const).map((level) => book.uses(0, level))).toEqual([1, 2, 6]);
  });

  it('is found by all of its words, whole, the last one open where asked', () => {
    const book = bookOf('character', { 'Sherlock Holmes': 1, 'Mycroft Holmes': 0, 'Sherlock Smith': 1 });
    bookOf('tag', { Holmes: 1 }, book);
    expect(book.withWords('character', ['holmes'], false)).toEqual([0, 1]);
    expect(book.withWords('character', ['holmes', 'sherlock'], false)).toEqual([0]);
    expect(book.withWords('character', ['sherlock', 'ho'], false)).toEqual([]);
    expect(book.withWords('character', ['sherlock', 'ho'], true)).toEqual([0]);
    expect(book.withWords('character', ['s'], true)).toEqual([0, 2]);
    expect(book.withWords('character', [], true)).toEqual([]);
  });
});

it('a word that thousands of names have finds each of them', () => {
  const labels = Array.from({ length: 5_000 }, (_, index) => (index % 3 === 0 ? `the ${index}` : `the red ${index}`));
  const book = reloaded(bookOf('title', Object.fromEntries(labels.map((label) => [label, 1]))));
  const having = (word: string) => labels.flatMap((label, name) => (label.includes(word) ? [name] : []));
  expect(book.withWords('title', ['the'], false)).toEqual(having('the'));
  expect(book.withWords('title', ['the', 'red'], false)).toEqual(having('red'));
  expect(book.withWords('title', ['the', 're'], true)).toEqual(having('red'));
  expect(book.withWords('title', ['the', '4999'], true)).toEqual([4_999]);
});

describe('suggestions', () => {
  it('are literal beginnings first, then words of a name; each by uses, then by text', () => {
    const book = bookOf('tag', {
      ...{ 'Once Upon a Time': 9, 'Time Travel': 2, Timeloop: 2, 'Time After': 3, Bedtime: 5 },
    });
    expect(offered(book, 'tag', 'time')).toEqual(['Time After', 'Time Travel', 'Timeloop', 'Once Upon a Time']);
    expect(offered(book, 'tag', 'time', 2, 2)).toEqual(['Time After', 'Time Travel']);
    expect(offered(book, 'tag', '')).toEqual(['Once Upon a Time', 'Bedtime', 'Time After', 'Time Travel', 'Timeloop']);
    expect(offered(book, 'tag', 'time up')).toEqual(['Once Upon a Time']);
    expect(offered(book, 'fandom', 'time')).toEqual([]);
  });

  it('never show what nothing at the level carries, nor what nothing carries any more', () => {
    const book = bookOf('tag', { Fluff: [0, 1, 5], Flames: [0, 0, 3], Flowers: [2, 0, 0] });
    expect(offered(book, 'tag', 'fl', 0)).toEqual(['Flowers']);
    expect(offered(book, 'tag', 'fl', 1)).toEqual(['Flowers', 'Fluff']);
    expect(offered(book, 'tag', 'fl', 2)).toEqual(['Fluff', 'Flames', 'Flowers']);
    book.count(0, 1, -1);
    expect(offered(book, 'tag', 'fl', 1)).toEqual(['Flowers']);
    expect(mended(book, 'tag', 'flufv', 1)).toEqual([]);
  });

  it('mend a word that is mistyped in one letter, from the third letter on, as a beginning too', () => {
    const book = bookOf('character', { 'Sherlock Holmes': 5, 'Mycroft Holmes': 4, 'John Watson': 6, Zoë: 1 });
    expect(mended(book, 'character', 'sherlok h')).toEqual(['Sherlock Holmes']);
    expect(mended(book, 'character', 'sherlokc')).toEqual(['Sherlock Holmes']);
    expect(mended(book, 'character', 'hlo')).toEqual(['Sherlock Holmes', 'Mycroft Holmes']);
    expect(mended(book, 'character', 'holmes wtason')).toEqual([]);
    expect(mended(book, 'character', 'john watzo')).toEqual(['John Watson']);
    expect(mended(book, 'character', 'ze')).toEqual([]);
    expect(mended(book, 'character', 'xerlox')).toEqual([]);
    expect(mended(bookOf('title', { 'The Lighthouse': 1 }), 'title', 'lighhou')).toEqual(['The Lighthouse']);
    expect(meant(book, 'character', 'wattson')).toEqual(['John Watson']);
    expect(meant(book, 'character', 'watzo')).toEqual([]);
  });

  it('offer a name once, however many of its words may be meant', () => {
    expect(mended(bookOf('tag', { 'Night Fight': 2 }), 'tag', 'xight')).toEqual(['Night Fight']);
  });

  it('mend a word that is another name’s, where no name has all of them', () => {
    const book = bookOf('character', { 'Jon Snow': 5, 'John Watson': 1 });
    expect(offered(book, 'character', 'jon watson')).toEqual([]);
    expect(mended(book, 'character', 'jon watson')).toEqual(['John Watson']);
  });

  it('are as good among thousands of names, while names and stories come and go', () => {
    const book = new NameBook();
    const uses = new Map<string, number>();
    for (let index = 0; index < 9_000; index += 1) {
      const label = `tale ${(index * 7919) % 9_000}`;
      const name = book.enter('tag', label, label);
      const times = (index * 31) % 97;
      for (let time = 0; time < times; time += 1) book.count(name, 0, 1);
      uses.set(label, times);
    }
    const expected = (typed: string) =>
      [...uses]
        .filter(([label, times]) => label.startsWith(typed) && times > 0)
        .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
        .slice(0, 25)
        .map(([label]) => label);
    for (const typed of ['t', 'tale 1', 'tale 77', '']) expect(offered(book, 'tag', typed)).toEqual(expected(typed));
    for (const [label, times] of uses) {
      if (times < 50) continue;
      for (let time = 0; time < times - 3; time += 1) book.count(book.find('tag', label), 0, -1);
      uses.set(label, 3);
    }
    for (const typed of ['t', 'tale 1', 'tale 77', '']) expect(offered(book, 'tag', typed)).toEqual(expected(typed));
    book.count(book.enter('tag', 'tale new', 'tale new'), 0, 1);
    expect(offered(book, 'tag', 'tale n')).toEqual(['tale new']);
  });

  it('stay quick and true whatever is typed', () => {
    const book = bookOf('tag', { Fluff: 1, 'Hurt/Comfort': 1 });
    const many = Array.from({ length: 1_000 }, (_, index) => `w${index}`);
    for (const words of [many, ['x'.repeat(10_000)], Array.from({ length: 1_000 }, () => 'fluff'), ['\ud800', '']]) {
      expect(book.beginning('tag', words.join(' '), words, 2, 25).length).toBeLessThanOrEqual(2);
      expect(book.nearBeginning('tag', words, 2, 25)).toEqual([]);
    }
  });
});

const KINDS = ['tag', 'character', 'title'] as const;
const someLabel = fc
  .array(fc.constantFrom('ann', 'Ann', 'lee', 'anna', 'Élan', 'o’lee', '福尔', 'b'), { minLength: 1, maxLength: 3 })
  .map((words) => words.join(' '));
const someKind = fc.constantFrom(...KINDS);
const someLevel = fc.constantFrom<Level>(0, 1, 2);
const step = fc.record({
  kind: someKind,
  label: someLabel,
  level: someLevel,
  gone: fc.boolean(),
  reload: fc.boolean(),
});

interface Kept {
  readonly kind: BookKind;
  readonly key: string;
  readonly label: string;
  readonly counts: [number, number, number];
}

const usesOf = ({ counts }: Kept, level: Level) => counts.slice(0, level + 1).reduce((sum, count) => sum + count);
const text = (a: string, b: string) => (a < b ? -1 : Number(a > b));

describe('a book of names', () => {
  it('is what a plain list of names would be', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        someKind,
        someLevel,
        fc.tuple(someLabel, fc.nat(12)).map(([label, length]) => label.slice(0, length)),
        (steps, kind, level, typed) => {
          let book = new NameBook();
          const kept: Kept[] = [];
          for (const { kind, label, level, gone, reload } of steps) {
            const key = kind === 'title' ? `id of ${label}` : fold(label);
            const number = book.enter(kind, key, label);
            kept[number] ??= { kind, key, label, counts: [0, 0, 0] };
            const counts = kept[number].counts;
            if (!gone || counts[level] > 0) {
              book.count(number, level, gone ? -1 : 1);
              counts[level] += gone ? -1 : 1;
            }
            if (reload) book = reloaded(book);
          }
          const words = askedWords(typed);
          const whole = words.slice(0, -1);
          const has = (name: Kept, open: boolean) => {
            const named = indexedWords(name.label);
            const last = words.at(-1) ?? '';
            return (
              (open ? whole : words).every((word) => named.includes(word)) &&
              (!open || named.some((word) => word.startsWith(last)))
            );
          };
          const number = (name: Kept) => kept.indexOf(name);
          const ofKind = kept.filter((name) => name.kind === kind);
          for (const open of words.length > 0 ? [true, false] : []) {
            expect(book.withWords(kind, words, open)).toEqual(ofKind.filter((name) => has(name, open)).map(number));
          }
          const literal = (name: Kept) => fold(name.label).startsWith(fold(typed));
          const expected = ofKind
            .filter((name) => usesOf(name, level) > 0 && (words.length === 0 ? literal(name) : has(name, true)))
            .sort(
              (a, b) =>
                Number(literal(b)) - Number(literal(a)) ||
                usesOf(b, level) - usesOf(a, level) ||
                text(fold(a.label), fold(b.label)) ||
                text(a.key, b.key),
            );
          for (const limit of [25, 2]) {
            expect(book.beginning(kind, fold(typed), words, level, limit)).toEqual(
              expected.slice(0, limit).map(number),
            );
          }
          expect(kept.map((_, name) => book.uses(name, level))).toEqual(kept.map((name) => usesOf(name, level)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('mends just what is one letter away', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'ж'), { minLength: 1, maxLength: 5 }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(letters, { maxLength: 15 }), letters, (labels, typed) => {
        const book = bookOf('tag', Object.fromEntries(labels.map((label) => [label, 1])));
        const like = (label: string) => label !== typed && isOneEditAway(label, typed);
        const whole = typed.length < 3 ? [] : labels.filter(like);
        expect(meant(book, 'tag', typed).sort()).toEqual(whole.sort());
        const beginnings = (label: string) => Array.from({ length: label.length }, (_, end) => label.slice(0, end + 1));
        const begin =
          typed.length < 3
            ? []
            : labels.filter((label) =>
                beginnings(label).some((each) => !each.startsWith(typed) && isOneEditAway(each, typed)),
              );
        expect(mended(book, 'tag', typed).sort()).toEqual(begin.sort());
      }),
    );
  });

  it('that was cut off or changed is refused when loaded', () => {
    const parts = [...bookOf('tag', { One: 1, Two: 2 }).save()].map((part) => Uint8Array.from(part));
    for (const [index, part] of parts.entries()) {
      expect(() => NameBook.load(parts.slice(0, index)[Symbol.iterator]())).toThrow();
      const broken = parts.with(
        index,
        Uint8Array.from(part, (byte, at) => (at === 0 ? byte ^ 1 : byte)),
      );
      if (part.length > 0) expect(() => NameBook.load(broken[Symbol.iterator]())).toThrow();
    }
    expect(reloaded(new NameBook()).size).toBe(0);
  });
});

function isOneEditAway(a: string, b: string): boolean {
  const without = (word: string) => Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
  if (Math.abs(a.length - b.length) === 1)
    return (a.length > b.length ? without(a) : without(b)).includes(a.length > b.length ? b : a);
  if (a.length !== b.length) return false;
  const differing = Array.from(a, (_, at) => at).filter((at) => a[at] !== b[at]);
  const [first = -1, second = -1] = differing;
  if (differing.length === 1) return true;
  return differing.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first];
}
