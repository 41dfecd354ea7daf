/**
 * What one writes first with SQLite: an FTS5 table for the words, names in a table of their own and joined, with indexes both ways.
 * In the process itself, so that it pays for no thread.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Engine, type Page, pageOf, type Question } from './engine.ts';

const SCHEMA = `
  PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;
  CREATE TABLE stories (number INTEGER PRIMARY KEY, key TEXT UNIQUE, position INTEGER, rating TEXT, mild INTEGER, complete INTEGER);
  CREATE INDEX stories_by_position ON stories (position);
  CREATE VIRTUAL TABLE story_words USING fts5 (title, authors, pairings, names, tags, summary, tokenize = 'unicode61 remove_diacritics 2');
  CREATE TABLE names (id INTEGER PRIMARY KEY, kind TEXT, name TEXT COLLATE NOCASE, uses INTEGER DEFAULT 0, UNIQUE (kind, name));
  CREATE TABLE named (name INTEGER, story INTEGER, PRIMARY KEY (name, story)) WITHOUT ROWID;
  CREATE INDEX named_by_story ON named (story, name);`;

export async function openFts5(folder: string): Promise<Engine> {
  const file = join(folder, 'fts5.db');
  const db = new DatabaseSync(file);
  db.exec(SCHEMA);
  const story = db.prepare('INSERT INTO stories VALUES (?, ?, ?, ?, ?, ?)');
  const words = db.prepare(
    'INSERT INTO story_words (rowid, title, authors, pairings, names, tags, summary) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const name = db.prepare(
    'INSERT INTO names (kind, name, uses) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET uses = uses + 1 RETURNING id',
  );
  const named = db.prepare('INSERT OR IGNORE INTO named VALUES (?, ?)');
  const suggestions = db.prepare(
    "SELECT name FROM names WHERE kind = ? AND name LIKE ? || '%' ORDER BY uses DESC LIMIT 25",
  );
  let last = 0;
  const put = (page: Page, number: number) => {
    last += 1;
    story.run(number, page.key, last, page.rating, Number(page.isMild), Number(page.isComplete));
    const names = [...page.fandoms, ...page.characters].join(' \n ');
    words.run(
      ...[number, page.title, page.authors.join(' '), page.pairings.join(' '), names, page.tags.join(' \n ')],
      page.summary,
    );
    const lists = [['fandom', page.fandoms] as const, ['character', page.characters] as const];
    for (const [kind, of] of [...lists, ['tag', page.tags] as const]) {
      for (const one of of) named.run((name.get(kind, one) as { id: number }).id, number);
    }
  };
  const within = (work: () => void) => {
    db.exec('BEGIN');
    work();
    db.exec('COMMIT');
  };
  return {
    mends: false,
    async add(stories) {
      within(() => {
        for (const each of stories) put(pageOf(each), last + 1);
      });
    },
    async finish() {
      db.exec('ANALYZE');
    },
    async ask(question) {
      const { from, values } = whereOf(question);
      const order =
        question.words.length > 0 && !question.isByDate ? 'bm25(story_words, 8, 5, 6, 4, 2, 1)' : 's.position DESC';
      const total = db.prepare(`SELECT count(*) AS total ${from}`).get(...values) as { total: number };
      const rows = db
        .prepare(`SELECT s.key ${from} ORDER BY ${order} LIMIT 10 OFFSET ?`)
        .all(...values, question.offset);
      return { total: total.total, keys: rows.map(({ key }) => String(key)) };
    },
    async facets(question) {
      const { from, values } = whereOf(question);
      db.prepare(`CREATE TEMP TABLE found AS SELECT s.number ${from}`).run(...values);
      let counted = 0;
      for (const kind of ['fandom', 'character', 'tag']) {
        counted += db
          .prepare(
            `SELECT n.name, count(*) AS uses FROM temp.found f JOIN named m ON m.story = f.number JOIN names n ON n.id = m.name
             WHERE n.kind = ? GROUP BY n.id ORDER BY uses DESC LIMIT 25`,
          )
          .all(kind).length;
      }
      for (const column of ['rating', 'complete']) {
        counted += db
          .prepare(`SELECT ${column}, count(*) FROM temp.found JOIN stories USING (number) GROUP BY 1`)
          .all().length;
      }
      db.exec('DROP TABLE temp.found');
      return counted;
    },
    suggest: async (kind, typed) => suggestions.all(kind, typed).length,
    async update(each) {
      const page = pageOf(each);
      const { number } = db.prepare('SELECT number FROM stories WHERE key = ?').get(page.key) as { number: number };
      within(() => {
        db.prepare('DELETE FROM stories WHERE number = ?').run(number);
        db.prepare('DELETE FROM story_words WHERE rowid = ?').run(number);
        db.prepare('DELETE FROM named WHERE story = ?').run(number);
        put(page, number);
      });
    },
    async size() {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return (await stat(file)).size;
    },
    async close() {
      db.close();
    },
  };
}

/** Words in quotation marks: they are no syntax. */
function whereOf({ words, fandom, tag, isMild, isComplete }: Question) {
  const values: string[] = [];
  const conditions: string[] = [];
  let from = 'FROM stories s';
  if (words.length > 0) {
    from += ' JOIN story_words ON story_words.rowid = s.number';
    conditions.push('story_words MATCH ?');
    values.push(words.map((word) => `"${word}"`).join(' '));
  }
  const names = [['fandom', fandom] as const, ['tag', tag] as const];
  for (const [kind, name] of names) {
    if (name === undefined) continue;
    from += ` JOIN named ${kind}_of ON ${kind}_of.story = s.number JOIN names ${kind} ON ${kind}.id = ${kind}_of.name`;
    conditions.push(`${kind}.kind = '${kind}' AND ${kind}.name = ?`);
    values.push(name);
  }
  if (isMild) conditions.push('s.mild = 1');
  if (isComplete) conditions.push('s.complete = 1');
  return { from: `${from} WHERE ${conditions.join(' AND ') || '1'}`, values };
}
