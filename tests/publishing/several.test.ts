/** A file that holds several stories: taken in whole by the operator, refused as a draft, which is one. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { importTogether } from '#src/cli/import.ts';
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { discordMarkdown } from '#src/kit/show/markdown.ts';
import { prepare } from '#src/publishing/press.ts';
import { Publishing } from '#src/publishing/publishing.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { queued } from '#src/workers/queue.ts';
import { post } from '#tests/e2e/reading-room.ts';

const LICENSED = { library: SHARED_LIBRARY, permission: 'licence', evidence: 'CC0' } as const;

const open: AsyncDisposableStack[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.disposeAsync();
});

/** A catalog on disk, and a press to which one file is as many posts as stand in it. */
async function pressOfSeveral() {
  const stack = new AsyncDisposableStack();
  open.push(stack);
  const folder = await mkdtemp(join(tmpdir(), 'ficus-several-'));
  stack.defer(() => rm(folder, { recursive: true }));
  const catalog = await openSqliteCatalog({ file: join(folder, 'ficus.db'), now: Date.now, exclusive: false });
  stack.defer(() => catalog.close());
  let ids = 0;
  const publishing = new Publishing({
    catalog,
    prepare: async (bytes, name) =>
      new TextDecoder()
        .decode(bytes)
        .split('=====\n')
        .flatMap((part) => prepare(new TextEncoder().encode(part), name, discordMarkdown, [])),
    version: '1',
    now: Date.now,
    newId: () => `draft${++ids}`,
    exclusively: queued(),
  });
  const file = async (name: string, ...posts: readonly string[]) => {
    await writeFile(join(folder, name), posts.join('\n=====\n'));
    return join(folder, name);
  };
  return { catalog, publishing, file };
}

test('each story of a file is imported, and again is the same story', async () => {
  const { file, ...stores } = await pressOfSeveral();
  const zine = await file('zine.txt', post({ title: 'Red', body: 'A red one.' }), post({ title: 'Green' }));
  const first = await importTogether(stores, [zine], LICENSED);
  expect(first).toMatchObject([
    { file: zine, known: false, preparation: { fields: { title: 'Red' } } },
    { file: zine, known: false, preparation: { fields: { title: 'Green' } } },
  ]);
  const ids = first.map((one) => ('id' in one ? one.id : null));
  expect(new Set(ids).size).toBe(2);
  const again = await importTogether(stores, [zine], LICENSED);
  expect(again).toMatchObject(ids.map((id) => ({ id, known: true })));
});

test('one that is refused keeps no other of its file out', async () => {
  const { file, ...stores } = await pressOfSeveral();
  const refused = post({ title: 'Never', more: 'Warnings: Underage Sex\n' });
  const zine = await file('zine.txt', post({ title: 'Red', body: 'A red one.' }), refused, post({ title: 'Green' }));
  expect(await importTogether(stores, [zine], LICENSED)).toMatchObject([
    { known: false, preparation: { fields: { title: 'Red' } } },
    { file: zine, failure: { code: 'story-refused-underage' } },
    { known: false, preparation: { fields: { title: 'Green' } } },
  ]);
});

test('a draft is one story: a file with more is refused, and nothing is kept of it', async () => {
  const { catalog, publishing } = await pressOfSeveral();
  const bytes = new TextEncoder().encode(`${post({ title: 'Red' })}\n=====\n${post({ title: 'Green' })}`);
  const draft = { library: SHARED_LIBRARY, by: 'mina', fileName: 'zine.txt', bytes, answers: {} };
  await expect(publishing.begin(draft)).rejects.toMatchObject({ code: 'file-several', details: { count: 2 } });
  expect(await catalog.draft('draft1', Date.now())).toBeNull();
});
