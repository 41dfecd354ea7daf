/** The formats that are read: each file is one's to read, none is larger than it takes, and a file may hold several stories. */
import { describe, expect, test } from 'vitest';
import { IMPORTERS, importFile } from '#src/importers/all.ts';
import { type Importer, MAX_FILE_BYTES } from '#src/importers/contract.ts';
import { post } from '#tests/e2e/reading-room.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const [text] = IMPORTERS;

/** Stories one below the other, each as it is posted; a digest is told by its name. */
const digest: Importer = {
  format: 'Digest',
  most: 1024 * 1024,
  recognises: (_, name) => name?.endsWith('.digest') === true,
  read: (file) =>
    new TextDecoder()
      .decode(file)
      .split('=====')
      .filter((part) => part.trim() !== '')
      .flatMap((part) => text?.read(bytes(part.trimStart())) ?? []),
};
const titles = (file: Uint8Array, name: string | null, importers?: readonly Importer[]) =>
  importFile(file, name, importers).map(({ draft }) => draft.title);

describe('a file', () => {
  test('is read by the first format that recognises it, by its name or by what it begins with', () => {
    const two = bytes(`${post({ title: 'Red' })}\n=====\n${post({ title: 'Green' })}`);
    expect(titles(two, 'a.digest', [digest, ...IMPORTERS])).toEqual(['Red', 'Green']);
    expect(titles(two, 'a.txt', [digest, ...IMPORTERS])).toEqual(['Red']);
    expect(titles(two, null, [digest, ...IMPORTERS])).toEqual(['Red']);
    expect(titles(bytes(post({ title: 'Red' })), 'whatever.epub')).toEqual(['Red']);
  });

  test('that no format recognises is refused as no text', () => {
    expect(() => importFile(bytes(post()), 'a.txt', [digest])).toThrow(
      expect.objectContaining({ code: 'file-binary' }),
    );
  });

  test('in which an importer finds nothing, and says nothing of it, is a defect of the importer', () => {
    expect(() => importFile(bytes(''), 'a.digest', [digest])).toThrow(TypeError);
  });
});

describe('size', () => {
  test('20 MB are refused, and the limit is said', () => {
    expect(() => importFile(new Uint8Array(20_000_000).fill(0x61), 'a.txt')).toThrow(
      expect.objectContaining({ code: 'file-too-large', details: { megabytes: 20, limit: 16 } }),
    );
  });

  test('a format may take less, and none takes what is not fetched', () => {
    expect(() => importFile(new Uint8Array(digest.most + 1), 'a.digest', [digest])).toThrow(
      expect.objectContaining({ code: 'file-too-large', details: { megabytes: 2, limit: 1 } }),
    );
    expect(IMPORTERS.filter(({ most }) => most > MAX_FILE_BYTES)).toEqual([]);
  });

  test('the largest file that is taken is taken', () => {
    const large = bytes(post().padEnd(digest.most));
    expect(titles(large, 'a.digest', [digest])).toEqual(['The Yellow Wall']);
  });
});

test('no two formats have one name', () => {
  expect(new Set(IMPORTERS.map(({ format }) => format)).size).toBe(IMPORTERS.length);
});
