/**
 * A program that switches the search inside a library's texts on, or off, and is killed while the index is made or removed: it
 * says a line whenever it finds that there is more, or less, to be found.
 */
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { DEFAULT_SETTINGS } from '#src/moderation/settings.ts';

const [file = '', library = '', way = ''] = process.argv.slice(2);
const catalog = await openSqliteCatalog({ file, now: Date.now, exclusive: true });
await catalog.moderation.settings.put(library, { ...DEFAULT_SETTINGS, textSearch: way === 'on' });
process.stdout.write('switched\n');
const audience = { libraries: [library], maxRank: 100 };
for (let known = 0; ; ) {
  const { total } = await catalog.search({ where: { kind: 'text', text: 'last lamp' } }, audience, {
    offset: 0,
    limit: 1,
  });
  if (total !== known) process.stdout.write(`${total}\n`);
  known = total;
}
