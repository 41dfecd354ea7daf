/**
 * What outlives the restoring of an older catalog: takedowns with their bans, and where the bot posted what. An author's word
 * is not undone by a backup from before it, and messages in Discord stay where they are.
 */
import { pathToFileURL } from 'node:url';
import { Database } from '#src/engine/sqlite/database.ts';
import { dropTakenDown } from '#src/engine/sqlite/draft-texts.ts';
import { SELECT_STORY, type StoryRow, TAKEN_DOWN } from '#src/engine/sqlite/story-rows.ts';
import { markState } from '#src/engine/sqlite/writes.ts';
import type { LibraryId, StoryId } from '#src/story/story.ts';

/** A takedown by what both files say of it: its number may differ, and who did it may have been forgotten since. */
const SAME_TAKEDOWN = 'mine.story = theirs.story AND mine.at = theirs.at';

/**
 * Brings a restored file to this version, then carries over what the present one knows. All or, where it throws, nothing.
 *
 * @param present - null where there is none.
 * @returns how many takedowns the restored file did not know or had not in force.
 */
export async function carryOver(restored: string, present: string | null): Promise<number> {
  const db = new Database({ file: restored, exclusive: false });
  try {
    if (present === null) return 0;
    db.run('ATTACH ? AS present', `${pathToFileURL(present).href}?mode=ro`);
    return await db.write(() => {
      if (!hasTakedowns(db)) return 0;
      const carried = carryTakedowns(db);
      carryPosts(db);
      return carried;
    });
  } finally {
    db.close();
  }
}

/** Without a story in it: a file from before takedowns has none. */
function hasTakedowns(db: Database): boolean {
  return db.get("SELECT 1 FROM present.sqlite_schema WHERE name = 'takedowns'") !== undefined;
}

function carryTakedowns(db: Database): number {
  const { length: before } = standing(db);
  db.run(
    `INSERT INTO main.takedowns (story, library, by, at, reason, swept_at, undone_by, undone_at, undone_reason)
     SELECT story, library, by, at, reason, swept_at, undone_by, undone_at, undone_reason FROM present.takedowns theirs
     WHERE NOT EXISTS (SELECT 1 FROM main.takedowns mine WHERE ${SAME_TAKEDOWN}) ORDER BY number`,
  );
  for (const [table, value] of [
    ['banned_sources', 'url'],
    ['banned_prints', 'print'],
  ]) {
    db.run(
      `INSERT OR IGNORE INTO main.${table} (takedown, ${value})
       SELECT mine.number, banned.${value} FROM present.${table} banned
       JOIN present.takedowns theirs ON theirs.number = banned.takedown JOIN main.takedowns mine ON ${SAME_TAKEDOWN}`,
    );
  }
  const now = standing(db);
  for (const { story, by, at } of now) {
    // As published or withdrawn: the restored file is from before its takedown.
    const row = db.get<StoryRow>(`${SELECT_STORY} WHERE s.id = ? AND s.withdrawn <> ${TAKEN_DOWN}`, story);
    if (row) markState(db, row, TAKEN_DOWN, 'taken-down', { by, at });
  }
  for (const library of new Set(now.map((takedown) => takedown.library))) dropTakenDown(db, library);
  return now.length - before;
}

interface Standing {
  readonly story: StoryId;
  readonly library: LibraryId;
  readonly by: string;
  readonly at: number;
}

function standing(db: Database): Standing[] {
  return db.all('SELECT story, library, by, at FROM main.takedowns WHERE undone_at IS NULL ORDER BY number');
}

function carryPosts(db: Database): void {
  db.run(`INSERT OR IGNORE INTO main.posts (message, story, channel, at)
          SELECT message, story, channel, at FROM present.posts`);
  // What the restored register has of them may have been posted after they were swept.
  db.run(`UPDATE takedowns SET swept_at = NULL
          WHERE undone_at IS NULL AND EXISTS (SELECT 1 FROM posts WHERE posts.story = takedowns.story)`);
}
