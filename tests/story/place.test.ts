/** A reader's place is found again, whatever the author did to the chapter meanwhile. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTEXT_LENGTH, findPlace, placeAt } from '#src/story/place.ts';
import { plainText } from '#src/story/prose.ts';
import { hostileProse } from '#tests/story/arbitrary-prose.ts';

const chapter = Array.from(
  { length: 40 },
  (_, index) => `Paragraph ${index} has words of its own, ${index * 7} of them.`,
);
const text = chapter.join('\n\n');
const here = text.indexOf('Paragraph 20');
const place = placeAt(3, here, text);

describe('a place', () => {
  it('is the same in an unchanged chapter', () => {
    fc.assert(
      fc.property(hostileProse(), fc.nat(), (prose, at) => {
        const text = plainText(prose);
        const place = placeAt(1, at % (text.length + 1), text);
        expect(place.context.length).toBeLessThanOrEqual(CONTEXT_LENGTH);
        expect(place.context.isWellFormed()).toBe(true);
        expect(findPlace(place, text)).toBe(place.offset);
      }),
    );
  });

  it('moves with text put in or taken out before it', () => {
    const longer = `A new beginning.\n\n${text}`;
    expect(findPlace(place, longer)).toBe(longer.indexOf('Paragraph 20'));
    const shorter = chapter.slice(5).join('\n\n');
    expect(findPlace(place, shorter)).toBe(shorter.indexOf('Paragraph 20'));
  });

  it('is found by what is left of its words', () => {
    const after = text.replace('Paragraph 21', 'The twenty-first paragraph');
    expect(findPlace(place, `New. ${after}`)).toBe(here + 5);
    const before = text.replace('Paragraph 20 has', 'Paragraph 20 had');
    expect(findPlace(place, before)).toBe(here);
  });

  it('is the nearest of several like it', () => {
    const refrain = 'And the raven, never flitting, still is sitting, still is sitting on the pallid bust of Pallas. ';
    const poem = `${refrain}${'x'.repeat(500)}${refrain}${'y'.repeat(500)}${refrain}`;
    const second = poem.lastIndexOf(refrain, poem.length - refrain.length - 1);
    expect(findPlace(placeAt(1, second, poem), `Once. ${poem}`)).toBe(second + 6);
    expect(findPlace(placeAt(1, second, poem), poem.slice(6))).toBe(second - 6);
  });

  it('stays at its offset, or at the end, where nothing of it is left', () => {
    expect(findPlace(place, 'z'.repeat(10_000))).toBe(here);
    expect(findPlace(place, 'gone')).toBe(4);
    expect(findPlace(place, '')).toBe(0);
  });
});
