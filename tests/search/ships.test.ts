/** What readers type for a ship, and which pairings of a library they mean by it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AliasBook } from '#src/query/aliases.ts';
import { makeAliasBook } from '#src/search/alias-book.ts';
import { keyOf } from '#src/search/names.ts';
import { meantPairings, type PairingNames } from '#src/search/ships.ts';
import { askedWords, indexedWords } from '#src/search/words.ts';
import { type Pairing, pairingName, parsePairings } from '#src/story/pairing.ts';
import { unicodeText } from '#tests/unicode-text.ts';

const HOLMES = 'Sherlock Holmes/John Watson';
const FRIENDS = 'Sherlock Holmes & John Watson';
const WRITTEN = [
  ...[HOLMES, FRIENDS, 'Holmes/Watson', 'Johnlock', 'Mycroft Holmes/Inspector Lestrade'],
  ...['Mary Morstan/John Watson/Sherlock Holmes', 'Mary Morstan/John Watson'],
  ...['Elizabeth Bennet/Fitzwilliam Darcy', 'Elizabeth/Darcy', 'Jane Bennet/Charles Bingley'],
  ...['Mina Murray/Jonathan Harker', 'James T. Kirk/Spock', 'James Kirk & Spock', 'Kira Nerys/Benjamin Sisko'],
  ...['Heero Yuy/Duo Maxwell', 'Harry Potter/Original Character(s)', 'Harry Potter/Draco Malfoy'],
  ...['L Lawliet/Light Yagami', 'Castiel (Supernatural)/Dean Winchester', 'Éowyn/Faramir', '魏无羡/蓝忘机'],
];

function pairingOf(written: string): Pairing {
  const [pairing] = parsePairings(written).pairings;
  if (!pairing) throw new Error(`${written} is no pairing.`);
  return pairing;
}

function keysOf(written: readonly string[]): ReadonlyMap<string, string> {
  return new Map(written.map((each) => [keyOf(pairingOf(each)), each]));
}

function among(keys: ReadonlyMap<string, string>): PairingNames {
  return {
    withWords: (words, open) => {
      const found = [...keys].flatMap(([key, written]) => {
        const there = indexedWords(pairingName(pairingOf(written)));
        const has = (word: string, at: number) =>
          there.some((each) => (open && at === words.length - 1 ? each.startsWith(word) : each === word));
        return words.every(has) ? [key] : [];
      });
      return { size: found.length, keys: () => found };
    },
    has: (key) => keys.has(key),
  };
}

const KEYS = keysOf(WRITTEN);
const HERE = among(KEYS);

interface How {
  readonly larger?: boolean;
  readonly beginning?: boolean;
  readonly broad?: boolean;
  readonly aliases?: AliasBook;
}

function ask(text: string, { broad = false, aliases = makeAliasBook(), ...question }: How = {}) {
  const { kind, keys, other } = meantPairings({ text, ...question }, aliases, HERE, broad);
  const written = (found: ReadonlySet<string>) => [...found].map((key) => KEYS.get(key)).sort();
  return { kind, keys: written(keys), other: written(other) };
}

/** What is found. */
const found = (text: string, how?: How) => ask(text, how).keys;
const LOVERS = ['Holmes/Watson', 'Johnlock', HOLMES];
const EITHER = ['Holmes/Watson', 'Johnlock', FRIENDS, HOLMES];

describe('a ship is found', () => {
  it.each([
    ...[
      'Sherlock Holmes/John Watson',
      'John Watson/Sherlock Holmes',
      'Holmes/Watson',
      'watson/holmes',
      'HOLMES / WATSON',
    ],
    ...['Holmes x Watson', 'Watson X Holmes', 'Holmes × Watson', 'HolmesxWatson', 'Sherlock/John', 'John/Holmes'],
    ...[
      'Dr. Watson/Holmes',
      'John H. Watson/Mr. Sherlock Holmes',
      'H/W',
      'w/h',

      'Holmes (ACD)/Watson',
    ],
  ])('as romance by “%s”', (typed) => {
    expect(found(typed)).toEqual(LOVERS);
  });

  it.each([...['Holmes, Watson', 'Watson and Holmes', 'Holmes + Watson', 'Holmes vs Watson', 'Johnlock', 'JOHNLOCK']])(
    'as whichever it is by “%s”',
    (typed) => {
      expect(found(typed)).toEqual(EITHER);
    },
  );

  it.each(['Holmes & Watson', 'Watson & Holmes', 'Dr. Watson & Sherlock', 'H & W'])('as friends by “%s”', (typed) => {
    expect(found(typed)).toEqual([FRIENDS]);
    expect(ask(typed).other).toEqual(LOVERS);
  });

  it.each([
    ['Lizzy/Darcy', ['Elizabeth Bennet/Fitzwilliam Darcy', 'Elizabeth/Darcy']],
    ['Mr. Darcy x Lizzie', ['Elizabeth Bennet/Fitzwilliam Darcy', 'Elizabeth/Darcy']],
    ['Darbeth', ['Elizabeth Bennet/Fitzwilliam Darcy', 'Elizabeth/Darcy']],
    ['Mina Harker/Jonathan', ['Mina Murray/Jonathan Harker']],
    ['Spirk', ['James Kirk & Spock', 'James T. Kirk/Spock']],
    ['Jim Kirk/Spock', ['James T. Kirk/Spock']],
    ['1x2', ['Heero Yuy/Duo Maxwell']],
    ['2x1', ['Heero Yuy/Duo Maxwell']],
    ['Drarry', ['Harry Potter/Draco Malfoy']],
    ['Destiel', ['Castiel (Supernatural)/Dean Winchester']],
    ['Castiel (SPN)/Dean', ['Castiel (Supernatural)/Dean Winchester']],
    ['Eowyn/Faramir', ['Éowyn/Faramir']],
    ['Original Character(s)/Harry', ['Harry Potter/Original Character(s)']],
    ['蓝忘机/魏无羡', ['魏无羡/蓝忘机']],
  ])('by other names: “%s”', (typed, written) => {
    expect(found(typed)).toEqual(written.toSorted());
  });

  it('by initials, whoever else has them', () => {
    expect(found('K/S')).toEqual(['James T. Kirk/Spock', 'Kira Nerys/Benjamin Sisko']);
    expect(found('S x K')).toEqual(['James T. Kirk/Spock', 'Kira Nerys/Benjamin Sisko']);
  });

  it.each(['S.H./J.W.', 'JW/SH', 'S. H. x J. W.'])('by the letters of whole names: “%s”', (typed) => {
    expect(found(typed)).toEqual([HOLMES]);
  });

  it('by one letter only where all are given so: the L of “L/Light” is a name', () => {
    expect(found('L/Light')).toEqual(['L Lawliet/Light Yagami']);
    expect(found('H/Watson')).toEqual([]);
  });

  it('by one of them, whatever it is and however many they are', () => {
    expect(found('Morstan')).toEqual(['Mary Morstan/John Watson', 'Mary Morstan/John Watson/Sherlock Holmes']);
    expect(found('Lizzy')).toEqual(['Elizabeth Bennet/Fitzwilliam Darcy']);
  });

  it('by the beginning of a name, where that is asked for', () => {
    expect(found('Sherlock/Wats')).toEqual([]);
    expect(found('Sherlock/Wats', { beginning: true })).toEqual([HOLMES]);
  });
});

describe('a ship is not', () => {
  it('one of their namesakes, where a name says who is meant', () => {
    const keys = keysOf(['Mycroft Holmes/Mary Watson', 'Mycroft Holmes/John Watson', 'Holmes/Watson', 'John/Sherlock']);
    const meant = (text: string) =>
      [...meantPairings({ text }, makeAliasBook(), among(keys), false).keys].map((key) => keys.get(key)).sort();
    for (const typed of ['Johnlock', 'Sherlock Holmes/John Watson', 'Sherlock/Watson']) {
      expect(meant(typed), typed).toEqual(['Holmes/Watson', 'John/Sherlock']);
    }
    expect(meant('Holmes/Watson')).toEqual([...keys.values()].sort());
  });

  it('another one of the same people: two are not three, unless that is asked for', () => {
    const three = 'Mary Morstan/John Watson/Sherlock Holmes';
    expect(found('Watson/Holmes/Morstan')).toEqual([three]);
    expect(found('Watson/Holmes', { larger: true })).toEqual([...LOVERS, three].toSorted());
    expect(found('johnlock', { larger: true })).toEqual([...EITHER, three].toSorted());
  });

  it('left in by a word less: without a pairing is without larger ones', () => {
    expect(found('Watson/Morstan', { broad: true })).toEqual([
      'Mary Morstan/John Watson',
      'Mary Morstan/John Watson/Sherlock Holmes',
    ]);
  });

  it('of one person twice', () => {
    expect(found('Mycroft/Holmes')).toEqual([]);
    expect(found('Holmes/Holmes')).toEqual([]);
  });

  it('named by nothing', () => {
    for (const typed of ['', '/', '&', ' x ', '()', '💔/💔']) expect(found(typed), typed).toEqual([]);
  });
});

it('a ship’s other kind is what it would mean with the other sign', () => {
  expect(ask('Kirk/Spock')).toMatchObject({ kind: 'romantic', other: ['James Kirk & Spock'] });
  expect(ask('Kirk & Spock')).toMatchObject({ kind: 'platonic', other: ['James T. Kirk/Spock'] });
  expect(ask('Spirk')).toMatchObject({ kind: 'unsure', other: [] });
});

it('a server’s own name for a ship is as good as one that all know', () => {
  const aliases = makeAliasBook([{ kind: 'pairing', alias: 'Bakerlove', standsFor: 'Johnlock' }]);
  expect(found('bakerlove', { aliases })).toEqual(EITHER);
  expect(found('bakerlove')).toEqual([]);
});

it('whatever is typed for a ship is answered, and only with pairings that are here', () => {
  const part = fc.constantFrom(
    'Holmes',
    'Watson',
    'H',
    'S.H.',
    'x',
    '/',
    ' & ',
    ' and ',
    ',',
    '(',
    ')',
    '|',
    '.',
    '魏',
  );
  const typed = fc.oneof(
    unicodeText(),
    fc.array(part, { maxLength: 400 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(typed, fc.boolean(), fc.boolean(), (text, larger, broad) => {
      const { keys, other } = meantPairings({ text, larger }, makeAliasBook(), HERE, broad);
      expect([...keys, ...other].filter((key) => !KEYS.has(key))).toEqual([]);
      expect([...keys].filter((key) => other.has(key))).toEqual([]);
      if (askedWords(text).length === 0) expect(keys.size).toBe(0);
    }),
  );
});
