/** How titles and names are found by what people type, in their own script. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedPhrases, indexedWords } from '#src/search/words.ts';

/** As an index finds: every phrase side by side, the last word as a beginning. */
function finds(title: string, typed: string): boolean {
  const words = indexedWords(title);
  const phrases = askedPhrases(typed);
  return (
    phrases.length > 0 &&
    phrases.every((phrase, index) => {
      const isLast = index === phrases.length - 1;
      return words.some((_, at) =>
        phrase.every((word, next) => {
          const there = words[at + next] ?? '';
          return isLast && next === phrase.length - 1 ? there.startsWith(word) : there === word;
        }),
      );
    })
  );
}

describe('a title is found by what of it was typed', () => {
  it.each([
    ['Chinese, by any part', '福尔摩斯探案集', ['福尔摩斯', '尔摩', '探案', '福', '集', '斯探']],
    ['Chinese, by a word of one letter', '我的爱与恨', ['爱', '爱 恨', '恨 我的']],
    ['Chinese beside Latin', 'BBC神探夏洛克2', ['bbc 夏洛克', '神探', 'BBC神探', '2', '夏洛克2']],
    ['rare characters', '𠮷野家の𠮷田', ['𠮷野', '𠮷田', '𠮷']],
    [
      'Japanese, in kana of either kind',
      'シャーロック・ホームズの冒険',
      ['ホームズ', 'ほーむず', 'ｼｬｰﾛｯｸ', '冒険', 'ックホー', 'ズの冒'],
    ],
    [
      'Japanese, without the dot and with a space',
      'シャーロック・ホームズ',
      ['シャーロックホームズ', 'ホームズ シャーロック'],
    ],
    ['Japanese, with the dot though the title has none', 'シャーロックホームズ', ['シャーロック・ホームズ']],
    ['Korean, without its particles', '홈즈의 모험을 읽다', ['홈즈', '모험', '홈즈 모험', '홈즈의', '읽']],
    ['Korean, run together', '셜록홈즈', ['홈즈', '셜록 홈즈', '셜']],
    ['Thai', 'สวัสดีชาวโลก', ['สวัสดี', 'ชาวโลก', 'โลก', 'สวัสด']],
    ['Lao', 'ສະບາຍດີຊາວໂລກ', ['ສະບາຍດີ', 'ໂລກ']],
    ['Khmer', 'សួស្តីពិភពលោក', ['សួស្តី', 'លោក']],
    ['Burmese', 'မင်္ဂလာပါကမ္ဘာ', ['မင်္ဂလာပါ', 'ကမ္ဘာ']],
    ['Khmer with unseen breaks', 'សួស្តី\u200bពិភពលោក', ['សួស្តីពិភព']],
    ['Hindi', 'प्रेम की कहानी', ['प्रेम', 'कहानी', 'कहा']],
    ['Russian', 'Ёжик в тумане. Мой май', ['ежик', 'ёжик', 'мой', 'МАЙ']],
    ['Ukrainian', 'Їжак у саду', ['їжак']],
    ['Greek', 'Ὀδυσσεύς', ['οδυσσευς', 'ΟΔΥΣΣΕΥΣ', 'οδυσ']],
    ['Turkish', 'IŞIK ve İnci', ['ışık', 'isik', 'inci']],
    ['Hebrew', 'שָׁלוֹם עולם', ['שלום', 'עולם']],
    ['Arabic', 'مُحَمَّد وأحمد', ['محمد', 'واحمد']],
    ['Persian', 'می\u200cخواهم', ['می خواهم', 'مي\u200cخواهم']],
    ['Vietnamese', 'Đường về nhà', ['duong', 'đường', 've nha']],
    ['apostrophes', 'O’Brien’s Straße', ["o'brien's", 'obriens', 'brien', 'strasse']],
    ['full width', 'Ｆａｔｅ／Ｚｅｒｏ', ['fate zero', 'fate/zero']],
  ])('%s', (_, title, typed) => {
    expect(typed.filter((each) => !finds(title, each))).toEqual([]);
  });
});

describe('a title is not found by what is not in it', () => {
  it.each([
    ['letters in another order', '福尔摩斯', ['斯摩', '福摩', '尔福']],
    ['pairs that do not stand side by side', '尔摩与摩斯', ['尔摩斯']],
    ['pairs of two words', '홈즈 모험', ['즈모']],
    ['kana that sound otherwise', 'かき', ['がき', 'カギ']],
    ['и for й', 'мой', ['мои']],
    ['Thai with another vowel', 'สวัสดี', ['สวัสดุ', 'วดี']],
    ['another word', 'Sherlock', ['watson', 'herlock']],
  ])('%s', (_, title, typed) => {
    expect(typed.filter((each) => finds(title, each))).toEqual([]);
  });
});

describe('phrases', () => {
  it('stand side by side though a word has an apostrophe', () => {
    const words = indexedWords("Don't Look Back");
    expect(words.slice(0, 3)).toEqual(askedPhrases('don’t look back').flat());
  });
});

it('any title finds itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (title) => {
      fc.pre(indexedWords(title).length > 0);
      expect(finds(title, title)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

it('any part of a Chinese, Japanese, Korean or Thai title finds it', () => {
  const letters = fc.array(fc.constantFrom(...'福尔摩斯のホーむ홈즈', 'สวั', 'ดี'), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(letters, fc.nat(19), fc.nat(19), (title, from, length) => {
      const part = title.slice(from % title.length, (from % title.length) + 1 + length).join('');
      expect(finds(title.join(''), part)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

it('what is typed is bounded', () => {
  expect(askedPhrases('word '.repeat(2_000))).toHaveLength(32);
  expect(askedPhrases('福'.repeat(10_000)).flat().length).toBeLessThanOrEqual(500);
});
