/**
 * A program that adds stories until it is killed, and says each story's id once it was told that it is kept.
 */
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { aStory, wordy } from '#tests/catalog/stories.ts';

const [file = ''] = process.argv.slice(2);
const catalog = await openSqliteCatalog({ file, now: Date.now, exclusive: true });
for (let number = 1; ; number += 1) {
  const long = number % 5 === 0;
  const { id } = await catalog.add(
    aStory({ title: `Story ${number}`, tags: [`tag ${number % 7}`], text: [wordy(long ? 120_000 : 300)] }),
  );
  process.stdout.write(`${id}\n`);
}
