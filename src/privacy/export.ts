/**
 * What is kept of a person, in numbers for a message and whole for a file of their own.
 */
import type { Catalog } from '#src/catalog/contract.ts';
import type { Readers, ReaderTraces } from '#src/kept/readers.ts';
import type { Persons } from '#src/moderation/persons.ts';
import { type CountedRow, countOf, type KeptRow } from '#src/privacy/kept.ts';

/** Discord takes 10 MiB of files from a bot; some of it is the form around them. */
const EXPORT_BYTES = 10 * 1024 * 1024 - 64 * 1024;

/** Raised whenever a field changes its name or meaning. */
const EXPORT_VERSION = 1;

/** Rows of one trace in the catalog that are asked for: more would not fit into the file. */
const MOST_ROWS = 50_000;

export interface PrivacyParts {
  readonly table: readonly KeptRow[];
  readonly readers: Pick<Readers, 'ofReader'>;
  readonly persons: Persons;
  readonly catalog: Pick<Catalog, 'get' | 'libraries'>;
}

/** What is kept of a person, for themselves. */
export interface Privacy {
  /** Each row of the table with how many there are. */
  count(person: string): Promise<readonly CountedRow[]>;
  /** The file, as UTF-8 JSON that Discord takes: where it would be more, the longest lists end early and say so. */
  exported(person: string, at: number): Promise<Uint8Array>;
}

export function privacyOver(parts: PrivacyParts): Privacy {
  return {
    count: (person) => countKept(parts, person),
    exported: (person, at) => exportKept(parts, person, at),
  };
}

export async function countKept({ table, readers, persons }: PrivacyParts, person: string): Promise<CountedRow[]> {
  const [traces, counts] = await Promise.all([readers.ofReader(person), persons.count(person)]);
  return table.map((row) => ({
    ...row,
    count: 'trace' in row.from ? counts[row.from.trace] : countOf(row, traces[row.from.kind] ?? []),
  }));
}

/** @param limit - in bytes. */
export async function exportKept(
  parts: PrivacyParts,
  person: string,
  at: number,
  limit: number = EXPORT_BYTES,
): Promise<Uint8Array> {
  const traces = await parts.readers.ofReader(person);
  const lists: Record<string, readonly object[]> = {};
  for (const row of parts.table) lists[row.name] = await rowsOf(row, parts.persons, person, traces);
  const titles = await titlesOf(parts.catalog, lists);
  const told = Object.fromEntries(
    Object.entries(lists).map(([name, rows]) => [name, rows.map((row) => readable(row, titles))]),
  );
  return fitting({ format: 'ficus-export', version: EXPORT_VERSION, exportedAt: iso(at), person }, told, limit);
}

async function rowsOf(
  { from, told }: KeptRow,
  persons: Persons,
  person: string,
  traces: ReaderTraces,
): Promise<readonly object[]> {
  if ('kind' in from) return (traces[from.kind] ?? []).flatMap(told);
  return persons.list(person, from.trace, MOST_ROWS);
}

/** Titles say more than ids do. Of a fic that is gone, or withdrawn, the id alone is left. */
async function titlesOf(
  catalog: PrivacyParts['catalog'],
  lists: Readonly<Record<string, readonly object[]>>,
): Promise<ReadonlyMap<string, string>> {
  const libraries = await catalog.libraries();
  const ids = new Set(
    Object.values(lists).flatMap((rows) => rows.flatMap((row) => ('title' in row ? [] : storyIn(row)))),
  );
  const titles = new Map<string, string>();
  for (const id of ids) {
    const story = await catalog.get(id, libraries);
    if (story?.state === 'published') titles.set(id, story.title);
  }
  return titles;
}

function storyIn(row: object): string[] {
  return 'story' in row && typeof row.story === 'string' ? [row.story] : [];
}

function readable(row: object, titles: ReadonlyMap<string, string>): object {
  const told = Object.entries(row).map(([key, value]) => [key, isTime(key, value) ? iso(value) : value] as const);
  const [id] = storyIn(row);
  if (id === undefined || 'title' in row) return Object.fromEntries(told);
  return Object.fromEntries([...told, ['title', titles.get(id) ?? null]]);
}

function isTime(key: string, value: unknown): value is number {
  return typeof value === 'number' && (key === 'at' || key.endsWith('At'));
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** Half of the longest list goes until the rest fits; `leftOut` says how many of each. */
function fitting(head: object, lists: Record<string, readonly object[]>, limit: number): Uint8Array {
  const leftOut: Record<string, number> = {};
  for (;;) {
    const bytes = new TextEncoder().encode(`${JSON.stringify({ ...head, ...lists, leftOut }, null, 2)}\n`);
    if (bytes.byteLength <= limit) return bytes;
    const sizes = Object.entries(lists).map(([name, rows]) => ({ name, rows, size: JSON.stringify(rows).length }));
    const longest = sizes.reduce((a, b) => (b.size > a.size ? b : a));
    if (longest.rows.length === 0) return bytes;
    const kept = longest.rows.slice(0, Math.floor(longest.rows.length / 2));
    leftOut[longest.name] = (leftOut[longest.name] ?? 0) + longest.rows.length - kept.length;
    lists[longest.name] = kept;
  }
}
