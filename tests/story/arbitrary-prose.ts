/**
 * Prose as no importer should make it and some will: every sign that Discord reads, scripts of every kind, broken text.
 */
import fc from 'fast-check';
import { makeProse } from '#src/story/make-prose.ts';
import { type Block, type BlockKind, MARKS, type Prose, type Span } from '#src/story/prose.ts';
import { unicodeText } from '#tests/unicode-text.ts';

const SIGNS = [
  ...[
    '*',
    '**',
    '***',
    '_',
    '__',
    '~',
    '~~',
    '|',
    '||',
    '`',
    '```',
    '\\',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '>>>',
    '#',
    '##',
  ],
  ...['- ', '-# ', '+ ', '* ', '1. ', '12.', '> ', '>>> ', '### ', ':', '://', '@', '!', '.', '…', '?', '-', '—', ','],
  ...[
    '@everyone',
    '@here',
    '<@1>',
    '<@!1>',
    '<@&1>',
    '<#1>',
    '</fic show:1>',
    '<t:1>',
    '<:e:1>',
    '<a:e:1>',
    '<id:home>',
  ],
  ...[
    ':smile:',
    'https://a.example/b_c',
    '<https://a.example>',
    '[a](https://a.example)',
    'discord.gg/abc',
    '¯\\_(ツ)_/¯',
  ],
];
const WORDS = [
  ...[
    'a',
    'word',
    'Holmes',
    'said',
    'Mr. ',
    'J. H. ',
    '“That.” ',
    '"Who?" ',
    'He went. ',
    'She wrote:',
    'naïve',
    '42',
    '3.5',
  ],
  ...[
    'Привет',
    'שלום',
    'مرحبا',
    '漢字',
    'これは。',
    '「はい」',
    'สวัสดี',
    '한국어',
    'Z̷̢̛̈́',
    'é',
    '👨‍👩‍👧‍👦',
    '🏴󠁧󠁢󠁷󠁬󠁳󠁿',
    '🇩🇪',
    '👍🏽',
    '❤️',
    '𝓯',
  ],
];
const GAPS = [' ', ' ', ' ', ' ', '  ', '\n', '\n\n', '\t', '\r\n', '\u00a0', '\u3000'];
const DIRT = [
  '\u200b',
  '\u200d',
  '\ufe0f',
  '\u00ad',
  '\ufeff',
  '\u202e',
  '\u2066',
  '\0',
  '\x1b',
  '\ud83d',
  '\ude00',
  '\u2028',
];

export function hostileText(maxLength = 60): fc.Arbitrary<string> {
  const part = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 6, arbitrary: fc.constantFrom(...GAPS) },
    { weight: 4, arbitrary: fc.constantFrom(...SIGNS) },
    { weight: 1, arbitrary: fc.constantFrom(...DIRT) },
    { weight: 1, arbitrary: unicodeText({ maxLength: 4 }) },
  );
  return fc.array(part, { maxLength, size: 'max' }).map((parts) => parts.join(''));
}

const HREFS = [
  'https://a.example/b_c__d',
  'http://a.example/(x)*~~|`\\]>',
  `https://a.example/${'y'.repeat(480)}`,
  'javascript:0',
];

function spans(maxLength: number): fc.Arbitrary<Span[]> {
  const span = fc.record({
    text: hostileText(maxLength),
    marks: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: fc.subarray([...MARKS]) }),
    href: fc.option(fc.constantFrom(...HREFS), { freq: 8 }),
  });
  return fc.array(
    span.map(({ text, marks, href }) => ({ text, marks, ...(href === null ? {} : { href }) })),
    { maxLength: 8, size: 'max' },
  );
}

/** Blocks before they are made prose. */
export function hostileBlocks(options: { blocks?: number; textLength?: number } = {}): fc.Arbitrary<Block[]> {
  const block = fc.record({
    kind: fc.constantFrom<BlockKind>(
      'paragraph',
      'paragraph',
      'paragraph',
      'heading',
      'break',
      'quote',
      'verse',
      'item',
    ),
    spans: spans(options.textLength ?? 60),
    number: fc.option(fc.integer({ min: -1, max: 20 }), { nil: null }),
  });
  return fc.array(
    block.map(({ kind, spans, number }) => ({ kind, spans, ...(number === null ? {} : { number }) })),
    { maxLength: options.blocks ?? 12, size: 'max' },
  );
}

export function hostileProse(options?: { blocks?: number; textLength?: number }): fc.Arbitrary<Prose> {
  return hostileBlocks(options).map(makeProse);
}

export function paragraphs(...texts: readonly string[]): Prose {
  return makeProse(texts.map((text) => ({ kind: 'paragraph', spans: [{ text }] })));
}
