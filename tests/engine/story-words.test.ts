/**
 * The words of headers are those that the header has now, whether they are kept yet or not, and whoever split them.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSqliteCatalog, type SqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { Database } from '#src/engine/sqlite/database.ts';
import { sqlitePort } from '#src/engine/sqlite/port.ts';
import { StoryWords } from '#src/engine/story-words.ts';
import { fieldWordsOf } from '#src/search/word-fields.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { aStory, romance } from '#tests/catalog/stories.ts';

const folder = await mkdtemp(join(tmpdir(), 'ficus-words-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const FULL = {
  title: "O'Brien’s Night",
  authors: ['Ada', 'Newt'],
  pairings: [romance('Sherlock Holmes', 'John Watson')],
  tags: ['slow burn', '***', '福尔摩斯'],
  summary: 'One line.\nAnother  line.',
};

let files = 0;
async function withCatalog(work: (catalog: SqliteCatalog, db: Database) => Promise<void>): Promise<void> {
  files += 1;
  const file = join(folder, `${files}.db`);
  const catalog = await openSqliteCatalog({ file, now: () => 1, exclusive: false });
  const db = new Database({ file, exclusive: false });
  try {
    await work(catalog, db);
  } finally {
    db.close();
    await catalog.close();
  }
}

function wordsOver(db: Database): StoryWords {
  const { headers, changes } = sqlitePort(db, { sharedTexts: false, textIndex: null });
  return new StoryWords(headers, changes);
}

async function keepAll(words: StoryWords): Promise<void> {
  while (await words.isBehind()) await words.keepSome(0);
}

const saidBy = async (words: StoryWords, story: number) => (await words.of([story])).get(story);

test('are the same before and after they are kept', () =>
  withCatalog(async (catalog, db) => {
    const stories = [aStory(FULL), ...Array.from({ length: 50 }, (_, at) => aStory({ title: `Story ${at}` }))];
    await catalog.addAll(stories);
    const words = wordsOver(db);
    const said = async () => {
      const all = await words.of(stories.map((_, index) => index + 1));
      return stories.map((_, index) => all.get(index + 1));
    };
    const expected = stories.map(({ fields }) => fieldWordsOf(fields));
    expect(await said()).toEqual(expected);
    await keepAll(words);
    expect(db.all('SELECT 1 FROM story_words')).toHaveLength(stories.length);
    expect(await said()).toEqual(expected);
    expect(await saidBy(words, 1000)).toBeUndefined();
  }));

test('are the new ones as soon as the header changed', () =>
  withCatalog(async (catalog, db) => {
    const { id } = await catalog.add(aStory(FULL));
    const words = wordsOver(db);
    await keepAll(words);
    const { fields, permission } = aStory({ title: 'Another Title' });
    await catalog.reviseHeader(id, [SHARED_LIBRARY], { fields, permission }, { by: 'mina', at: 1 }, 1);
    expect(await saidBy(words, 1)).toEqual(fieldWordsOf(fields));
    expect(await words.isBehind()).toBe(true);
    await keepAll(words);
    expect(await saidBy(words, 1)).toEqual(fieldWordsOf(fields));
  }));

test('of an earlier Ficus are not believed, and made anew', () =>
  withCatalog(async (catalog, db) => {
    const story = aStory(FULL);
    await catalog.add(story);
    await db.write(() => {
      db.run("INSERT INTO kept_words VALUES (1, 'another', 100)");
      db.run("INSERT INTO story_words VALUES (1, '0 other words')");
    });
    const words = wordsOver(db);
    expect(await saidBy(words, 1)).toEqual(fieldWordsOf(story.fields));
    await keepAll(words);
    expect(await saidBy(words, 1)).toEqual(fieldWordsOf(story.fields));
    expect(await wordsOver(db).isBehind()).toBe(false);
  }));
