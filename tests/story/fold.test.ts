/** What counts as one name, in the letters of readers all over the world. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstFold } from '#src/story/first-fold.ts';
import { fold } from '#src/story/fold.ts';
import { unicodeText } from '#tests/unicode-text.ts';

describe('one name', () => {
  it.each([
    ['case and accents', 'Éowyn', 'EOWYN'],
    ['accents in pieces', 'E\u0301owyn', 'éowyn'],
    ['letters of two', 'Æon Œuvre ß ẞ', 'aeon oeuvre ss ss'],
    ['letters with a stroke', 'Łódź Ðør Þora', 'lodz dor thora'],
    ['Turkish i', 'İstanbul Işık', 'istanbul isik'],
    ['ligatures', 'ﬁn ﬂy', 'fin fly'],
    ['full width', 'Ｆｕｌｌ　Ｗｉｄｔｈ', 'full width'],
    ['letters of mathematics', '𝓯𝓲𝓷', 'fin'],
    ['apostrophes', 'O’Brien O‘Brien O´Brien O`Brien', "o'brien o'brien o'brien o'brien"],
    ['what is not seen', 'soft\u00adly\u200d', 'softly'],
    ['space of any kind', ' a\u00a0\u2009b\u200bc\n', 'a b c'],
    ['ё', 'Ёжик', 'ежик'],
    ['stress', 'за\u0301мок', 'замок'],
    ['the last sigma, and accents', 'Ὀδυσσεύς', 'ΟΔΥΣΣΕΥΣ'],
    ['Hebrew points', 'שָׁלוֹם', 'שלום'],
    ['Arabic vowels and seats', 'أَحْمَد إلى', 'احمد الي'],
    ['the Arabic stretcher', 'محـــمد', 'محمد'],
    ['Persian and Arabic keyboards', 'کتابی', 'كتابي'],
    ['katakana and hiragana', 'シャーロック', 'しゃーろっく'],
    ['half-width katakana', 'ｶﾞﾗｽ', 'ガラス'],
    ['Korean in pieces', '홈즈'.normalize('NFD'), '홈즈'],
  ])('%s', (_, one, other) => {
    expect(fold(one)).toBe(fold(other));
  });
});

describe('two names', () => {
  it.each([
    ['й is no и', 'мой', 'мои'],
    ['ї is no і', 'їх', 'іх'],
    ['ў is no у', 'ў', 'у'],
    ['が is no か', 'がき', 'かき'],
    ['パ is no バ and no ハ', 'パパ', 'ババ'],
    ['Thai vowels', 'สวัสดี', 'สวสด'],
    ['Thai tones', 'ไม่', 'ไม้'],
    ['Devanagari vowels', 'हिन्दी', 'हन्द'],
    ['Korean syllables', '홈즈', '호즈'],
    ['traditional and simplified', '愛', '爱'],
  ])('%s', (_, one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });
});

it('folding twice changes nothing', () => {
  fc.assert(
    fc.property(unicodeText(), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
    { numRuns: 1_000 },
  );
});

it('what was banned is known again: its letters are folded as on the first day', () => {
  expect(firstFold('Мой ガラス — สวัสดี, Œuvre’s 홈')).toBe("мои カラス — สวสด, oeuvre's \u1112\u1169\u11b7");
});
