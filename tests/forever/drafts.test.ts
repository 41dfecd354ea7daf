/** Drafts of an earlier release whose texts were staged then: they go on where they were, also under a bot that reads files otherwise. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import facts from '#tests/forever/fixtures/2026-12-01/facts.json' with { type: 'json' };
import { fixtureOf, testFolder } from '#tests/forever/fixtures.ts';
import { publishingOver } from '#tests/forever/today.ts';

const { library, drafts } = facts;
const LAMP = drafts['The Late Lamp'];
const now = () => facts.at + 1000;

async function opened(version: string) {
  const database = join(await testFolder(), 'ficus.db');
  await copyFile(fixtureOf('2026-12-01', 'ficus.db'), database);
  const over = await publishingOver({ database, now, version });
  onTestFinished(() => over.close());
  return over;
}

test.each([
  ['as that release read them, is not read again', facts.pressVersion, 0],
  ['otherwise, is read again', 'another', 1],
])('a file that a bot would read %s, and the fic says what was answered', async (_, version, reads) => {
  const { publishing, catalog, read } = await opened(version);
  const seen = await publishing.preview(LAMP, library);
  expect(seen).toMatchObject({ words: 11, chapters: 1, takenDown: false, answers: { tags: 'lamps, patience' } });
  expect(read).toHaveLength(reads);
  const { story } = await publishing.publish(LAMP, library, 'mina');
  expect(await catalog.get(story.id, [library])).toMatchObject({
    ...{ title: 'The Late Lamp', authors: ['penwiper'], tags: ['lamps', 'patience'], words: 11 },
    ...{ rating: { raw: 'PG-13' }, permission: { basis: 'author-agreed', evidence: 'Her mail of 3 May.' } },
  });
  const [text] = await catalog.chunks(story.id, 1);
  expect(JSON.stringify(text)).toContain('Nobody put it out.');
  expect(read).toHaveLength(reads);
});

test('a draft of which nothing was said yet is filled in, and one can be discarded', async () => {
  const { publishing } = await opened(facts.pressVersion);
  const early = drafts['The Early Lamp'];
  expect(await publishing.answer(early, library, { title: 'The Earliest Lamp' })).toMatchObject({
    fields: { title: 'The Earliest Lamp' },
  });
  await publishing.discard(LAMP, library);
  await expect(publishing.preview(LAMP, library)).rejects.toMatchObject({ code: 'draft-not-found' });
});
