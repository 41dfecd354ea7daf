/** Words as readers of archives know them, and what they make of time. */
import { describe, expect, it } from 'vitest';
import { countWords, progress, READING_WORDS_PER_MINUTE, readingMinutes } from '#src/story/words.ts';

describe('countWords', () => {
  it.each([
    ['', 0],
    ['  \n ', 0],
    ['It is a truth universally acknowledged', 6],
    ['“Don’t,” said well-known Mr. O’Hara at 3.50 p.m.', 8],
    ['one—two--three', 3],
    ['— and then … nothing', 3],
    ['* * *', 0],
    ['naïve café Ærø', 3],
    ['Мой дядя самых честных правил', 5],
    ['שלום עולם', 2],
    ['小説を読む', 5],
    ['「はい、」', 2],
    ['한국어 소설을 읽는다', 3],
    ['สวัสดีครับ', 2],
    ['yes 👍🏽 👨‍👩‍👧‍👦 no', 2],
    ['e\u0301te\u0301', 1],
    ['ﬁn 𝓯𝓲𝓷', 2],
  ])('counts %j as %i', (text, words) => {
    expect(countWords(text)).toBe(words);
  });
});

describe('time and progress', () => {
  it('is in whole minutes at 260 words each, one at least while anything is left', () => {
    expect([0, 1, READING_WORDS_PER_MINUTE, 400, 52_000].map(readingMinutes)).toEqual([0, 1, 1, 2, 200]);
  });

  it.each([
    [0, 1000, { percent: 0, minutesLeft: 4 }],
    [270, 1000, { percent: 27, minutesLeft: 3 }],
    [999, 1000, { percent: 99, minutesLeft: 1 }],
    [1000, 1000, { percent: 100, minutesLeft: 0 }],
    [1001, 1000, { percent: 100, minutesLeft: 0 }],
    [0, 0, { percent: 100, minutesLeft: 0 }],
  ])('after %i of %i words', (wordsBefore, wordsTotal, expected) => {
    expect(progress({ wordsBefore, wordsTotal })).toEqual(expected);
  });
});
