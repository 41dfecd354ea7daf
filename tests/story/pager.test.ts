/** The pages of a chapter: nothing lost, nothing over the budget, and ends that a reader can bear. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import { isBlank } from '#src/story/characters.ts';
import { makeProse } from '#src/story/make-prose.ts';
import { layoutKey, MIN_BUDGET, PAGER_VERSION, pageAt, pageEnd, pageRange, paginate } from '#src/story/pager.ts';
import { splitLongBlocks } from '#src/story/pieces.ts';
import { type Block, type Prose, plainText, separatorBetween } from '#src/story/prose.ts';
import type { Renderer } from '#src/story/renderer.ts';
import { hostileProse, paragraphs } from '#tests/story/arbitrary-prose.ts';

const budgets = fc.integer({ min: MIN_BUDGET, max: 1400 });
const longProse = hostileProse({ blocks: 8, textLength: 120 }).filter((prose) => prose.length > 0);
const render = discordMarkdown.render;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const graphemeStarts = (text: string) => new Set(Array.from(graphemes.segment(text), ({ index }) => index));

interface PageOf {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly markdown: string;
}

function pagesOf(prose: Prose, budget: number): PageOf[] {
  const text = plainText(prose);
  const starts = paginate(prose, discordMarkdown, budget);
  return Array.from(starts, (_, index) => {
    const { start, end } = pageRange(starts, index, text.length);
    return { start, end, text: text.slice(start, end), markdown: render(prose, start, end) };
  });
}

/** What holds of any pages, checked without properties where one text takes long. */
function expectSound(prose: Prose, budget: number): PageOf[] {
  const pages = pagesOf(prose, budget);
  expect(pages.map(({ text }) => text).join('')).toBe(plainText(prose));
  for (const { markdown } of pages) {
    expect(markdown.length).toBeLessThanOrEqual(budget);
    expect(isBlank(markdown)).toBe(false);
  }
  return pages;
}

describe('the pages of any prose', () => {
  it('give back its text when joined, each within the budget, none empty', () => {
    fc.assert(
      fc.property(longProse, budgets, (prose, budget) => {
        expectSound(prose, budget);
      }),
      { numRuns: 150 },
    );
  });

  it('hold every place on exactly one page, at any page size', () => {
    fc.assert(
      fc.property(longProse, budgets, (prose, budget) => {
        const length = plainText(prose).length;
        const starts = paginate(prose, discordMarkdown, budget);
        expect(starts[0]).toBe(0);
        for (let offset = 0; offset < length; offset += 1 + Math.floor(length / 500)) {
          const holders = Array.from(starts, (_, index) => index).filter((index) => {
            const { start, end } = pageRange(starts, index, length);
            return start <= offset && offset < end;
          });
          expect(holders).toEqual([pageAt(starts, offset)]);
        }
        expect(pageAt(starts, length + 1000)).toBe(starts.length - 1);
      }),
      { numRuns: 50 },
    );
  });

  it('lead back to the same page when turned on and back', () => {
    fc.assert(
      fc.property(longProse, budgets, (prose, budget) => {
        const length = plainText(prose).length;
        const starts = paginate(prose, discordMarkdown, budget);
        for (let index = 0; index + 1 < starts.length; index += 1) {
          const next = pageAt(starts, pageRange(starts, index, length).end);
          expect(next).toBe(index + 1);
          expect(pageAt(starts, pageRange(starts, next, length).start - 1)).toBe(index);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are the same for prose as it was made and as the catalog keeps it, in pieces', () => {
    fc.assert(
      fc.property(longProse, budgets, (prose, budget) => {
        const pieces = splitLongBlocks(prose, 1000);
        expect(paginate(pieces, discordMarkdown, budget)).toEqual(paginate(prose, discordMarkdown, budget));
      }),
      { numRuns: 50 },
    );
  });

  it('never part a character', () => {
    fc.assert(
      fc.property(longProse, budgets, (prose, budget) => {
        const starts = paginate(prose, discordMarkdown, budget);
        const whole = graphemeStarts(plainText(prose));
        expect([...starts].filter((start) => !whole.has(start))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a page ends', () => {
  it('within a link only where the link alone is more than a page', () => {
    fc.assert(
      fc.property(longProse, budgets, (prose, budget) => {
        // Where a link's edge is within a character, the character comes first.
        const whole = graphemeStarts(plainText(prose)).add(plainText(prose).length);
        const links = linksOf(prose).filter(({ start, end }) => whole.has(start) && whole.has(end));
        for (const { start } of pagesOf(prose, budget)) {
          const link = links.find((link) => link.start < start && start < link.end);
          if (link) expect(render(prose, link.start, link.end).length).toBeGreaterThan(budget);
        }
      }),
      { numRuns: 100 },
    );
  });

  const sentence = 'The hansom rattled on through the fog and nobody spoke. ';
  const block = (kind: Block['kind'], text: string): Block => ({ kind, spans: [{ text }] });
  const filled = (units: number) =>
    sentence
      .repeat(Math.ceil(units / sentence.length))
      .slice(0, units - 1)
      .concat('.');
  const endOfFirst = (prose: Prose) => pagesOf(prose, 1000)[0]?.text ?? '';

  it('before a scene break, when the page is well filled', () => {
    const prose = makeProse([
      block('paragraph', filled(650)),
      block('break', ''),
      block('paragraph', filled(200)),
      block('paragraph', filled(900)),
    ]);
    expect(endOfFirst(prose)).toBe(`${filled(650)}\n\n`);
  });

  it('between paragraphs rather than between sentences', () => {
    const prose = paragraphs(filled(600), filled(900));
    expect(endOfFirst(prose)).toBe(`${filled(600)}\n\n`);
  });

  it('between sentences rather than between words, white space going with the page before', () => {
    const first = endOfFirst(paragraphs(sentence.repeat(40)));
    expect(first.endsWith('nobody spoke. ')).toBe(true);
    expect(first.length).toBeGreaterThan(900);
  });

  it('between words rather than within one', () => {
    const first = endOfFirst(paragraphs('word '.repeat(600)));
    expect(first.endsWith('word ')).toBe(true);
    expect(first.length).toBeGreaterThan(980);
  });

  it('never between a heading and what follows', () => {
    for (let units = 400; units < 1000; units += 20) {
      const prose = makeProse([
        block('paragraph', filled(units)),
        block('heading', 'The Second Stain'),
        block('paragraph', filled(900)),
      ]);
      const pages = expectSound(prose, 1000);
      expect(pages.filter(({ text }) => text.trimEnd().endsWith('The Second Stain'))).toEqual([]);
    }
  });

  it('never straight after a scene break', () => {
    for (let units = 400; units < 1000; units += 20) {
      const prose = makeProse([block('paragraph', filled(units)), block('break', ''), block('paragraph', filled(900))]);
      expect(expectSound(prose, 1000).filter(({ text }) => text.trimEnd().endsWith('* * *'))).toEqual([]);
    }
  });

  it('not after a line that leads over, where there is another end', () => {
    const letter = `${filled(500)} The letter ran:`;
    const first = endOfFirst(paragraphs(filled(300), letter, filled(900)));
    expect(first.trimEnd().endsWith('spoke.')).toBe(true);
  });

  it('not between a speech and who spoke', () => {
    const speech = `“${'I deduced it from the mud. '.repeat(34)}And that is all.” said Holmes and lit his pipe again. `;
    const first = endOfFirst(paragraphs(speech + sentence.repeat(20)));
    expect(first.trimEnd().endsWith('”')).toBe(false);
  });

  it('before a link that does not fit, and within one only where no page could hold it', () => {
    const link = (text: string): Block => ({
      kind: 'paragraph',
      spans: [{ text: `${filled(800)} ` }, { text, href: 'https://a.example/x' }, { text: filled(800) }],
    });
    const short = expectSound(
      makeProse([link('The whole of the archive, with the letters of three generations '.repeat(4))]),
      1000,
    );
    expect(short[0]?.text).toBe(`${filled(800)} `);
    const long = expectSound(makeProse([link('the whole archive '.repeat(200))]), 1000);
    expect(long.some(({ markdown }) => markdown.endsWith('](<https://a.example/x>)'))).toBe(true);
  });

  it('evenly for the last two, when the last would be short', () => {
    const pages = expectSound(paragraphs(...Array.from({ length: 11 }, () => filled(98))), 1000);
    expect(pages).toHaveLength(2);
    expect(pages[1]?.markdown.length).toBeGreaterThan(300);
  });

  it('with emphasis closed, and the next begins with it opened', () => {
    const prose = makeProse([{ kind: 'paragraph', spans: [{ text: sentence.repeat(30), marks: ['italic'] }] }]);
    const [first, second] = expectSound(prose, 1000);
    expect(first?.markdown).toMatch(/^\*The .*\.\*$/s);
    expect(second?.markdown).toMatch(/^\*The .*\*$/s);
  });
});

describe('the pager takes', () => {
  it.each([
    ['a paragraph without a space', 'x'.repeat(200_000)],
    ['100,000 emoji families', '👨‍👩‍👧‍👦'.repeat(100_000)],
    ['100,000 flags', '🇩🇪'.repeat(100_000)],
    ['right-to-left text', 'שלום עולם, אמר הולמס. '.repeat(10_000)],
    ['a letter under 10,000 accents', `Z${'\u0301\u0323'.repeat(5000)} and so on`],
    ['many letters under many accents', `Z${'\u0301'.repeat(200)}`.repeat(200)],
    ['Chinese without a space', '話說天下大勢，分久必合，合久必分。'.repeat(5000)],
    ['Thai without a space', 'กาลครั้งหนึ่งนานมาแล้วมีกระต่าย'.repeat(3000)],
    ['nothing but signs to escape', '*_~|`'.repeat(20_000)],
    ['what cannot be seen between letters', `a${'\u200b'.repeat(999)}`.repeat(500)],
    ['verse of a hundred thousand lines', 'a line\n'.repeat(100_000)],
    ['a novel of one paragraph', 'It was a dark and stormy night, said Mr. Bulwer. '.repeat(110_000)],
  ])('%s', (_, text) => {
    for (const budget of [600, 2800]) {
      const prose = paragraphs(text);
      const starts = paginate(prose, discordMarkdown, budget);
      const whole = plainText(prose);
      // Rendering ranges of a block of millions of units takes its time: a few pages tell.
      const some = [0, 1, starts.length >> 1, starts.length - 2, starts.length - 1].filter(
        (index) => index >= 0 && index < starts.length,
      );
      for (const index of some) {
        const { start, end } = pageRange(starts, index, whole.length);
        const markdown = render(paragraphsOf(whole, start, end), 0, end - start);
        expect(markdown.length).toBeLessThanOrEqual(budget);
        expect(isBlank(markdown)).toBe(false);
        const around = whole.slice(Math.max(0, start - 400), start + 400);
        const at = Math.min(start, 400);
        const cluster = graphemes.segment(around).containing(at);
        if (cluster && cluster.segment.length < 300) expect(cluster.index).toBe(at);
      }
      expect(starts.length).toBeLessThanOrEqual(Math.ceil(whole.length / (budget * 0.2)) + 1);
    }
  });

  it('a character of several pages that ends in what cannot be seen', () => {
    for (let accents = 570; accents < 600; accents += 1) {
      expectSound(paragraphs(`Z${'\u0301'.repeat(accents)}${'\ufe0f'.repeat(16)}`), 600);
    }
  });

  it('a renderer that writes more where less is shown', () => {
    const grudging: Renderer = {
      id: 'grudging-1',
      render: (blocks, from, to) => {
        const text = plainText(blocks).slice(from, to);
        return text.endsWith('. ') ? `${text}${'-'.repeat(200)}` : text;
      },
    };
    const prose = paragraphs('It rained on Baker Street. '.repeat(300));
    const length = plainText(prose).length;
    const starts = paginate(prose, grudging, 700);
    starts.forEach((_, index) => {
      const { start, end } = pageRange(starts, index, length);
      expect(grudging.render(prose, start, end).length).toBeLessThanOrEqual(700);
    });
  });

  it('thousands of links and of single styled letters', () => {
    const links = Array.from({ length: 2000 }, (_, index) => ({
      text: `link ${index} `,
      href: `https://a.example/${'y'.repeat(480)}`,
    }));
    const letters = Array.from({ length: 5000 }, (_, index) => ({
      text: 'a',
      marks: index % 2 ? ['bold' as const] : ['spoiler' as const],
    }));
    expectSound(
      makeProse([{ kind: 'paragraph', spans: links.map((span, index) => (index % 2 ? span : { text: span.text })) }]),
      700,
    );
    expectSound(makeProse([{ kind: 'item', spans: letters }]), 700);
  });

  it('a chapter of headings alone, of scene breaks alone, of nothing', () => {
    const headings: Block[] = Array.from({ length: 50 }, () => ({
      kind: 'heading',
      spans: [{ text: 'A Scandal in Bohemia' }],
    }));
    expect(expectSound(makeProse(headings), 600).length).toBeGreaterThan(1);
    expectSound(makeProse([{ kind: 'break', spans: [] }]), 600);
    expect(paginate([], discordMarkdown, 600)).toEqual(Uint32Array.of(0));
  });

  it('no budget that is too small to hold a character with its link', () => {
    expect(() => paginate([], discordMarkdown, MIN_BUDGET - 1)).toThrow(RangeError);
    expect(() => paginate([], discordMarkdown, Number.NaN)).toThrow(RangeError);
  });
});

describe('a page cut on the spot', () => {
  it('ends where the next one begins, whatever part of the chapter was at hand', () => {
    const prose = paragraphs(
      ...Array.from({ length: 60 }, (_, index) => `Paragraph ${index}. ${'It rained. '.repeat(index % 7)}`),
    );
    const starts = paginate(prose, discordMarkdown, 700);
    const near = prose.slice(0, 40);
    expect(pageEnd(near, 0, discordMarkdown, 700)).toBe(starts[1]);
    expect(pageEnd(near, starts[1] ?? 0, discordMarkdown, 700)).toBe(starts[2]);
  });
});

it('page boundaries are cached by renderer, budget and pager version', () => {
  expect(layoutKey(discordMarkdown, 2800)).toBe(`${discordMarkdown.id}/2800/${PAGER_VERSION}`);
});

function paragraphsOf(text: string, start: number, end: number): Block[] {
  return [{ kind: 'paragraph', spans: [{ text: text.slice(start, end) }] }];
}

/** Where links begin and end in the plain text; one that goes on over a change of marks is one. */
function linksOf(prose: Prose): { start: number; end: number }[] {
  const links: { start: number; end: number; href: string }[] = [];
  let at = 0;
  prose.forEach((block, index) => {
    for (const { text, href } of block.spans) {
      const last = links.at(-1);
      if (href && last?.href === href && last.end === at) last.end += text.length;
      else if (href) links.push({ start: at, end: at + text.length, href });
      at += text.length;
    }
    at += separatorBetween(block, prose[index + 1]).length;
  });
  return links;
}
