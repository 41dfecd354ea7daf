/**
 * Rows that name a person: counted, listed and forgotten by an index, a portion at a time.
 */
import type { Database } from '#src/engine/sqlite/database.ts';
import { FORGOTTEN, PERSON_TRACES, type PersonRow, type PersonTrace } from '#src/moderation/persons.ts';
import type { Post } from '#src/moderation/posts.ts';

/** Rows that one step reads or changes: a few ms. Contents are the heaviest, at some 4 kB each. */
export const PORTION = 100;

interface Source {
  readonly table: string;
  /** The row's key, in whose order the index gives it. */
  readonly key: string;
  /** What names the person, exactly as the index has it. */
  readonly person: string;
  readonly at: string;
  /** The fields that a person is told of. */
  readonly fields: string;
  /** Whether the row is theirs and goes, or what is written in the place of their name. */
  readonly forget: 'delete' | { readonly set: string };
}

const TITLE =
  "(SELECT iif(json_valid(fields), json_extract(fields, '$.title'), NULL) FROM contents WHERE number = s.content)";
const storyOf = (id: string) => `${id} AS story, (SELECT ${TITLE} FROM stories s WHERE s.id = ${id}) AS title`;

const SOURCES: Readonly<Record<PersonTrace, Source>> = {
  drafts: {
    ...{ table: 'drafts', key: 'rowid', person: 'by', at: 'saved_at', forget: 'delete' },
    fields: `id AS draft, library, title, file_name AS fileName, saved_at AS savedAt, length(bytes) AS bytes, answers, expires_at AS expiresAt`,
  },
  reports: {
    ...{ table: 'reports', key: 'number', person: 'by', at: 'at', forget: 'delete' },
    fields: `${storyOf('story')}, library, at, reason, text, chapter, offset, closed_at AS closedAt, outcome, answer`,
  },
  history: {
    ...{ table: 'history', key: 'story, revision', person: 'by', at: 'at', forget: { set: 'by = ?' } },
    fields: `(SELECT id FROM stories s WHERE s.number = history.story) AS story,
             (SELECT ${TITLE} FROM stories s WHERE s.number = history.story) AS title, kind, revision, at`,
  },
  permissions: {
    ...{ table: 'contents', key: 'number', person: "json_extract(permission, '$.by')" },
    at: "json_extract(permission, '$.at')",
    forget: { set: "permission = json_set(permission, '$.by', ?)" },
    fields: `iif(json_valid(fields), json_extract(fields, '$.title'), NULL) AS title, json_extract(permission, '$.basis') AS basis,
             json_extract(permission, '$.evidence') AS evidence, json_extract(permission, '$.at') AS at`,
  },
  log: {
    ...{ table: 'library_log', key: 'number', person: 'by', at: 'at', forget: { set: 'by = ?' } },
    fields: `library, at, action, ${storyOf('story')}, details`,
  },
  'closed-reports': {
    ...{ table: 'reports', key: 'number', person: 'closed_by', at: 'closed_at', forget: { set: 'closed_by = ?' } },
    fields: `${storyOf('story')}, library, closed_at AS closedAt, outcome`,
  },
  takedowns: {
    ...{ table: 'takedowns', key: 'number', person: 'by', at: 'at', forget: { set: 'by = ?' } },
    fields: `${storyOf('story')}, library, at, reason`,
  },
  'undone-takedowns': {
    ...{ table: 'takedowns', key: 'number', person: 'undone_by', at: 'undone_at', forget: { set: 'undone_by = ?' } },
    fields: `${storyOf('story')}, library, undone_at AS undoneAt, undone_reason AS undoneReason`,
  },
  aliases: {
    ...{ table: 'aliases', key: 'number', person: 'by', at: 'at', forget: { set: 'by = ?' } },
    fields: 'library, kind, alias, stands_for AS standsFor, at',
  },
};

export function countTraces(db: Database, person: string): Record<PersonTrace, number> {
  const counts = PERSON_TRACES.map((trace) => {
    const { table, person: named } = SOURCES[trace];
    const row = db.get<{ count: number }>(`SELECT count(*) AS count FROM ${table} WHERE ${named} = ?`, person);
    return [trace, row?.count ?? 0] as const;
  });
  return Object.fromEntries(counts) as Record<PersonTrace, number>;
}

/** A portion, of at most `limit`, after the first `offset`. */
export function listTraces(
  db: Database,
  person: string,
  trace: PersonTrace,
  offset: number,
  limit: number,
): PersonRow[] {
  const { table, key, person: named, fields } = SOURCES[trace];
  return db.all<PersonRow>(
    `SELECT ${fields} FROM ${table} WHERE ${named} = ? ORDER BY ${key} LIMIT ? OFFSET ?`,
    person,
    Math.min(limit, PORTION),
    offset,
  );
}

/** Only inside `write`. @returns how many rows there were in this portion; fewer than PORTION: it was the last. */
export function forgetSome(db: Database, person: string, trace: PersonTrace, until: number): number {
  const { table, key, person: named, at, forget } = SOURCES[trace];
  const theirs = `(${key}) IN (SELECT ${key} FROM ${table} WHERE ${named} = ? AND ${at} <= ? LIMIT ${PORTION})`;
  const gone =
    forget === 'delete'
      ? db.all(`DELETE FROM ${table} WHERE ${theirs} RETURNING 1 AS gone`, person, until)
      : db.all(`UPDATE ${table} SET ${forget.set} WHERE ${theirs} RETURNING 1 AS gone`, FORGOTTEN, person, until);
  return gone.length;
}

export function reportPosts(db: Database, person: string, until: number): Post[] {
  return db.all<{ channel: string; message: string }>(
    'SELECT channel, message FROM reports WHERE by = ? AND at <= ? AND channel IS NOT NULL AND message IS NOT NULL',
    person,
    until,
  );
}
