/** Which forms of a word find each other. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflections } from '#src/search/inflection.ts';

describe('forms of a word', () => {
  it.each([
    ['vampire', 'vampires'],
    ['kiss', 'kisses', 'kissed', 'kissing'],
    ['witch', 'witches'],
    ['story', 'stories'],
    ['hero', 'heroes', 'heros'],
    ['wolf', 'wolves'],
    ['knife', 'knives'],
    ['love', 'loves', 'loved', 'loving'],
    ['stop', 'stops', 'stopped', 'stopping'],
    ['visit', 'visited', 'visiting'],
    ['travel', 'traveled', 'travelled', 'travelling'],
    ['marry', 'marries', 'married', 'marrying'],
    ['agree', 'agreed', 'agreeing'],
    ['feeling', 'feelings', 'feel', 'feels'],
    ['wedding', 'weddings'],
    ['purr', 'purrs', 'purred', 'purring'],
    ['hugs', 'hugged', 'hugging'],
    ['dying', 'died', 'dies'],
    ['need', 'needs', 'needed'],
    ['bring', 'brings', 'bringing'],
    ['quit', 'quitting'],
  ])('%s: each finds the others', (...forms) => {
    for (const form of forms) {
      const others = forms.filter((other) => other !== form);
      expect(inflections(form), form).toEqual(expect.arrayContaining(others));
    }
  });

  it.each([
    ['king', 'ked'],
    ['thing', 'the'],
    ['number', 'numb'],
    ['love', 'lover'],
    ['princess', 'princes'],
    ['glass', 'glas'],
  ])('%s is none of %s', (word, other) => {
    expect(inflections(word)).not.toContain(other);
  });

  it('are asked for of words alone: four letters or more, a to z', () => {
    for (const word of ['', 'his', 'was', '1984', 'c3po', '홈즈', 'ёжики', "don't"])
      expect(inflections(word)).toEqual([]);
  });

  const ends = fc.constantFrom(
    '',
    's',
    'es',
    'ed',
    'd',
    'ing',
    'ings',
    'y',
    'ies',
    'ied',
    'ying',
    'ie',
    'f',
    'fe',
    'ves',
    'e',
    'o',
  );
  const word = fc
    .tuple(fc.string({ unit: fc.constantFrom(...'aeioustlrpyqfz'), maxLength: 6 }), ends)
    .map((parts) => parts.join(''));

  it('are few, never the word itself, and each other’s', () => {
    fc.assert(
      fc.property(word, (one) => {
        const others = inflections(one);
        expect(others.length).toBeLessThanOrEqual(12);
        expect(new Set(others).size).toBe(others.length);
        expect(others).not.toContain(one);
        for (const other of others) expect(inflections(other), `${one} ${other}`).toContain(one);
      }),
      { numRuns: 20_000 },
    );
  });
});
