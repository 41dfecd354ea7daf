/**
 * The index as a file beside the catalog, so that a start need not make it again of every story.
 *
 * It can be thrown away at any time. Which stories it was made of is told by a name that the catalog keeps: each snapshot has
 * one of its own, written into the catalog before the file has its place. A copy of the catalog from before then, as a backup
 * that was put back, has another name and so another index; one from after it has every change that the snapshot heard of.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { setImmediate as room } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { SnapshotName, SnapshotPlace } from '#src/engine/port.ts';
import type { IndexKind, SavedIndex } from '#src/search/contract.ts';

/**
 * "FicusIdx", then parts: length, CRC-32, bytes, the numbers as 32 bits of little end. The first part is the header as JSON; END
 * in the place of a length, with the number of parts, ends the file.
 */
const MAGIC = Buffer.from('FicusIdx');
const END = 0xffff_ffff;
const NUMBERS = 8;

/** For the parts of most indexes, in bytes: one buffer for all of them, and not as much again as the file until it is collected. */
const FIRST_PART = 1 << 20;

interface Header extends SnapshotName {
  /** The index's, and what the splitting and folding of words comes from. */
  readonly format: string;
}

interface Loaded {
  readonly index: SavedIndex;
  readonly heard: number;
}

function formatOf({ format }: IndexKind): string {
  return `${format} icu ${process.versions.icu}`;
}

/**
 * What was saved of this catalog. Null where there is nothing, or it is of other stories, of another format, or damaged: then
 * the index is made anew.
 */
export async function loadSnapshot(place: SnapshotPlace, kind: IndexKind): Promise<Loaded | null> {
  let descriptor: number;
  try {
    descriptor = openSync(place.file, 'r');
  } catch {
    return null;
  }
  try {
    const header = await check(descriptor);
    if (!header || header.format !== formatOf(kind) || !(await isOf(place, header))) return null;
    const parts = readParts(descriptor);
    parts.next();
    return { index: await kind.load(parts), heard: header.heard };
  } catch {
    // Whatever it is, it is no index: nothing is lost by making one.
    return null;
  } finally {
    closeSync(descriptor);
  }
}

/** All of it is read once before any of it is believed. */
async function check(descriptor: number): Promise<Header | null> {
  let header: Header | null = null;
  for (const part of readParts(descriptor)) {
    header ??= JSON.parse(Buffer.from(part).toString());
    await room();
  }
  return header;
}

/** Each part is as it was read until the next one is taken. @throws where the file is not whole. */
function* readParts(descriptor: number): Generator<Uint8Array> {
  const { size } = fstatSync(descriptor);
  let at = 0;
  let held = Buffer.allocUnsafeSlow(FIRST_PART);
  const take = (length: number): Buffer => {
    if (at + length > size) throw new Error('It is cut short.');
    if (length > held.length) held = Buffer.allocUnsafeSlow(length);
    const bytes = held.subarray(0, length);
    if (readSync(descriptor, bytes, 0, length, at) < length) throw new Error('It is cut short.');
    at += length;
    return bytes;
  };
  let parts = 0;
  if (!take(MAGIC.length).equals(MAGIC)) throw new Error('It is no snapshot.');
  for (;;) {
    const numbers = take(NUMBERS);
    const length = numbers.readUInt32LE(0);
    const sum = numbers.readUInt32LE(4);
    if (length === END && sum === parts) break;
    const part = take(length);
    parts += 1;
    if (crc32(part) !== sum) throw new Error('It is damaged.');
    yield part;
  }
  if (at !== size) throw new Error('Something follows its end.');
}

async function isOf(place: SnapshotPlace, { name, heard }: Header): Promise<boolean> {
  const saved = await place.named();
  return saved?.name === name && saved.heard === heard;
}

/**
 * Saves an index that has heard of every change up to `heard`.
 *
 * @param goesOn - asked between two portions; false breaks it off: the index is no longer what it was, or there is no more time.
 * @returns whether it was saved; else what was there before is still there.
 * @throws where the disk is full or refuses.
 */
export async function saveSnapshot(
  place: SnapshotPlace,
  kind: IndexKind,
  { index, heard }: Loaded,
  goesOn: () => boolean,
): Promise<boolean> {
  const draft = `${place.file}.part`;
  const name = randomBytes(16).toString('base64url');
  const header: Header = { format: formatOf(kind), name, heard };
  try {
    // What is in it is what the catalog says: for the same eyes.
    await using handle = await open(draft, 'w', await place.mode());
    await handle.write(MAGIC);
    await writePart(handle, Buffer.from(JSON.stringify(header)));
    let parts = 1;
    for (const part of index.save()) {
      if (!goesOn()) return false;
      parts += 1;
      await writePart(handle, part);
      await room();
    }
    if (!goesOn()) return false;
    await handle.write(numbersOf(END, parts));
    await handle.sync();
    if (!goesOn()) return false;
    await place.name({ name, heard });
    await rename(draft, place.file);
    return true;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writePart(handle: FileHandle, part: Uint8Array): Promise<void> {
  await handle.write(numbersOf(part.length, crc32(part)));
  for (let at = 0; at < part.length; ) at += (await handle.write(part, at)).bytesWritten;
}

function numbersOf(length: number, sum: number): Buffer {
  const numbers = Buffer.alloc(NUMBERS);
  numbers.writeUInt32LE(length, 0);
  numbers.writeUInt32LE(sum, 4);
  return numbers;
}
