/** Where a reader of fiction hears a sentence end, and where a line may break. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphemeStart, sentenceEnds, wordBreaks, wordStarts } from '#src/story/segments.ts';
import { hostileText } from '#tests/story/arbitrary-prose.ts';

/** The text with "|" wherever a sentence ends. */
function heard(text: string): string {
  const ends = [0, ...sentenceEnds(text, 1, text.length)];
  return ends.map((start, index) => text.slice(start, ends[index + 1])).join('|');
}

describe('a sentence', () => {
  it.each([
    ['after a stop, a cry, a question', 'He went. |She stayed! |Why? |Nobody knows.'],
    ['not after a title or a saint', 'It was Mr. Holmes of St. Mary, with Dr. Watson. |They ran.'],
    ['not after initials', 'Prof. J. H. Moriarty met Lt. Col. S. Moran. |It rained.'],
    ['not between speech and speaker', '“Say that.” Alex said nothing of it. |He left.'],
    ['not between question and asker', '"Who?" he asked. |Nobody answered.'],
    ['not after a dash in speech', '“I never—” Watson began. |“Quiet!” said Holmes.'],
    ['in French', 'Il partit. |« Qui ? » dit-il. |Rien.'],
    ['in Russian', 'Дождь шёл. |«Кто там?» Он молчал. |Никого.'],
    ['in German', 'Sie wartete. |„Geh.“ Hr. Braun ging. |Er blieb.'],
    ['in Japanese', 'これは文です。|「はい。」と彼は言った。|終わり。'],
    ['at the end of a line', 'a line of verse\n|and another one'],
    ['not at the end of a line that leads over', 'The letter ran:\nDear Watson, come. |Bring a revolver.'],
  ])('ends %s', (_, text) => {
    expect(heard(text.replaceAll('|', ''))).toBe(text);
  });
});

describe('a word', () => {
  it('begins after white space', () => {
    expect([...wordStarts('one  two\nthree', 1, 14)]).toEqual([9, 5]);
  });

  it('is not parted from its punctuation where there is no white space', () => {
    const text = '彼は「はい」と言った。終わり';
    const at = [...wordBreaks(text, 1, text.length - 1)];
    expect(at).not.toContain(text.indexOf('」'));
    expect(at).not.toContain(text.indexOf('「') + 1);
    expect(at).not.toContain(text.indexOf('。'));
    expect(at).toContain(text.indexOf('終'));
  });
});

describe('a character', () => {
  it('begins where the segmenter, going through from the start, says', () => {
    const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
    fc.assert(
      fc.property(hostileText(), (text) => {
        const starts = [...graphemes.segment(text)].map(({ index }) => index);
        for (let at = 0; at < text.length; at += 1) {
          expect(graphemeStart(text, at)).toBe(starts.filter((start) => start <= at).at(-1));
        }
      }),
    );
  });

  it('is a whole family, a whole flag, a letter with all its accents', () => {
    expect(graphemeStart('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 15)).toBe(11);
    expect(graphemeStart('🇩🇪🇫🇷🇬🇧', 6)).toBe(4);
    expect(graphemeStart(`aZ${'\u0301'.repeat(3000)}b`, 2000)).toBe(1);
  });
});
