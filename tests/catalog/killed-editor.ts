/**
 * A program that changes a story's header until it is killed, and says each revision once it was told that it is kept.
 *
 * A header's title, tag and author say the same number, so that a half-kept one is seen.
 */
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { SHARED_LIBRARY } from '#src/story/story.ts';
import { aStory } from '#tests/catalog/stories.ts';

const [file = ''] = process.argv.slice(2);
const catalog = await openSqliteCatalog({ file, now: Date.now, exclusive: true });
const first = aStory({ title: 'Header 1', tags: ['tag 1'], authors: ['author 1'] });
const { id } = await catalog.add(first);
process.stdout.write(`${id}\n`);
for (let number = 2; ; number += 1) {
  const fields = { ...first.fields, title: `Header ${number}`, tags: [`tag ${number}`], authors: [`author ${number}`] };
  const header = { fields, permission: first.permission };
  const { revision } = await catalog.reviseHeader(id, [SHARED_LIBRARY], header, { by: 'mina', at: number }, number - 1);
  process.stdout.write(`${revision}\n`);
}
