/** Whatever is kept of a person is in the one table of what is kept, and in the document about it. */
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { KEPT } from '#commands/index.ts';
import { ROOT } from '#src/config.ts';
import { MIGRATIONS } from '#src/engine/sqlite/schema.ts';
import { SET_ASIDE } from '#src/kept/aside.ts';
import { DAY } from '#src/kept/kind.ts';
import { REGISTRATION } from '#src/kept/registration.ts';
import { PERSON_TRACES } from '#src/moderation/persons.ts';
import { keptTable } from '#src/privacy/kept.ts';

const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');

const TABLE = keptTable(KEPT);

test('every kind of the state is told of, or belongs to nobody', () => {
  const all = [...KEPT, REGISTRATION].map(({ kind }) => kind);
  expect(all.length).toBeGreaterThan(8);
  const personal = all.filter(({ belongs }) => belongs !== 'to-nobody').map(({ name }) => name);
  const told = TABLE.flatMap(({ from }) => ('kind' in from ? [from.kind] : []));
  expect(told.toSorted()).toEqual([...personal, SET_ASIDE].toSorted());
  expect(all.filter(({ belongs }) => belongs === 'to-nobody').map(({ name }) => name)).toEqual([
    'takedown-asks',
    'registration',
  ]);
  for (const { from, days } of TABLE) {
    const kind = all.find(({ name }) => 'kind' in from && name === from.kind);
    if (kind) expect(days, kind.name).toBe(kind.ttl === undefined ? null : kind.ttl / DAY);
  }
});

test('no two features keep under one name, and no two rows are told by one', () => {
  for (const names of [KEPT.map(({ kind }) => kind.name), TABLE.map(({ name }) => name)]) {
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  }
});

/** Columns of the catalog's tables that hold a person's id, and the trace that tells of each. */
const NAMING: Readonly<Record<string, (typeof PERSON_TRACES)[number]>> = {
  'drafts.by': 'drafts',
  'history.by': 'history',
  'reports.by': 'reports',
  'reports.closed_by': 'closed-reports',
  'library_log.by': 'log',
  'takedowns.by': 'takedowns',
  'takedowns.undone_by': 'undone-takedowns',
  'contents.permission': 'permissions',
  'aliases.by': 'aliases',
};

test('every column of the catalog that names a person is told of, and found by an index', () => {
  using db = new DatabaseSync(':memory:');
  for (const migration of MIGRATIONS) db.exec(migration);
  const columns = db
    .prepare(`SELECT m.name || '.' || c.name AS name FROM sqlite_schema m, pragma_table_info(m.name) c
              WHERE m.type = 'table' AND (c.name = 'by' OR c.name LIKE '%\\_by' ESCAPE '\\' OR c.name = 'permission'
              OR c.name LIKE '%user%' OR c.name LIKE '%reader%' OR c.name LIKE '%person%' OR c.name LIKE '%member%')`)
    .all()
    .map(({ name }) => String(name));
  expect(columns.toSorted()).toEqual(Object.keys(NAMING).toSorted());
  expect(Object.values(NAMING).toSorted()).toEqual([...PERSON_TRACES].toSorted());
  const told = TABLE.flatMap(({ from }) => ('trace' in from ? [from.trace] : []));
  expect(told.toSorted()).toEqual([...PERSON_TRACES].toSorted());
  for (const column of Object.keys(NAMING)) {
    const [table, name] = column.split('.');
    const named = name === 'permission' ? "json_extract(permission, '$.by')" : name;
    const plan = db.prepare(`EXPLAIN QUERY PLAN SELECT count(*) FROM ${table} WHERE ${named} = '1'`).all();
    expect(JSON.stringify(plan), column).toContain('USING');
  }
});

test('the document about privacy names every row of the table with its time, and every field of an export', () => {
  const document = read('docs/reference/privacy.md');
  for (const { name, days } of TABLE) {
    const line = document.split('\n').find((each) => each.startsWith(`| \`${name}\``));
    expect(line, name).toBeDefined();
    if (days !== null) expect(line, name).toContain(`${days} day`);
  }
});

test('mentions of persons are made in one place, which knows who was forgotten', () => {
  const sources = globSync('{src,commands}/**/*.ts', { cwd: ROOT });
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((path) => read(path).includes('<@${'))).toEqual(['src/kit/show/person.ts']);
});
