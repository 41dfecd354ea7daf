/** Whatever an importer hands over, what comes out keeps every promise of prose.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlank } from '#src/story/characters.ts';
import { cleanHref, MAX_HREF } from '#src/story/href.ts';
import { makeProse } from '#src/story/make-prose.ts';
import { splitLongBlocks } from '#src/story/pieces.ts';
import { type Block, blockText, MARKS, type Prose, SCENE_BREAK, type Span } from '#src/story/prose.ts';
import { hostileBlocks, paragraphs } from '#tests/story/arbitrary-prose.ts';

const spansOf = (...spans: Span[]) => makeProse([{ kind: 'paragraph', spans }])[0]?.spans;
const textOf = (text: string) => paragraphs(text).map(blockText).join('¶');

/** What is left when white space and what nobody sees is gone. */
const letters = (blocks: readonly Block[]) =>
  blocks
    .filter(({ kind }) => kind !== 'break')
    .map((block) =>
      blockText(block)
        .toWellFormed()
        .replace(/[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, ''),
    )
    .join('');

describe('makeProse', () => {
  it('keeps the invariants of prose', () => {
    fc.assert(
      fc.property(hostileBlocks(), (blocks) => {
        for (const block of makeProse(blocks)) expectInvariants(block);
      }),
      { numRuns: 300 },
    );
  });

  it('loses no letter and no sign', () => {
    fc.assert(
      fc.property(hostileBlocks(), (blocks) => {
        expect(letters(makeProse(blocks))).toBe(letters(blocks));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves alone what it made', () => {
    fc.assert(
      fc.property(hostileBlocks(), (blocks) => {
        const prose = makeProse(blocks);
        expect(makeProse(prose)).toEqual(prose);
      }),
      { numRuns: 300 },
    );
  });

  it('joins again what was split', () => {
    fc.assert(
      fc.property(hostileBlocks({ blocks: 4, textLength: 400 }), (blocks) => {
        const prose = makeProse(blocks);
        expect(makeProse(splitLongBlocks(prose, 600))).toEqual(prose);
      }),
      { numRuns: 50 },
    );
  });

  it('makes one span of neighbours alike, and sorts marks', () => {
    expect(
      spansOf(
        { text: 'a', marks: ['italic', 'bold', 'italic'] },
        { text: '' },
        { text: 'b', marks: ['bold', 'italic'] },
        { text: 'c', marks: [] },
      ),
    ).toEqual([{ text: 'ab', marks: ['bold', 'italic'] }, { text: 'c' }]);
  });

  it.each([
    ['every kind of line break', 'a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
    ['at most one blank line', 'a \n \n\n\n b', 'a\n\n b'],
    ['tabs as spaces', 'a\tb', 'a b'],
    ['no control characters', 'a\0\x1b\x7fb', 'ab'],
    ['no bidirectional overrides', 'a\u202eb\u2066c', 'abc'],
    ['marks of direction that right-to-left prose needs', 'א\u200f!\u200eb', 'א\u200f!\u200eb'],
    ['U+FFFD for half a surrogate pair', 'a\ud83db', 'a\ufffdb'],
    ['joined emoji whole', '👨‍👩‍👧‍👦❤️🏴󠁧󠁢󠁷󠁬󠁳󠁿', '👨‍👩‍👧‍👦❤️🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
    ['no white space at the edges', '\n  a \u200b\n', 'a'],
    ['nothing where nothing can be seen', ' \u200b\ufeff \n', ''],
    ['an absurd run of the invisible cut short', `a${'\u200b'.repeat(999)}b`, `a${'\u200b'.repeat(16)}b`],
  ])('keeps %s', (_, text, made) => {
    expect(textOf(text)).toBe(made);
  });

  it('puts a surrogate pair together that two spans shared', () => {
    expect(spansOf({ text: 'a\ud83d' }, { text: '\ude00b', marks: ['bold'] })).toEqual([
      { text: 'a😀' },
      { text: 'b', marks: ['bold'] },
    ]);
  });

  it('looks across spans for line breaks and white space', () => {
    expect(spansOf({ text: 'a \r' }, { text: '\n\n', marks: ['bold'] }, { text: '\nb' })).toEqual([
      { text: 'a' },
      { text: '\n\n', marks: ['bold'] },
      { text: 'b' },
    ]);
  });

  it('makes one plain scene break of several', () => {
    const breaks: Block[] = [
      { kind: 'break', spans: [{ text: '~*~', marks: ['bold'] }], centered: true },
      { kind: 'paragraph', spans: [{ text: ' ' }] },
      { kind: 'break', spans: [] },
    ];
    expect(makeProse(breaks)).toEqual([{ kind: 'break', spans: [{ text: SCENE_BREAK }] }]);
  });

  it('numbers list items only, with numbers that can be numbers', () => {
    const numbered = (kind: Block['kind'], number: number) =>
      makeProse([{ kind, spans: [{ text: 'a' }], number }])[0]?.number;
    expect(numbered('item', 7)).toBe(7);
    expect([numbered('item', -1), numbered('item', 1.5), numbered('item', Number.NaN), numbered('quote', 1)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('takes a novel of one paragraph, and one of a hundred thousand spans', () => {
    const [novel] = paragraphs('It was a dark and stormy night. '.repeat(170_000));
    expect(novel && blockText(novel).length).toBe(5_439_999);
    const spans: Span[] = Array.from({ length: 100_000 }, (_, index) => ({
      text: 'a',
      marks: index % 2 ? ['bold'] : [],
    }));
    expect(spansOf(...spans)).toHaveLength(100_000);
  });
});

describe('a link', () => {
  it.each([
    ['https://a.example/b?c=d#e', 'https://a.example/b?c=d#e'],
    ['HTTP://A.EXAMPLE', 'http://a.example/'],
    ['https://a.example/ü (1)', 'https://a.example/%C3%BC%20%281%29'],
    ['https://a.example/a_b__c*~|', 'https://a.example/a_b%5F%5Fc%2A%7E%7C'],
    ['https://a.example/>)[x](https://b.example', 'https://a.example/%3E%29%5Bx%5D%28https://b.example'],
  ])('to %s is kept, spelled so that no markup breaks', (href, clean) => {
    expect(cleanHref(href)).toBe(clean);
    expect(cleanHref(clean)).toBe(clean);
  });

  it.each([
    ['another protocol', 'javascript:alert(1)'],
    ['no address', 'chapter-2.html'],
    ['a name before the host', 'https://archive.example@evil.example/'],
    ['more than fits', `https://a.example/${'é'.repeat(100)}`],
  ])('to %s stays text', (_, href) => {
    expect(spansOf({ text: 'here', href })).toEqual([{ text: 'here' }]);
  });
});

function expectInvariants(block: Prose[number]): void {
  const text = blockText(block);
  expect(isBlank(text)).toBe(false);
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]|\n{3}|[^\S\n]\n|\s$/u);
  expect(text.isWellFormed()).toBe(true);
  if (block.kind !== 'verse') expect(text).not.toMatch(/^\s/);
  if (block.kind === 'break') expect(block).toEqual({ kind: 'break', spans: [{ text: SCENE_BREAK }] });
  for (const [index, span] of block.spans.entries()) {
    const next = block.spans[index + 1];
    const style = ({ marks, href }: Span) => JSON.stringify([marks, href]);
    expect(span.text).not.toBe('');
    expect(span.text.isWellFormed()).toBe(true);
    expect(next && style(next)).not.toBe(style(span));
    if (span.marks) expect(span.marks).toEqual(MARKS.filter((mark) => span.marks?.includes(mark)));
    if (span.marks) expect(span.marks).not.toEqual([]);
    if (span.href) expect(span.href).toMatch(/^https?:\/\/[^\s()<>[\]\\|`*~"]+$/);
    expect(span.href?.length ?? 0).toBeLessThanOrEqual(MAX_HREF);
  }
}
