/**
 * The formats that Ficus reads, and the choice among them.
 */
import type { ImportedStory, Importer } from '#src/importers/contract.ts';
import { postedText } from '#src/importers/posted-text/posted-text.ts';
import { FicError } from '#src/story/errors.ts';

/** The first that recognises a file reads it. Posted text takes what is left, and says what that is where it is no text. */
export const IMPORTERS: readonly Importer[] = [postedText];

const MEGABYTE = 1024 * 1024;

/**
 * @param name - what the file is called; null where nobody said.
 * @returns at least one.
 * @throws FicError `file-empty`, `file-binary` {format}, `file-too-large` {megabytes, limit}, `file-without-body`.
 */
export function importFile(
  bytes: Uint8Array,
  name: string | null,
  importers: readonly Importer[] = IMPORTERS,
): readonly ImportedStory[] {
  const importer = importers.find((each) => each.recognises(bytes, name));
  if (!importer) throw new FicError('file-binary', { format: '' });
  const { most, format } = importer;
  if (bytes.length > most) {
    throw new FicError('file-too-large', { megabytes: Math.ceil(bytes.length / MEGABYTE), limit: most / MEGABYTE });
  }
  const stories = importer.read(bytes);
  if (stories.length === 0) throw new TypeError(`The importer of ${format} found no story and refused nothing.`);
  return stories;
}
