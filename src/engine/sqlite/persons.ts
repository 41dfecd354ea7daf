/**
 * Rows that name a person: counted, listed and forgotten by an index, a portion at a time.
 */
import type { Database } from '#src/engine/sqlite/database.ts';
import { FORGOTTEN, PERSON_TRACES, type PersonRows, type PersonTrace } from '#src/moderation/persons.ts';
import type { Post } from '#src/moderation/posts.ts';

/** Rows that one step reads or changes: a few ms. Contents are the heaviest, at some 4 kB each. */
export const PORTION = 100;

interface Source<Trace extends PersonTrace> {
  readonly table: string;
  /** The row's key, in whose order the index gives it. */
  readonly key: string;
  /** What names the person, exactly as the index has it. */
  readonly person: string;
  readonly at: string;
  /** Where each field is that a person is told of, in the order of an export. */
  readonly fields: Readonly<Record<keyof PersonRows[Trace], string>>;
  /** Whether the row is theirs and goes, or what is written in the place of their name. */
  readonly forget: 'delete' | { readonly set: string };
}

const TITLE_OF = "iif(json_valid(fields), json_extract(fields, '$.title'), NULL)";
const TITLE = `(SELECT ${TITLE_OF} FROM contents WHERE number = s.content)`;
const ofStory = (id: string) => ({ story: id, title: `(SELECT ${TITLE} FROM stories s WHERE s.id = ${id})` });

const SOURCES: { readonly [Trace in PersonTrace]: Source<Trace> } = {
  drafts: {
    ...{ table: 'drafts', key: 'rowid', person: 'by', at: 'saved_at', forget: 'delete' },
    fields: {
      ...{ draft: 'id', library: 'library', title: 'title', fileName: 'file_name', savedAt: 'saved_at' },
      ...{
        bytes: '(SELECT length(bytes) FROM draft_files WHERE draft = drafts.id)',
        answers: 'answers',
        expiresAt: 'expires_at',
      },
    },
  },
  reports: {
    ...{ table: 'reports', key: 'number', person: 'by', at: 'at', forget: 'delete' },
    fields: {
      ...ofStory('story'),
      ...{ library: 'library', at: 'at', reason: 'reason', text: 'text', chapter: 'chapter', offset: 'offset' },
      ...{ closedAt: 'closed_at', outcome: 'outcome', answer: 'answer' },
    },
  },
  history: {
    ...{ table: 'history', key: 'story, revision', person: 'by', at: 'at', forget: { set: 'by = ?' } },
    fields: {
      story: '(SELECT id FROM stories s WHERE s.number = history.story)',
      title: `(SELECT ${TITLE} FROM stories s WHERE s.number = history.story)`,
      ...{ kind: 'kind', revision: 'revision', at: 'at' },
    },
  },
  permissions: {
    ...{ table: 'contents', key: 'number', person: "json_extract(permission, '$.by')" },
    at: "json_extract(permission, '$.at')",
    forget: { set: "permission = json_set(permission, '$.by', ?)" },
    fields: {
      title: TITLE_OF,
      basis: "json_extract(permission, '$.basis')",
      evidence: "json_extract(permission, '$.evidence')",
      at: "json_extract(permission, '$.at')",
    },
  },
  log: {
    ...{ table: 'library_log', key: 'number', person: 'by', at: 'at', forget: { set: 'by = ?' } },
    fields: { library: 'library', at: 'at', action: 'action', ...ofStory('story'), details: 'details' },
  },
  'closed-reports': {
    ...{ table: 'reports', key: 'number', person: 'closed_by', at: 'closed_at', forget: { set: 'closed_by = ?' } },
    fields: { ...ofStory('story'), library: 'library', closedAt: 'closed_at', outcome: 'outcome' },
  },
  takedowns: {
    ...{ table: 'takedowns', key: 'number', person: 'by', at: 'at', forget: { set: 'by = ?' } },
    fields: { ...ofStory('story'), library: 'library', at: 'at', reason: 'reason' },
  },
  'undone-takedowns': {
    ...{ table: 'takedowns', key: 'number', person: 'undone_by', at: 'undone_at', forget: { set: 'undone_by = ?' } },
    fields: { ...ofStory('story'), library: 'library', undoneAt: 'undone_at', undoneReason: 'undone_reason' },
  },
  aliases: {
    ...{ table: 'aliases', key: 'number', person: 'by', at: 'at', forget: { set: 'by = ?' } },
    fields: { library: 'library', kind: 'kind', alias: 'alias', standsFor: 'stands_for', at: 'at' },
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
export function listTraces<Trace extends PersonTrace>(
  db: Database,
  person: string,
  trace: Trace,
  offset: number,
  limit: number,
): PersonRows[Trace][] {
  const { table, key, person: named, fields } = SOURCES[trace];
  const selected = Object.entries(fields).map(([name, sql]) => `${sql} AS "${name}"`);
  const rows = db.all<PersonRows[Trace]>(
    `SELECT ${selected.join(', ')} FROM ${table} WHERE ${named} = ? ORDER BY ${key} LIMIT ? OFFSET ?`,
    person,
    Math.min(limit, PORTION),
    offset,
  );
  return rows.map(said);
}

/** What is kept as JSON, as what it says; as it is where that cannot be read. */
function said<Row extends object>(row: Row): Row {
  const read = (json: unknown) => {
    try {
      return JSON.parse(String(json));
    } catch {
      return json;
    }
  };
  return {
    ...row,
    ...('answers' in row && { answers: read(row.answers) }),
    ...('details' in row && { details: read(row.details) }),
  };
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
