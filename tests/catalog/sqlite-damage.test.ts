/**
 * Rows that a broken disk, or a mistake of ours, has left unreadable: told, kept as they are, and nothing else goes down with them.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openSqliteCatalog, type SqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import type { UnreadableValue } from '#src/engine/stored.ts';
import { SHARED_LIBRARY, type StoryId } from '#src/story/story.ts';
import { asked, codeOf, EVERYTHING, MINA, OPEN } from '#tests/catalog/contract/trial.ts';
import { aStory } from '#tests/catalog/stories.ts';

const folder = await mkdtemp(join(tmpdir(), 'ficus-damage-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
let file = '';
let broken: StoryId = '';
let whole: StoryId = '';
beforeEach(async () => {
  files += 1;
  file = join(folder, `${files}.db`);
  const catalog = await open();
  const parts = { text: [['A lamp burned late.']], tags: ['lamp'] };
  const added = await catalog.addAll([
    aStory({ ...parts, title: 'Broken lamp', sourceUrl: 'https://example.org/s/1' }),
    aStory({ ...parts, title: 'Whole lamp' }),
  ]);
  [broken = '', whole = ''] = added.map(({ id }) => id);
  await catalog.close();
});

async function open(onUnreadable: (value: UnreadableValue) => void = () => {}): Promise<SqliteCatalog> {
  return openSqliteCatalog({ file, now: () => 1_000_000, exclusive: true, patience: 60_000, onUnreadable });
}

/** A catalog after something came to stand in a row, and what it tells of it. */
async function damaged(sql: string) {
  const database = new DatabaseSync(file);
  database.exec(sql);
  const dump = () => JSON.stringify(database.prepare('SELECT * FROM contents ORDER BY number').all());
  const before = dump();
  const told: UnreadableValue[] = [];
  const catalog = await open((value) => told.push(value));
  onTestFinished(async () => {
    await catalog.close();
    expect(dump(), 'what cannot be read is kept as it is').toBe(before);
    database.close();
  });
  return { catalog, told };
}

const SHARED = [SHARED_LIBRARY];
const content = () => `(SELECT content FROM stories WHERE id = '${broken}')`;

describe('a story whose header cannot be read', () => {
  const wrongs: readonly (readonly [name: string, column: string, json: string])[] = [
    ['is cut off', 'fields', '{"title":"Bro'],
    ['is no object', 'fields', '[]'],
    ['has no authors', 'fields', '{"title":"Broken lamp"}'],
    ['has no ground to be shown on', 'permission', '{"basis":"hearsay","by":"mina","at":1,"evidence":""}'],
    ['has chapters without words', 'chapters', '[{"title":null}]'],
  ];
  it.each(wrongs)('since it %s, takes no page and no list down', async (_, column, json) => {
    const { catalog, told } = await damaged(`UPDATE contents SET ${column} = '${json}' WHERE number = ${content()}`);
    // Of what its card does not show a list asks nothing: whoever opens it is told.
    const listed = column === 'fields' ? [whole] : [whole, broken];
    const { hits } = await catalog.search(asked({ text: 'lamp' }), OPEN, EVERYTHING);
    expect(hits.map(({ id }) => id).toSorted()).toEqual(listed.toSorted());
    const { stories } = await catalog.libraryStories(SHARED_LIBRARY, 'published', '', EVERYTHING);
    expect(stories.map(({ id }) => id).toSorted()).toEqual(listed.toSorted());
    expect(await catalog.cards([broken, whole], SHARED)).toHaveLength(listed.length);
    expect((await catalog.many([broken, whole], SHARED)).map(({ id }) => id)).toEqual([whole]);
    expect(await catalog.byTitle('Broken lamp', OPEN)).toEqual([]);
    expect(await catalog.get(whole, SHARED)).toMatchObject({ title: 'Whole lamp' });
    expect(await codeOf(catalog.get(broken, SHARED))).toBe('story-unreadable');
    expect(await codeOf(catalog.excerpt(broken, 1, 0, 10))).toBe('story-unreadable');
    expect(told).toEqual([{ place: 'contents', key: expect.any(Number), reason: expect.any(String) }]);
  });

  it('leaves its older revisions in its history', async () => {
    const catalog = await open();
    const { fields, permission } = aStory({ title: 'Renamed lamp' });
    await catalog.reviseHeader(broken, SHARED, { fields, permission }, MINA, 1);
    await catalog.close();
    const damage = await damaged(`UPDATE contents SET fields = '7' WHERE number = ${content()}`);
    const past = await damage.catalog.revisions(broken, 2, 10);
    expect(past.map(({ revision }) => revision)).toEqual([1]);
    expect(await damage.catalog.history(broken)).toHaveLength(2);
  });

  it('leaves whoever noted its permission able to see what is kept of them', async () => {
    const { catalog } = await damaged(`UPDATE contents SET fields = '{"tit' WHERE number = ${content()}`);
    const { persons } = catalog.moderation;
    const titles = (await persons.list('mina', 'permissions', 10)).map(({ title }) => title);
    expect(titles.toSorted()).toEqual(['Whole lamp', null].toSorted());
    expect(await persons.list('mina', 'history', 10)).toHaveLength(2);
  });
});

describe('a piece of text that cannot be read', () => {
  it('is told where it is asked for, and the card and other texts are as they were', async () => {
    const { catalog, told } = await damaged(
      `UPDATE chunks SET blocks = '[{"kind":"song"}]' WHERE content = ${content()}`,
    );
    expect(await codeOf(catalog.excerpt(broken, 1, 0, 10))).toBe('story-unreadable');
    expect(await codeOf(catalog.chunks(broken, 1))).toBe('story-unreadable');
    expect(await catalog.get(broken, SHARED)).toMatchObject({ title: 'Broken lamp' });
    expect((await catalog.excerpt(whole, 1, 0, 10)).blocks).toHaveLength(1);
    expect(told).toMatchObject([{ place: 'chunks' }]);
  });

  it('does not keep its story from being taken down, nor its source from being banned', async () => {
    const { catalog } = await damaged(`UPDATE chunks SET blocks = '[{' WHERE content = ${content()}`);
    const word = { by: 'mina', at: 1, reason: 'Its author asked.' };
    await catalog.moderation.takedowns.add(broken, SHARED, word);
    const again = aStory({ sourceUrl: 'https://example.org/s/1' });
    expect(await catalog.isTakenDown(SHARED_LIBRARY, again)).toBe(true);
  });
});

describe('a line of the log that cannot be read', () => {
  it('is left out and told, and the others are there', async () => {
    const catalog = await open();
    const entry = { library: SHARED_LIBRARY, by: 'mina', at: 1, action: 'published' } as const;
    await catalog.moderation.log.add({ ...entry, details: { title: 'One' } }, { ...entry, details: { title: 'Two' } });
    await catalog.close();
    const damage = await damaged(`UPDATE library_log SET details = '{"title":7}' WHERE number = 1`);
    const entries = await damage.catalog.moderation.log.list(SHARED_LIBRARY, null, 10);
    expect(entries.map(({ details }) => details.title)).toEqual(['Two']);
    expect(damage.told).toEqual([{ place: 'library_log', key: 1, reason: expect.any(String) }]);
    const log = await damage.catalog.moderation.persons.list('mina', 'log', 10);
    expect(log.map(({ details }) => details)).toEqual([{ title: 7 }, { title: 'Two' }]);
  });
});
