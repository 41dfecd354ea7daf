/**
 * Bytes of a posted file into text: the byte order mark decides, then strict UTF-8, then Windows-1252 as a guess.
 */
import { FicError } from '#src/story/errors.ts';

export interface DecodedText {
  /** Lines end with `\n`. */
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** Nothing in the file said so. */
  readonly guessed: boolean;
}

/** Formats that people take for text; told by their first bytes. */
const SIGNATURES: readonly { readonly format: string; readonly start: string }[] = [
  { format: 'PDF', start: '%PDF-' },
  { format: 'RTF', start: '{\\rtf' },
  { format: 'ZIP', start: 'PK\x03\x04' },
  { format: 'Word', start: '\xd0\xcf\x11\xe0' },
];

/** Of all characters; a stray form feed or escape is no reason to refuse a story. */
const MAX_CONTROL_SHARE = 0.01;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for.
const CONTROL = /[\x01-\x08\x0f-\x1d\x7f-\x84\x86-\x9f]/g;
/** Of word processors too: a line's end, a page's (below which a line begins), a column's. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they stand for line ends.
const LINE_END = /\r\n?|[\v\f\x0e\u0085\u2028\u2029]/g;

/** @throws FicError `file-empty`, `file-binary` {format}. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  const known = SIGNATURES.find((signature) => start.startsWith(signature.start));
  if (known) throw new FicError('file-binary', { format: known.format });

  const decoded = decode(bytes);
  if (decoded.text.trim() === '') throw new FicError('file-empty');
  if (looksBinary(decoded.text)) throw new FicError('file-binary', { format: '' });
  // Word spells hyphens so in plain text: one that no line is broken at, and one that shows only where a line is.
  const text = decoded.text.replace(LINE_END, '\n').replaceAll('\x1e', '\u2011').replaceAll('\x1f', '\u00ad');
  return { ...decoded, text };
}

function decode(bytes: Uint8Array): DecodedText {
  const marked = encodingByMark(bytes);
  if (marked) return { text: new TextDecoder(marked).decode(bytes), encoding: marked, guessed: false };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8', guessed: false };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252', guessed: true };
  }
}

function encodingByMark([first, second, third]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

function looksBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  return (text.match(CONTROL)?.length ?? 0) > text.length * MAX_CONTROL_SHARE;
}
