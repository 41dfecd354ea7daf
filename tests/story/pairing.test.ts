/** Pairings: who is with whom, however it is written, and found again however it is typed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pairingKey, pairingName, parsePairingQuery, parsePairings } from '#src/story/pairing.ts';

const read = (raw: string) => parsePairings(raw).pairings.map(({ kind, members }) => [kind, ...members]);

describe('a pairing field', () => {
  test.each([
    ['Holmes/Watson', [['romantic', 'Holmes', 'Watson']]],
    ['Holmes x Watson', [['romantic', 'Holmes', 'Watson']]],
    ['HolmesxWatson', [['romantic', 'Holmes', 'Watson']]],
    ['1x2', [['romantic', '1', '2']]],
    ['Holmes & Watson', [['platonic', 'Holmes', 'Watson']]],
    ['Holmes and Watson', [['unsure', 'Holmes', 'Watson']]],
    ['Joly/Bossuet/Musichetta', [['romantic', 'Joly', 'Bossuet', 'Musichetta']]],
    ['[Holmes/Watson]', [['romantic', 'Holmes', 'Watson']]],
    ['(K/S)', [['romantic', 'K', 'S']]],
    ['Holmes/Watson friendship', [['platonic', 'Holmes', 'Watson']]],
    ['slight Holmes/Watson (implied)', [['romantic', 'Holmes', 'Watson']]],
    ['Arthur (Merlin)/Merlin (Merlin)', [['romantic', 'Arthur', 'Merlin']]],
    ['Tom Riddle | Voldemort/Harry Potter', [['romantic', 'Tom Riddle | Voldemort', 'Harry Potter']]],
    ['Mrs. Hudson/Original Character(s)', [['romantic', 'Mrs. Hudson', 'Original Character(s)']]],
    ['Henry Jones, Jr./Marion', [['romantic', 'Henry Jones, Jr.', 'Marion']]],
  ])('“%s”', (raw, expected) => {
    expect(read(raw)).toEqual(expected);
    expect(parsePairings(raw).ambiguous).toEqual([]);
  });

  test('several are told apart at commas, semicolons and line ends', () => {
    expect(read('Holmes/Watson, Mary & Lestrade; Mina/Jonathan\nDarcy x Lizzie')).toEqual([
      ['romantic', 'Holmes', 'Watson'],
      ['platonic', 'Mary', 'Lestrade'],
      ['romantic', 'Mina', 'Jonathan'],
      ['romantic', 'Darcy', 'Lizzie'],
    ]);
    expect(read('Holmes/Watson and Mary/Lestrade')).toEqual([
      ['romantic', 'Holmes', 'Watson'],
      ['romantic', 'Mary', 'Lestrade'],
    ]);
  });

  test('FFN’s brackets mark the pair; who stands beside them is a character', () => {
    const reading = parsePairings('[Mina H., Jonathan H.] Van Helsing');
    expect(reading.pairings).toMatchObject([{ kind: 'romantic', members: ['Mina H.', 'Jonathan H.'] }]);
    expect(reading.characters).toEqual(['Van Helsing']);
  });

  test.each(['none', 'None.', 'n/a', 'No pairings', '-', 'нет', '', 'None, unless you squint'])(
    '“%s” pairs nobody',
    (raw) => {
      expect(parsePairings(raw)).toMatchObject({ pairings: [], ambiguous: [] });
    },
  );

  test('“Gen” and “slash” say a category, not a name', () => {
    expect(parsePairings('Gen')).toMatchObject({ pairings: [], categories: ['Gen'] });
    expect(parsePairings('M/M')).toMatchObject({ pairings: [], categories: ['M/M'] });
  });

  test('Hurt/Comfort is a genre, not two lovers', () => {
    expect(parsePairings('Holmes/Watson, Hurt/Comfort')).toMatchObject({
      pairings: [{ members: ['Holmes', 'Watson'] }],
      genres: ['Hurt/Comfort'],
    });
  });

  test.each(['Holmes, Watson', 'Holmes, Watson and Lestrade'])('“%s” is no romance, and may be a list', (raw) => {
    const { pairings, ambiguous } = parsePairings(raw);
    expect(pairings.map(pairingName)).toEqual([raw.split(/, | and /).join(' & ')]);
    expect(pairings).toMatchObject([{ kind: 'platonic' }]);
    expect(ambiguous).toEqual([raw]);
  });

  test.each(['Johnlock', 'Holmes - Watson'])('“%s” may be something else, and that is said', (raw) => {
    const { pairings, ambiguous } = parsePairings(raw);
    expect(pairings).toMatchObject([{ kind: 'unsure' }]);
    expect(ambiguous).toEqual([raw]);
  });

  test('the order is kept for show and forgotten for comparing', () => {
    const [written] = parsePairings('Watson x Holmes').pairings;
    const [turned] = parsePairings('holmes/WATSON').pairings;
    expect(written && pairingName(written)).toBe('Watson/Holmes');
    expect(pairingKey(written?.members ?? [])).toBe(pairingKey(turned?.members ?? []));
  });
});

describe('a pairing typed into a search', () => {
  test.each([
    'Watson/Holmes',
    'Holmes x Watson',
    'Holmes & Watson',
    'Holmes and Watson',
    'Holmes, Watson',
    'HolmesxWatson',
    'Holmes + Watson',
  ])('“%s” asks for Holmes with Watson', (typed) => {
    expect(parsePairingQuery(typed).sort()).toEqual(['Holmes', 'Watson']);
  });

  test('names with x, “and” or a suffix in them stay whole', () => {
    expect(parsePairingQuery('Alexander/Max')).toEqual(['Alexander', 'Max']);
    expect(parsePairingQuery('Andromeda & Sandor')).toEqual(['Andromeda', 'Sandor']);
    expect(parsePairingQuery('Henry Jones, Jr./Marion')).toEqual(['Henry Jones, Jr.', 'Marion']);
  });

  test('one name asks for that one', () => {
    expect(parsePairingQuery('Holmes')).toEqual(['Holmes']);
    expect(parsePairingQuery(' / ')).toEqual([]);
  });
});

test('what is shown of a pairing asks for that pairing again', () => {
  const name = fc.stringMatching(/^[A-Z][a-wyz]{2,8}( [A-Z][a-wyz]{2,8})?$/);
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 2, maxLength: 4 }),
      fc.constantFrom('/', ' & ', ' x '),
      (members, separator) => {
        const [pairing] = parsePairings(members.join(separator)).pairings;
        expect(pairing && parsePairingQuery(pairingName(pairing))).toEqual(pairing?.members);
      },
    ),
  );
});

test('any text at all is read', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('/', '&', ',', '[', ']', '(', ')', 'x', ' ', 'A', 'b', '\n', '|', ' and ') }),
      (raw) => {
        for (const { members } of parsePairings(raw).pairings)
          expect(members.every((member) => member.trim() !== '')).toBe(true);
        expect(parsePairingQuery(raw).every((member) => member.trim() !== '')).toBe(true);
      },
    ),
  );
});
