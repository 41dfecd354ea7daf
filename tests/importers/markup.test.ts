/** Markup: BBCode and HTML become styled prose; what is no markup stays the writer's own words. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMarkup, withoutMarkup } from '#src/importers/posted-text/markup.ts';
import { makeBlocks } from '#src/importers/posted-text/paragraphs.ts';
import { makeProse } from '#src/story/make-prose.ts';
import type { Block } from '#src/story/prose.ts';

/** A block as text, its marks as letters: "plain <i:slanted>". */
function show(block: Block): string {
  const spans = block.spans.map(({ text, marks, href }) => {
    const style = [...(marks ?? []).map((mark) => mark[0]), ...(href ? [href] : [])].join('');
    return style === '' ? text : `<${style}:${text}>`;
  });
  const kind = block.kind === 'paragraph' ? '' : `${block.kind}${block.number ?? ''}: `;
  return `${block.centered ? 'centred ' : ''}${kind}${spans.join('')}`;
}
const read = (text: string) => makeProse(makeBlocks(parseMarkup(text).lines)).map(show);

describe('marks', () => {
  test.each([
    ['a [i]b[/i] c', 'a <i:b> c'],
    ['a [I]b[/i] <EM>c</em>', 'a <i:b> <i:c>'],
    ['[b]a[i]b[/i][/b]', '<b:a><bi:b>'],
    ['[b]a[i]b[/b]c[/i]d', '<b:a><bi:b><i:c>d'],
    ['[i]a</em> b', '<i:a> b'],
    ['[u]a[/u][s]b[/s]<del>c</del><strong>d</strong>', '<u:a><s:bc><b:d>'],
    ['[spoiler]he dies[/spoiler]', '<s:he dies>'],
    ['<span style="font-style: italic; font-weight:700">a</span>b', '<bi:a>b'],
    ['[size=4][color=#f00]a[/color][/size]', 'a'],
    ['[url=http://a.org/]here[/url]', '<http://a.org/:here>'],
    ['[url]http://a.org/b[/url]', '<http://a.org/b:http://a.org/b>'],
    ['<a href="https://a.org/?x=1&amp;y=2">here</a>', '<https://a.org/?x=1&y=2:here>'],
    ['[img]http://a.org/b.png[/img]', '<http://a.org/b.png:http://a.org/b.png>'],
    ['<img src="http://a.org/b.png" alt="a map">', '<http://a.org/b.png:a map>'],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  test('a mark that is never closed ends with its paragraph, and that is said', () => {
    expect(read('[i]one\n\ntwo')).toEqual(['<i:one>', 'two']);
    expect(parseMarkup('x\n\n[i]one\n\ntwo', 10).findings).toEqual([
      { severity: 'note', code: 'markup-unclosed', field: null, where: { line: 12 }, details: { tag: '[i]' } },
    ]);
  });

  test('a closed one holds over paragraphs', () => {
    expect(read('[i]one\n\ntwo[/i] three')).toEqual(['<i:one>', '<i:two> three']);
    expect(parseMarkup('[i]one\n\ntwo[/i]').findings).toEqual([]);
  });

  test('“[i]word[i]” was meant to close', () => {
    expect(read('[i]one[i] two')).toEqual(['<i:one> two']);
  });

  test('a closing tag alone is nothing', () => {
    expect(read('one[/i] two</b>')).toEqual(['one two']);
  });
});

describe('what is no markup', () => {
  test.each([
    'I <3 you',
    'a < b > c',
    '[sic]',
    '[a] and [b',
    '<grin>',
    'x[1]',
    '<',
    '[',
    '&',
    'AT&T',
    '[/]',
    '<>',
    '<3',
  ])('%s', (text) => {
    expect(read(text)).toEqual([text]);
    expect(withoutMarkup(text)).toBe(text);
  });

  test('entities are read once', () => {
    expect(read('&mdash; &lt;b&gt; &amp;amp; &#8217;')).toEqual(['— <b> &amp; ’']);
  });

  test('scripts, styles and comments are dropped, but nothing after one that never ends', () => {
    expect(read('a<script>alert("x")</script>b<style>p{}</style>c<!-- no -->d')).toEqual(['abcd']);
    expect(read('a<script>b')).toEqual(['a<script>b']);
    expect(read('a<!-- b')).toEqual(['a<!-- b']);
  });

  test('what prose cannot hold stays as text, and is said', () => {
    expect(parseMarkup('a\n<iframe src="x">', 5).findings).toMatchObject([
      { code: 'markup-unknown', where: { line: 6 } },
    ]);
  });
});

describe('blocks', () => {
  test.each([
    ['a chapter in one <p>', '<p>one<br><br>two<br />\n<br />\nthree</p>', ['one', 'two', 'three']],
    ['paragraphs without end tags', '<p>one<p>two', ['one', 'two']],
    ['divs', '<div>one</div><div>two</div>', ['one', 'two']],
    ['rules', 'one[hr]two<hr/>three', ['one', 'break: * * *', 'two', 'break: * * *', 'three']],
    ['a quote', 'one\n\n[quote]two\n\nthree[/quote]\n\nfour', ['one', 'quote: two', 'quote: three', 'four']],
    ['a quote with its speaker', '[quote=Holmes]two[/quote]', ['quote: Holmes:\ntwo']],
    ['a quote in HTML', '<blockquote>two</blockquote>three', ['quote: two', 'three']],
    ['centred text', '[center]one[/center]\n<p align="center">two</p>three', ['centred one', 'centred two', 'three']],
    ['headings', '<h2>One</h2>two', ['heading: One', 'two']],
    ['a list', '<ul><li>one</li><li>two</li></ul>three', ['item: one', 'item: two', 'three']],
    ['a numbered list', '[list=1]\n[*]one\n[*]two\n[/list]three', ['item1: one', 'item2: two', 'three']],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('hostile text', () => {
  const many = 100_000;
  test.each([
    ['[b]'.repeat(many), 0],
    ['[b]x'.repeat(many), many],
    ['<'.repeat(1_000_000), 1_000_000],
    ['[url='.repeat(many), 5 * many],
    ['<a '.repeat(many), 3 * many - 1],
    ['<!--'.repeat(many), 4 * many],
    ['[quote]'.repeat(many), 0],
    [`${'[i]'.repeat(many)}word${'[/i]'.repeat(many)}`, 4],
    ['[url]http://'.repeat(many), 7 * many],
    [`<br${' '.repeat(2000)}`.repeat(500), 499 * 2003 + 3],
  ])('%#: is read whole, and in time', (text, length) => {
    const blocks = makeBlocks(parseMarkup(text).lines);
    const read = blocks.map(({ spans }) =>
      spans
        .map((span) => span.text)
        .join('')
        .trimEnd(),
    );
    expect(read.join('').length).toBe(length);
  });

  test('no word of the text is lost, and none is added', () => {
    const tag = fc.constantFrom(
      ...[
        '[b]',
        '[/b]',
        '[I]',
        '</i>',
        '<em>',
        '[quote]',
        '[/quote]',
        '[center]',
        '<p>',
        '</p>',
        '<li>',
        '[hr]',
        '<br>',
      ],
      ...['\n', '\n\n', '<', '[', '***', ' '],
    );
    const word = fc.stringMatching(/^[a-n]{2,6}$/);
    fc.assert(
      fc.property(fc.array(fc.oneof(tag, fc.record({ word }))), (pieces) => {
        const text = pieces.map((piece) => (typeof piece === 'string' ? piece : ` ${piece.word} `)).join('');
        const prose = makeProse(makeBlocks(parseMarkup(text).lines));
        const read = prose.flatMap(({ spans }) => spans.map((span) => span.text)).join(' ');
        expect(read.match(/[a-z]+/g) ?? []).toEqual(
          pieces.flatMap((piece) => (typeof piece === 'string' ? [] : piece.word)),
        );
      }),
    );
  });
});
