/**
 * What was done to a story, revision by revision, and what each revision said.
 */
import type { PastRevision, RevisionEntry } from '#src/catalog/contract.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import { readFields, readOr, readPermission } from '#src/engine/stored.ts';
import type { StoryId } from '#src/story/story.ts';

interface RevisionRow extends RevisionEntry {
  readonly content: number;
  readonly fields: string;
  readonly permission: string;
  readonly chapters: number;
  readonly words: number;
}

export function history(db: Database, id: StoryId): RevisionEntry[] {
  return db.all<RevisionEntry>(
    `SELECT h.revision, h.kind, h.by, h.at FROM history h JOIN stories s ON s.number = h.story
     WHERE s.id = ? ORDER BY h.revision DESC`,
    id,
  );
}

export function revisions(db: Database, id: StoryId, from: number, limit: number): PastRevision[] {
  return db
    .all<RevisionRow>(
      `SELECT h.revision, h.kind, h.by, h.at, h.content, c.fields, c.permission, c.words,
         iif(json_valid(c.chapters), json_array_length(c.chapters), 0) AS chapters
       FROM history h JOIN stories s ON s.number = h.story JOIN contents c ON c.number = h.content
       WHERE s.id = ? AND h.revision <= ? ORDER BY h.revision DESC LIMIT ?`,
      id,
      from,
      limit,
    )
    .flatMap(({ content, fields, permission, ...row }) => {
      const said = readOr('contents', content, db.tellUnreadable, () => ({
        fields: readFields(fields),
        permission: readPermission(permission),
      }));
      return said ? { ...row, ...said } : [];
    });
}
