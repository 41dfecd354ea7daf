/** Chapters: headings cut a story, and nothing else does. */
import { describe, expect, test } from 'vitest';
import { readHeading } from '#src/importers/headings.ts';
import { importText, texts } from '#tests/importers/posts.ts';

const HEADER = 'Title: Fog\nAuthor: Ann\nRating: PG\n\n';
const read = (body: string) => {
  const { chapters } = importText(HEADER + body).draft;
  return chapters.map(({ title }, at) => [title, texts(chapters)[at]]);
};
const LONG = 'It was dark, and it went on being dark. '.repeat(120).trim();

describe('a heading', () => {
  test.each([
    ['Chapter 2: The Storm', 2, 'The Storm'],
    ['CHAPTER TWO', 2, null],
    ['Chapter Twenty-One', 21, null],
    ['Chapter 3 - Éowyn’s Ride', 3, 'Éowyn’s Ride'],
    ['Chapter 2 The Storm', 2, 'The Storm'],
    ['~ Chapter 5 ~', 5, null],
    ['**Chapter 6**', 6, null],
    ['Chapter the Second', 2, null],
    ['Part Two', 2, null],
    ['Act V', 5, null],
    ['Kapitel 4: Der Sturm', 4, 'Der Sturm'],
    ['Глава третья. Ночь', 3, 'Ночь'],
    ['Prologue', null, 'Prologue'],
    ['Interlude: Mary', null, 'Interlude: Mary'],
    ['II.', 2, null],
    ['- 3 -', 3, null],
    ['1. The Bells', 1, 'The Bells'],
  ])('is “%s”', (line, number, title) => {
    expect(readHeading(line)).toMatchObject({ number, title });
  });

  test.each([
    ...[
      'Chapter 2 was the best of them',
      'Part two of the plan was simple.',
      'Mix',
      'civil',
      'I saw him.',
      'Chapter',
      '1894',
    ],
    ...['1. He came in, sat down and was silent for a while.', 'Prologue to a war', 'Bookworm', 'Actor'],
  ])('is not “%s”', (line) => {
    expect(readHeading(line)).toBeNull();
  });
});

describe('chapters', () => {
  test('begin at headings, with their titles', () => {
    expect(read('Chapter 1: Dusk\n\none\n\n[b]Chapter 2[/b]\n\ntwo\n\n<h3>Epilogue</h3>\n\nthree')).toEqual([
      ['Dusk', 'one'],
      [null, 'two'],
      ['Epilogue', 'three'],
    ]);
  });

  test('begin at bare numerals that count up', () => {
    expect(read('I.\n\none\n\nII.\n\ntwo\n\nIII.\n\nthree')).toEqual([
      [null, 'one'],
      [null, 'two'],
      [null, 'three'],
    ]);
  });

  test('begin at a 2 where the first has no number', () => {
    expect(read(`${LONG}\n\n2.\n\ntwo\n\n3.\n\nthree`).map(([, text]) => text)).toEqual([LONG, 'two', 'three']);
  });

  test.each(['Part Two', 'Chapter 2', 'II.', '2'])('begin at “%s” below text of any length', (heading) => {
    expect(read(`Text zero.\n\n${heading}\n\nText two.`)).toEqual([
      [null, 'Text zero.'],
      [null, 'Text two.'],
    ]);
  });

  test('begin at headings of several styles that count up', () => {
    expect(read('Chapter 1: Dusk\n\none\n\nPart Two\n\ntwo\n\nIII.\n\nthree')).toEqual([
      ['Dusk', 'one'],
      [null, 'two'],
      [null, 'three'],
    ]);
  });

  test('begin at Roman numbers with titles, however short', () => {
    expect(read('I. The Start\n\none\n\nII. The End\n\ntwo')).toEqual([
      ['The Start', 'one'],
      ['The End', 'two'],
    ]);
  });

  test('do not begin at the numbered sections of a chapter', () => {
    expect(read('Chapter 1\n\nI.\n\none\n\nII.\n\nmore\n\nChapter 2\n\ntwo')).toHaveLength(2);
  });

  test('keep a number that their place does not tell', () => {
    expect(read('Chapter 1\n\none\n\nChapter 3\n\nthree').map(([title]) => title)).toEqual([null, 'Chapter 3']);
    expect(read('For M.\n\nPart Three\n\nthree')).toEqual([['Part Three', 'For M.\n\nthree']]);
  });

  test('take a title that stands below the number, set apart', () => {
    expect(read('Chapter One\n\n[b]The Dog[/b]\n\none\n\nChapter Two\n\ntwo')).toEqual([
      ['The Dog', 'one'],
      [null, 'two'],
    ]);
  });

  test('hold a part’s heading that has no text of its own', () => {
    expect(read('Part One\n\nChapter 1\n\none\n\nChapter 2\n\ntwo')).toEqual([
      [null, 'Part One\n\none'],
      [null, 'two'],
    ]);
  });

  test('hold an epigraph above the first; a long opening is one of its own', () => {
    expect(read('For M.\n\nChapter 1\n\none\n\nChapter 2\n\ntwo')[0]).toEqual([null, 'For M.\n\none']);
    expect(read(`${LONG}\n\nChapter 1\n\none`)).toEqual([
      [null, LONG],
      ['Chapter 1', 'one'],
    ]);
  });

  test('end without a scene break that parts nothing', () => {
    expect(read('Chapter 1\n\none\n\n***\n\nChapter 2\n\ntwo\n\n***')).toEqual([
      [null, 'one'],
      [null, 'two'],
    ]);
  });
});

describe('no chapters', () => {
  test.each([
    ['a list', 'one\n\n1. Milk\n\n2. Eggs\n\nthree'],
    ['a lone number', 'one\n\n7\n\ntwo'],
    ['numbers that do not count up', '1.\n\none\n\n5.\n\ntwo\n\n9.\n\nthree'],
  ])('in %s', (_, body) => {
    expect(read(body)).toHaveLength(1);
  });

  test('in the short sections of a “five times”: they are headings', () => {
    const section = 'It was dark. '.repeat(40).trim();
    const { chapters } = importText(`${HEADER}1. the door\n\n${section}\n\n2. the window\n\n${section}`).draft;
    expect(chapters).toHaveLength(1);
    expect(chapters[0]?.prose.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'heading', 'paragraph']);
  });
});

describe('a post that is a later chapter', () => {
  test('says which one', () => {
    expect(importText(`${HEADER}Chapter 3: Dusk\n\nthree`).draft).toMatchObject({
      part: { number: 3, total: null },
      chapters: [{ title: 'Dusk' }],
    });
    expect(importText(`${HEADER}Chapter 2/5\n\ntwo`).draft).toMatchObject({
      part: { number: 2, total: 5 },
      chaptersTotal: 5,
    });
  });
});
