/** Bytes: whatever program wrote the file, its words arrive; what is no text is told from what is. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '#src/importers/posted-text/decode.ts';
import { FicError } from '#src/story/errors.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');
const failure = (bytes: Uint8Array) => {
  try {
    decodeText(bytes);
  } catch (error) {
    return error instanceof FicError ? { code: error.code, ...error.details } : error;
  }
  return null;
};

describe('text in any encoding', () => {
  test.each([
    ['UTF-8', Buffer.from('Éowyn “rode”'), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from('\ufeffÉowyn “rode”'), 'utf-8'],
    ['UTF-16, little end first', Buffer.from('\ufeffÉowyn “rode”', 'utf16le'), 'utf-16le'],
    ['UTF-16, big end first', Buffer.from('\ufeffÉowyn “rode”', 'utf16le').swap16(), 'utf-16be'],
  ])('%s', (_, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text: 'Éowyn “rode”', encoding, guessed: false });
  });

  test('Windows-1252 is guessed, smart quotes and dashes included', () => {
    expect(decodeText(latin('\x93Caf\xe9\x94 \x96 it\x92s\x85'))).toEqual({
      text: '“Café” – it’s…',
      encoding: 'windows-1252',
      guessed: true,
    });
  });

  test('lines end alike', () => {
    expect(decodeText(Buffer.from('a\r\nb\rc\nd\u2028e')).text).toBe('a\nb\nc\nd\ne');
  });

  test('lines, pages and columns of word processors end lines, and their hyphens are hyphens', () => {
    expect(decodeText(Buffer.from('a\vb\fc\x0ed\r\f\r\ne')).text).toBe('a\nb\nc\nd\n\n\ne');
    expect(decodeText(latin('well\x1eknown light\x1fhouse\vand no control character'.repeat(20))).text).toContain(
      'well\u2011known light\u00adhouse\nand',
    );
  });
});

describe('what is no text', () => {
  test.each([
    ['nothing', latin('')],
    ['only blanks', latin(' \r\n\t ')],
    ['only a mark', Buffer.from('\ufeff')],
  ])('%s is empty', (_, bytes) => {
    expect(failure(bytes)).toMatchObject({ code: 'file-empty' });
  });

  test.each([
    ['a PDF', latin('%PDF-1.7 and so on')],
    ['an RTF file', latin('{\\rtf1\\ansi Title: The Fog}')],
    ['an EPUB or Word file', latin('PK\x03\x04 mimetype')],
    ['a file with NULs', latin('Title\0: The Fog')],
    ['noise', latin('\x01\x02\x03abc\x04\x05'.repeat(20))],
  ])('%s is not read as text', (_, bytes) => {
    expect(failure(bytes)).toMatchObject({ code: 'file-binary' });
  });

  test('one with more than one control character in a hundred is not read as text, one with so many is', () => {
    const withControls = (count: number) => latin('\x02'.repeat(count).padEnd(1000, 'word '));
    expect(failure(withControls(10))).toBeNull();
    expect(failure(withControls(11))).toMatchObject({ code: 'file-binary' });
  });

  test('a stray control character is no reason to refuse a story', () => {
    expect(failure(latin(`\f${'word '.repeat(200)}\x1a`))).toBeNull();
  });
});

test('any bytes give text or a failure with a sentence', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const error = failure(bytes);
      expect(error === null || (typeof error === 'object' && 'code' in error)).toBe(true);
    }),
  );
});
