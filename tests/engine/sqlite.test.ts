/**
 * The engine over SQLite, which answers at once.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteCatalog } from '#src/engine/sqlite/catalog.ts';
import { Database } from '#src/engine/sqlite/database.ts';
import { sqlitePort, textFilling } from '#src/engine/sqlite/port.ts';
import type { CardRow } from '#src/engine/sqlite/story-rows.ts';
import { TextIndex } from '#src/engine/sqlite/text-index.ts';
import { readCard } from '#src/engine/stored.ts';
import { SHARED_LIBRARY, type StoryId } from '#src/story/story.ts';
import { aStory } from '#tests/catalog/stories.ts';
import { describeEngine } from '#tests/engine/contract.ts';
import { NOW, type Stored } from '#tests/engine/trial.ts';

const folder = await mkdtemp(join(tmpdir(), 'ficus-engine-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

let opened = 0;
async function openStored(): Promise<Stored> {
  opened += 1;
  const file = join(folder, `${opened}`, 'ficus.db');
  const others = await openSqliteCatalog({ file, now: () => NOW, exclusive: false });
  const unreadable: (string | number)[] = [];
  const db = new Database({ file, exclusive: false, onUnreadable: ({ key }) => unreadable.push(key) });
  const textIndex = new TextIndex(db, true);
  const storyOf = async (id: StoryId) => {
    const story = await others.get(id, [SHARED_LIBRARY]);
    if (!story) throw new Error(`There is no story ${id}.`);
    return story;
  };
  return {
    port: sqlitePort(db, { sharedTexts: true, textIndex }),
    filling: textFilling(db, textIndex),
    unreadable,
    titleOf: (row) => readCard((row as CardRow).fields).title,
    add: async (...stories) => (await others.addAll(stories.map(aStory))).map(({ id }) => id),
    async rename(id, title) {
      const { revision, permission } = await storyOf(id);
      const { fields } = aStory({ title });
      await others.reviseHeader(id, [SHARED_LIBRARY], { fields, permission }, { by: 'mina', at: NOW }, revision);
    },
    async hide(id) {
      await others.withdraw(id, [SHARED_LIBRARY], { by: 'mina', at: NOW });
    },
    async name(library, alias) {
      await others.moderation.aliases.put(library, alias, 'mina', NOW);
    },
    async damage(id) {
      await db.write(() => {
        db.run(
          `UPDATE contents SET fields = '{"title":' WHERE number = (SELECT content FROM stories WHERE id = ?)`,
          id,
        );
        db.run('UPDATE stories SET position = position + 1000 WHERE id = ?', id);
      });
    },
    async close() {
      db.close();
      await others.close();
    },
  };
}

describeEngine('the engine over SQLite', openStored);
