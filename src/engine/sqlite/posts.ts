/**
 * Which messages show which stories.
 */
import type { Database } from '#src/engine/sqlite/database.ts';
import type { Post } from '#src/moderation/posts.ts';
import type { StoryId } from '#src/story/story.ts';

export function putPost(db: Database, { message, channel }: Post, stories: readonly StoryId[], at: number): void {
  removePost(db, message);
  for (const story of new Set(stories)) {
    db.run('INSERT INTO posts (message, story, channel, at) VALUES (?, ?, ?, ?)', message, story, channel, at);
    db.run('UPDATE takedowns SET swept_at = NULL WHERE story = ? AND undone_at IS NULL', story);
  }
}

export function postsShowing(db: Database, story: StoryId, limit: number): Post[] {
  return db.all<Post & object>(
    'SELECT message, channel FROM posts WHERE story = ? ORDER BY at, message LIMIT ?',
    story,
    limit,
  );
}

export function removePost(db: Database, message: string): void {
  db.run('DELETE FROM posts WHERE message = ?', message);
}
