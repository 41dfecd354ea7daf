/**
 * What takedowns keep from coming back, by where it was posted and by its paragraphs. A ban holds in the library of its
 * takedown; those of the shared library hold everywhere.
 */
import type { Coming } from '#src/catalog/contract.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import { readBlocks, readFields, readOr } from '#src/engine/stored.ts';
import { FicError } from '#src/story/errors.ts';
import { fingerprintOf, isSameText } from '#src/story/fingerprint.ts';
import type { Block } from '#src/story/prose.ts';
import { sourceKey } from '#src/story/source-key.ts';
import { type LibraryId, SHARED_LIBRARY } from '#src/story/story.ts';

const HOLDS_HERE = 'SELECT number FROM takedowns WHERE undone_at IS NULL AND library IN (?, ?)';

/** @throws FicError `story-taken-down`. */
export function refuseTakenDown(db: Database, library: LibraryId, story: Coming): void {
  if (isTakenDown(db, library, story)) throw new FicError('story-taken-down');
}

export function isTakenDown(db: Database, library: LibraryId, { fields, chapters }: Coming): boolean {
  const here = [library, SHARED_LIBRARY];
  if (!db.get(`${HOLDS_HERE} LIMIT 1`, ...here)) return false;
  const source = fields.sourceUrl === null ? null : sourceKey(fields.sourceUrl);
  const ofSource = `SELECT 1 FROM banned_sources WHERE url = ? AND takedown IN (${HOLDS_HERE})`;
  if (source !== null && db.get(ofSource, source, ...here)) return true;
  const fingerprints = chapters.map(({ fingerprint }) => fingerprint);
  const known = db.all<{ print: number }>(
    `SELECT DISTINCT print FROM banned_prints
     WHERE print IN (SELECT value FROM json_each(?)) AND takedown IN (${HOLDS_HERE})`,
    JSON.stringify(fingerprints.flatMap(({ prints }) => [...prints])),
    ...here,
  );
  const banned = new Set(known.map(({ print }) => print));
  return isSameText(fingerprints, (print) => banned.has(print));
}

/** Bans all that a story ever was: every revision's source and text. */
export function ban(db: Database, takedown: number, story: number): void {
  const contents = db.all<{ number: number; content: number; fields: string }>(
    `SELECT c.number, coalesce(c.text, c.number) AS content, c.fields
     FROM contents c WHERE c.number IN (SELECT content FROM history WHERE story = ?)`,
    story,
  );
  for (const { number, fields } of contents) {
    const said = readOr('contents', number, db.tellUnreadable, () => readFields(fields));
    const url = said?.sourceUrl ? sourceKey(said.sourceUrl) : null;
    if (url !== null) db.run('INSERT OR IGNORE INTO banned_sources (takedown, url) VALUES (?, ?)', takedown, url);
  }
  for (const content of new Set(contents.map((each) => each.content))) {
    for (const blocks of chapterBlocks(db, content)) {
      for (const print of fingerprintOf(blocks).prints) {
        db.run('INSERT OR IGNORE INTO banned_prints (takedown, print) VALUES (?, ?)', takedown, print);
      }
    }
  }
}

function chapterBlocks(db: Database, content: number): Block[][] {
  const chapters: Block[][] = [];
  const rows = db.all<{ chapter: number; blocks: string }>(
    'SELECT chapter, blocks FROM chunks WHERE content = ? ORDER BY chapter, start',
    content,
  );
  for (const { chapter, blocks } of rows) {
    chapters[chapter - 1] ??= [];
    chapters[chapter - 1]?.push(...(readOr('chunks', content, db.tellUnreadable, () => readBlocks(blocks)) ?? []));
  }
  return chapters.filter((blocks) => blocks.length > 0);
}
