/** A text is known again in every dress that people put it into; a fic that quotes it is another fic. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import { prepare } from '#src/publishing/press.ts';
import { chunkProse } from '#src/story/chunks.ts';
import { type Fingerprint, fingerprintOf, isSameText } from '#src/story/fingerprint.ts';
import type { Block } from '#src/story/prose.ts';
import { sourceKey } from '#src/story/source-key.ts';
import { post } from '#tests/e2e/reading-room.ts';
import { hostileProse, paragraphs as prose } from '#tests/story/arbitrary-prose.ts';

/** Whether a text is refused once another was taken down. */
function refused(text: readonly Fingerprint[], takenDown: readonly Fingerprint[]): boolean {
  const banned = new Set(takenDown.flatMap(({ prints }) => [...prints]));
  return isSameText(text, (print) => banned.has(print));
}

const ofPost = (file: string) =>
  prepare(new TextEncoder().encode(file), null, discordMarkdown, []).flatMap(({ chapters }) =>
    chapters.map(({ fingerprint }) => fingerprint),
  );

const word = fc.constantFrom(
  'rain',
  'gutters',
  'Holmes',
  'brooks',
  'cabs',
  'lamp',
  'street',
  'wall',
  'never',
  'again',
  'Éowyn',
);
const paragraph = fc.array(word, { minLength: 9, maxLength: 40 }).map((words) => words.join(' '));
const text = fc.uniqueArray(paragraph, { minLength: 6, maxLength: 20 });

describe('a text that was taken down', () => {
  it('is known again whole, and by any half of its paragraphs', () => {
    fc.assert(
      fc.property(text, fc.nat(), (paragraphs, from) => {
        const whole = [fingerprintOf(prose(...paragraphs))];
        const part = paragraphs.slice(from % paragraphs.length);
        expect(refused([fingerprintOf(prose(...part))], whole)).toBe(true);
      }),
    );
  });

  it('is known again between as many words that are new, not among three times as many', () => {
    fc.assert(
      fc.property(text, (paragraphs) => {
        const whole = [fingerprintOf(prose(...paragraphs))];
        const fresh = (times: number) =>
          Array.from({ length: times }, (_, time) =>
            paragraphs.map((each) => `${each} ${'indeed '.repeat(time + 1)}`),
          ).flat();
        expect(refused([fingerprintOf(prose(...paragraphs, ...fresh(3)))], whole)).toBe(false);
      }),
    );
  });

  it('is known again from half of the words on, and not from one word less', () => {
    const words = (count: number, word: string) => Array.from({ length: count }, (_, at) => `${word}${at}`).join(' ');
    const taken = [fingerprintOf(prose(words(50, 'rain')))];
    const among = (fresh: number) => refused([fingerprintOf(prose(words(50, 'rain'), words(fresh, 'sun')))], taken);
    expect(among(49)).toBe(true);
    expect(among(50)).toBe(true);
    expect(among(51)).toBe(false);
  });

  it('is not every fic that quotes a paragraph of it', () => {
    fc.assert(
      fc.property(text, text, fc.nat(), (taken, other, pick) => {
        const whole = [fingerprintOf(prose(...taken))];
        const fresh = other.map(
          (each, index) => `${each} of ${index} its own, and longer than what it quotes by far and wide`,
        );
        const quoted = taken[pick % taken.length]?.split(' ').slice(0, 12).join(' ') ?? '';
        expect(refused([fingerprintOf(prose(...fresh, quoted))], whole)).toBe(false);
      }),
    );
  });

  it('is the same from what the catalog keeps, whatever it was cut into', () => {
    fc.assert(
      fc.property(hostileProse(), (given) => {
        const { chunks, fingerprint } = chunkProse(given);
        const kept = chunks.flatMap(({ blocks }): Block[] => JSON.parse(blocks));
        expect(fingerprintOf(kept)).toEqual(fingerprint);
      }),
      { numRuns: 50 },
    );
    const long = prose(`${'The gutters ran like brooks. '.repeat(2000)}`);
    const { chunks, fingerprint } = chunkProse(long);
    expect(chunks.length).toBeGreaterThan(1);
    expect(fingerprintOf(chunks.flatMap(({ blocks }): Block[] => JSON.parse(blocks)))).toEqual(fingerprint);
  });

  it('is nothing where there is nothing to know it by', () => {
    expect(refused([fingerprintOf([])], [fingerprintOf([])])).toBe(false);
    const short = [fingerprintOf(prose('“No,” he said.'))];
    expect(refused(short, short)).toBe(false);
  });
});

describe('a post that was taken down is known again', () => {
  const body = [
    '"It is raining," said Holmes -- and the gutters of Baker Street ran like brooks...',
    'He did not look up; the violin lay where it had lain since Thursday, unplayed.',
    '"Then we shall be wet," I said. "We have been wet before, and in worse company."',
    "Mrs. Hudson's cafe across the way had put out its lamps, and still they came.",
  ].join('\n\n');
  const taken = ofPost(post({ body }));
  const same = (file: string) => refused(ofPost(file), taken);

  it.each<[string, string]>([
    ['under another header', post({ title: 'Mine', author: 'thief', rating: 'NC-17', more: '', body })],
    ['with typographic quotation marks and dashes', post({ body: smart(body) })],
    ['in BBCode', post({ body: body.replace('Holmes', '[b]Holmes[/b]').replace('wet before', '[i]wet[/i] before') })],
    ['in HTML', post({ body: `<p>${body.replaceAll('\n\n', '</p>\n<p>').replace('violin', '<em>violin</em>')}</p>` })],
    ['in capitals, without accents, with wider spaces', post({ body: body.toUpperCase().replaceAll(' ', '  ') })],
    ['with a scene break and a word of thanks', post({ body: `${body}\n\n* * *\n\nThanks for reading!` })],
    ['without its first half', post({ body: body.split('\n\n').slice(2).join('\n\n') })],
  ])('%s', (_, file) => {
    expect(same(file)).toBe(true);
  });

  it('as verse, whose lines are too short to be known one by one', () => {
    const lines = [
      'The rain came down',
      'on Baker Street',
      'and nobody',
      'put up',
      'a single light',
      'in any window there',
    ];
    const verse = [fingerprintOf(prose(...lines))];
    expect(verse[0]?.prints.length).toBeLessThan(lines.length);
    expect(refused(verse, verse)).toBe(true);
    expect(refused([fingerprintOf(prose(...lines.toReversed()))], verse)).toBe(false);
  });

  it('and another story of the same header is not', () => {
    expect(
      same(post({ body: 'Watson wrote it all down, as he always did, in the brown notebook with the broken clasp.' })),
    ).toBe(false);
  });
});

describe('the address where a story was posted', () => {
  it.each([
    ['https://www.archive.example/works/12/', 'http://archive.example/works/12'],
    ['https://m.archive.example/s/1?b=2&a=1&utm_source=x&fbclid=y', 'https://archive.example/s/1?a=1&b=2#top'],
    [
      'https://archiveofourown.org/works/12/chapters/99?view_adult=true',
      'http://www.archiveofourown.org/collections/rain/works/12',
    ],
    ['https://www.fanfiction.net/s/77/1/The-Wall', 'https://m.fanfiction.net/s/77/3/The-Wall'],
  ])('%s is %s', (one, other) => {
    expect(sourceKey(one)).not.toBeNull();
    expect(sourceKey(one)).toBe(sourceKey(other));
  });

  it.each([
    ['https://archive.example/works/12', 'https://archive.example/works/123'],
    ['https://archive.example/view?id=1', 'https://archive.example/view?id=2'],
    ['https://one.example/a', 'https://two.example/a'],
  ])('%s is not %s', (one, other) => {
    expect(sourceKey(one)).not.toBe(sourceKey(other));
  });

  it.each(['https://archive.example/', 'http://www.archive.example', 'mailto:a@b.example', 'a letter', ''])(
    '%s is no story’s',
    (address) => {
      expect(sourceKey(address)).toBeNull();
    },
  );
});

function smart(plain: string): string {
  return plain
    .replaceAll(/"([^"]*)"/g, '“$1”')
    .replaceAll("'", '’')
    .replaceAll('...', '…')
    .replaceAll(' -- ', '—')
    .replaceAll('cafe', 'café');
}
