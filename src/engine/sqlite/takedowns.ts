/**
 * Takedowns: a story hidden, what was said of it and what is banned from then on, in one transaction; and their undoing.
 */
import type { Actor } from '#src/catalog/contract.ts';
import { ban } from '#src/engine/sqlite/bans.ts';
import type { Database } from '#src/engine/sqlite/database.ts';
import { dropTakenDown } from '#src/engine/sqlite/draft-texts.ts';
import { addLogEntry } from '#src/engine/sqlite/library-log.ts';
import { requireStory, type StoryRow, storyOf, TAKEN_DOWN, WITHDRAWN } from '#src/engine/sqlite/story-rows.ts';
import { hide, setState, show } from '#src/engine/sqlite/writes.ts';
import type { LogAction } from '#src/moderation/library-log.ts';
import type { AuthorsWord, StandingTakedown } from '#src/moderation/takedown-register.ts';
import { FicError } from '#src/story/errors.ts';
import type { LibraryId, Story, StoryId } from '#src/story/story.ts';

export function takeDown(db: Database, id: StoryId, libraries: readonly LibraryId[], word: AuthorsWord): Story {
  const row = requireStory(db, id, libraries);
  if (row.withdrawn === TAKEN_DOWN) return storyOf(row, db.tellUnreadable);
  const { by, at, reason } = word;
  const takedown = db.insert(
    'INSERT INTO takedowns (story, library, by, at, reason) VALUES (?, ?, ?, ?, ?) RETURNING number',
    ...[id, row.library, by, at, reason],
  );
  ban(db, takedown, row.number);
  dropTakenDown(db, row.library);
  note(db, 'taken-down', row, word);
  return hide(db, row, 'taken-down', word);
}

/** The story is again what it was before. */
export function undoTakedown(db: Database, id: StoryId, libraries: readonly LibraryId[], word: AuthorsWord): Story {
  const row = requireStory(db, id, libraries);
  if (row.withdrawn !== TAKEN_DOWN)
    throw new FicError('story-not-taken-down', { title: storyOf(row, db.tellUnreadable).title });
  const { by, at, reason } = word;
  const lifted = db.all<{ number: number }>(
    `UPDATE takedowns SET undone_by = ?, undone_at = ?, undone_reason = ?
     WHERE story = ? AND undone_at IS NULL RETURNING number`,
    ...[by, at, reason, id],
  );
  for (const { number } of lifted) {
    db.run('DELETE FROM banned_sources WHERE takedown = ?', number);
    db.run('DELETE FROM banned_prints WHERE takedown = ?', number);
  }
  note(db, 'takedown-undone', row, word);
  const actor: Actor = word;
  return wasWithdrawn(db, row.number)
    ? setState(db, row, WITHDRAWN, 'takedown-undone', actor)
    : show(db, row, 'takedown-undone', actor);
}

function note(db: Database, action: LogAction, row: StoryRow, { by, at, reason }: AuthorsWord): void {
  const { id: story, library, title } = storyOf(row, db.tellUnreadable);
  addLogEntry(db, { library, by, at, action, story, details: { title, reason } });
}

function wasWithdrawn(db: Database, story: number): boolean {
  const before = db.get<{ kind: string }>(
    `SELECT kind FROM history WHERE story = ? AND kind NOT IN ('taken-down', 'takedown-undone', 'edited')
     ORDER BY revision DESC LIMIT 1`,
    story,
  );
  return before?.kind === 'withdrawn';
}

export function standingTakedowns(db: Database): StandingTakedown[] {
  return db
    .all<{ story: StoryId; swept_at: number | null }>(
      'SELECT story, swept_at FROM takedowns WHERE undone_at IS NULL ORDER BY number',
    )
    .map(({ story, swept_at }) => ({ story, swept: swept_at !== null }));
}

export function markSwept(db: Database, story: StoryId, at: number): boolean {
  const marked = db.get(
    `UPDATE takedowns SET swept_at = ? WHERE story = ? AND undone_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM posts WHERE posts.story = takedowns.story) RETURNING number`,
    at,
    story,
  );
  return marked !== undefined;
}
