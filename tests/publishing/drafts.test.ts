/** A draft's file is read once: answers, the look at it and publishing go on with what it became. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { openSqliteCatalog, type SqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import { prepare } from '#src/publishing/press.ts';
import { Publishing } from '#src/publishing/publishing.ts';
import { queued } from '#src/workers/queue.ts';
import { BAKER, codeOf } from '#tests/catalog/contract/trial.ts';
import { post } from '#tests/e2e/reading-room.ts';

let folder: string;
let catalog: SqliteCatalog;
let reads: number;
let readAs: (title: string) => string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ficus-drafts-'));
  catalog = await openSqliteCatalog({ file: join(folder, 'ficus.db'), now: () => 1000, exclusive: false });
  reads = 0;
  readAs = (title) => title;
});
afterEach(async () => {
  await catalog.close();
  await rm(folder, { recursive: true });
});

let ids = 0;

/** @param version - of the press: an update of the bot may bring another. */
function publishingAs(version: string, over = catalog, exclusively = queued()): Publishing {
  return new Publishing({
    catalog: over,
    exclusively,
    version,
    async prepare(bytes, name) {
      reads += 1;
      return prepare(bytes, name, discordMarkdown, []).map((one) => ({
        ...one,
        fields: { ...one.fields, title: one.fields.title && readAs(one.fields.title) },
      }));
    },
    now: () => 1000,
    newId: () => `draft${++ids}`,
  });
}

const FILE = new TextEncoder().encode(
  post({ title: 'The Red Lamp', author: 'penwiper', body: 'A lamp burned late in the window of the last house.' }),
);
const NEW = { library: BAKER, by: 'mina', fileName: 'lamp.txt', bytes: FILE, answers: {} } as const;

test('its file is read once, from the upload to the fic', async () => {
  const publishing = publishingAs('1');
  const { id, findings } = await publishing.begin(NEW);
  await publishing.answer(id, BAKER, { basis: 'author-agreed' });
  await publishing.answer(id, BAKER, { evidence: 'Her mail.' });
  await publishing.answer(id, BAKER, { summary: 'It burns.' });
  const seen = await publishing.preview(id, BAKER);
  expect(seen).toMatchObject({ chapters: 1, words: 11, fields: { title: 'The Red Lamp', summary: 'It burns.' } });
  expect(seen.findings).toEqual(findings.filter(({ code }) => code !== 'summary-missing'));
  const { story } = await publishing.publish(id, BAKER, 'mina');
  expect(story).toMatchObject({ title: 'The Red Lamp', authors: ['penwiper'], summary: 'It burns.', words: 11 });
  expect(story.rawHeader).toContain('The Red Lamp');
  expect(reads).toBe(1);
});

test('an update that reads files otherwise reads it again, and what was said stands', async () => {
  const { id } = await publishingAs('1').begin(NEW);
  await publishingAs('1').answer(id, BAKER, { authors: 'inkwell' });
  readAs = (title) => `${title} Again`;
  const updated = publishingAs('2');
  expect((await updated.preview(id, BAKER)).fields).toMatchObject({
    title: 'The Red Lamp Again',
    authors: ['inkwell'],
  });
  await updated.answer(id, BAKER, { basis: 'public-domain' });
  const { story } = await updated.publish(id, BAKER, 'mina');
  expect(story).toMatchObject({ title: 'The Red Lamp Again', authors: ['inkwell'] });
  expect(reads).toBe(2);
});

test('where what it became cannot be read, or is not there, its file is read again', async () => {
  const publishing = publishingAs('1');
  const { id } = await publishing.begin(NEW);
  using db = new DatabaseSync(join(folder, 'ficus.db'));
  for (const damage of [
    "UPDATE draft_texts SET findings = '[7]'",
    "UPDATE contents SET fields = '7'",
    "UPDATE contents SET chapters = '{'",
    'DELETE FROM draft_texts',
  ]) {
    db.exec(damage);
    reads = 0;
    expect((await publishing.preview(id, BAKER)).fields.title).toBe('The Red Lamp');
    await publishing.preview(id, BAKER);
    expect(reads, damage).toBe(1);
  }
});

test('of a fic that was taken down no text is kept, and the draft says so until that is undone', async () => {
  const publishing = publishingAs('1');
  const { id } = await publishing.begin(NEW);
  await publishing.answer(id, BAKER, { basis: 'posted-by-author' });
  const { story } = await publishing.publish(id, BAKER, 'mina');
  const word = { by: 'mina', at: 5, reason: 'asked' } as const;
  await catalog.moderation.takedowns.add(story.id, [BAKER], word);
  const again = await publishing.begin({ ...NEW, answers: { basis: 'posted-by-author' } });
  expect(again.takenDown).toBe(true);
  expect((await catalog.draft(again.id, 1000))?.prepared).toBeNull();
  expect(await codeOf(publishing.publish(again.id, BAKER, 'mina'))).toBe('story-taken-down');
  await catalog.moderation.takedowns.undo(story.id, [BAKER], word);
  expect((await publishing.preview(again.id, BAKER)).takenDown).toBe(false);
  expect((await publishing.publish(again.id, BAKER, 'mina')).isNew).toBe(true);
});

test('answers that two programs are given at once are both kept, where a lock is between them', async () => {
  const beside = await openSqliteCatalog({ file: join(folder, 'ficus.db'), now: () => 1000, exclusive: false });
  onTestFinished(() => beside.close());
  const lock = queued();
  const [one, other] = [publishingAs('1', catalog, lock), publishingAs('1', beside, lock)];
  const { id } = await one.begin(NEW);
  const inputs = ['title', 'authors', 'fandoms', 'summary', 'tags', 'notes'] as const;
  await Promise.all(
    inputs.map((input, index) => (index % 2 ? one : other).answer(id, BAKER, { [input]: `${input} said` })),
  );
  const { answers } = await other.preview(id, BAKER);
  expect(answers).toEqual(Object.fromEntries(inputs.map((input) => [input, `${input} said`])));
});
