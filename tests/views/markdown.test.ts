/** What Discord shows of a rendered story is the story, and nothing of a story means anything to Discord. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discordMarkdown, escapeInline } from '#src/kit/show/markdown.ts';
import { isBlank } from '#src/story/characters.ts';
import { makeProse } from '#src/story/make-prose.ts';
import { splitLongBlocks } from '#src/story/pieces.ts';
import { type Block, type Prose, plainText, type Span, separatorBetween } from '#src/story/prose.ts';
import { hostileProse, hostileText, paragraphs } from '#tests/story/arbitrary-prose.ts';
import { readDiscord, type Seen } from '#tests/views/discord-reader.ts';

/** Each visible character of a range as Discord ought to show it. */
function expected(prose: Prose, from: number, to: number): Seen[] {
  const seen: Seen[] = [];
  let at = 0;
  prose.forEach((block, index) => {
    let isFirstLine = at >= from;
    for (const { text, marks = [], href = null } of block.spans) {
      for (const char of text) {
        const part = char.slice(Math.max(0, from - at), Math.max(0, to - at)).toWellFormed();
        if (char === '\n') isFirstLine = false;
        if (part !== '' && !isBlank(part)) {
          seen.push({ char: href ? widened(part) : part, marks, href, line: lineOf(block, isFirstLine) });
        }
        at += char.length;
      }
    }
    at += separatorBetween(block, prose[index + 1]).length;
  });
  return seen;
}

function widened(char: string): string {
  return char === '[' ? '［' : char === ']' ? '］' : char;
}

function lineOf(block: Block, isFirstLine: boolean): string {
  if (block.kind === 'heading' || block.kind === 'quote') return block.kind;
  return block.kind === 'item' && isFirstLine ? 'item' : '';
}

const visible = (seen: readonly Seen[]) => seen.filter(({ char }) => !isBlank(char));
const render = (prose: Prose, from = 0, to = plainText(prose).length) => discordMarkdown.render(prose, from, to);
const styled = (...spans: Span[]) => render(makeProse([{ kind: 'paragraph', spans }]));

describe('a rendered story', () => {
  it('shows each character once, in its own emphasis, link and kind of line, and wakes nothing', () => {
    fc.assert(
      fc.property(hostileProse(), (prose) => {
        const { seen, alive } = readDiscord(render(prose));
        expect(alive).toEqual([]);
        expect(visible(seen)).toEqual(expected(prose, 0, Number.POSITIVE_INFINITY));
      }),
      { numRuns: 200 },
    );
  });

  it('does so for any part of it: emphasis is closed and opened again', () => {
    const part = hostileProse({ blocks: 5 }).chain((prose) => {
      const length = plainText(prose).length;
      return fc.tuple(fc.constant(prose), fc.nat(length), fc.nat(length));
    });
    fc.assert(
      fc.property(part, ([prose, one, other]) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        // The pager never parts a surrogate pair.
        fc.pre(plainText(prose).slice(from, to).isWellFormed());
        const text = render(prose, from, to);
        const { seen, alive } = readDiscord(text);
        expect(alive).toEqual([]);
        expect(visible(seen)).toEqual(expected(prose, from, to));
        expect(text).toBe(text.trimEnd());
      }),
      { numRuns: 200 },
    );
  });

  it('reads the same however its long blocks were split', () => {
    fc.assert(
      fc.property(hostileProse({ blocks: 4, textLength: 400 }), (prose) => {
        expect(render(splitLongBlocks(prose, 600))).toBe(render(prose));
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['bold', [{ text: 'a' }, { text: 'b', marks: ['bold'] }, { text: 'c' }], 'a**b**c'],
    ['white space left outside', [{ text: ' a ', marks: ['italic'] }, { text: 'b' }], '*a* b'],
    ['each line by itself', [{ text: 'a\n\nb', marks: ['bold'] }], '**a**\n\n**b**'],
    [
      'bold italic beside bold',
      [
        { text: 'a', marks: ['bold'] },
        { text: 'b', marks: ['bold', 'italic'] },
      ],
      '**a**\u200b***b***',
    ],
    ['all marks', [{ text: 'a', marks: ['spoiler', 'strike', 'underline', 'italic', 'bold'] }], '***__~~||a||~~__***'],
    [
      'a link',
      [{ text: 'a [b]', href: 'https://a.example/(x)_y__z' }],
      '[a ［b］](<https://a.example/%28x%29_y%5F%5Fz>)',
    ],
    ['a tilde at the end of a strike', [{ text: 'a~', marks: ['strike'] }], '~~a\\~\u200b~~'],
  ] as [string, Span[], string][])('writes %s', (_, spans, text) => {
    expect(styled(...spans)).toBe(text);
  });

  it('writes headings small, quotes line by line, items as items, a scene break as signs', () => {
    const prose = makeProse([
      { kind: 'heading', spans: [{ text: 'II' }] },
      { kind: 'quote', spans: [{ text: 'a\n\nb' }] },
      { kind: 'item', spans: [{ text: 'one\nmore' }] },
      { kind: 'item', spans: [{ text: 'two' }], number: 2 },
      { kind: 'break', spans: [] },
      { kind: 'verse', spans: [{ text: 'a\n  b' }] },
    ]);
    expect(render(prose)).toBe('### II\n\n> a\n> \n> b\n\n- one\n  more\n2. two\n\n\\* \\* \\*\n\na\n  b');
  });

  it.each([
    ['# A title', '\\# A title'],
    ['  -# small print', '\\-# small print'],
    ['- an item\n+ another', '\\- an item\n\\+ another'],
    ['1. a list', '1\\. a list'],
    ['>>> a quote', '\\>\\>\\> a quote'],
    ['```code```', '\\`\\`\\`code\\`\\`\\`'],
    ['@everyone and @here', '@\u200beveryone and @\u200bhere'],
    ['<@1> <@&1> <#1>', '\\<@\u200b1\\> \\<@\u200b&1\\> \\<#1\\>'],
    ['<t:1> <:e:1> </a:1>', '\\<t\\:1\\> \\<\\:e\\:1\\> \\</a\\:1\\>'],
    ['[a](https://b.example)', '\\[a\\](https\\://b.example)'],
    [':smile: at 12:30: yes', '\\:smile: at 12\\:30: yes'],
    ['snake_case * ~~ ||', 'snake\\_case \\* \\~\\~ \\|\\|'],
    ['discord.gg/abc', 'discord\\.gg/abc'],
    ['C:\\', 'C\\:\\\\'],
  ])('takes the meaning from %j', (text, escaped) => {
    expect(render(paragraphs(text))).toBe(escaped);
  });

  it('takes the meaning from a line that a page begins in the middle of', () => {
    const prose = paragraphs('One of them was -# Page 3 of 12');
    expect(render(prose, 16)).toBe('\\-# Page 3 of 12');
  });

  it('leaves ordinary prose as it is', () => {
    const text = '“It is quite a three-pipe problem,” said Mr. Holmes (it was 8 p.m.); “and I beg you won’t speak!”';
    expect(render(paragraphs(text))).toBe(text);
  });
});

describe('a title, a name, a tag', () => {
  it('is one line that shows as it was written and wakes nothing, wherever a line begins', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const line = escapeInline(text);
        const { seen, alive } = readDiscord(line);
        expect(alive).toEqual([]);
        expect(line).not.toMatch(/[\n\r\u2028\u202e]/);
        expect(seen.every(({ marks, href, line }) => marks.length === 0 && href === null && line === '')).toBe(true);
        const shown = visible(seen).map(({ char }) => char);
        expect(shown).toEqual(
          [...text.toWellFormed()].filter((char) => !isBlank(char) && !/[\p{Cc}\u202e\u2066]/u.test(char)),
        );
      }),
      { numRuns: 200 },
    );
  });
});
