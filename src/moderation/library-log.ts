/**
 * The log of a library: what was done to it, by whom and when. It never holds a word of a story's text.
 */
import type { LibraryId, StoryId } from '#src/story/story.ts';

/** Each has its sentence under `history.log.<action>` in `locales/`. */
export type LogAction =
  | 'settings-changed'
  | 'published'
  | 'edited'
  | 'withdrawn'
  | 'restored'
  | 'taken-down'
  | 'takedown-undone'
  | 'report-closed'
  | 'alias-added'
  | 'alias-changed'
  | 'alias-removed';

export interface NewLogEntry {
  readonly library: LibraryId;
  /** Discord user id, or `operator`. */
  readonly by: string;
  /** ms since 1970. */
  readonly at: number;
  readonly action: LogAction;
  readonly story?: StoryId;
  /** Short words for the sentence about it: a title, a setting's name, before and after. */
  readonly details: Readonly<Record<string, string>>;
}

export interface LogEntry extends NewLogEntry {
  /** Counts up. */
  readonly number: number;
}

export interface LibraryLog {
  /** All of them or none; on disk when this resolves. */
  add(...entries: readonly NewLogEntry[]): Promise<void>;
  /** Newest first. @param story - null is all of them. @param before - entries with a smaller number alone. */
  list(library: LibraryId, story: StoryId | null, limit: number, before?: number): Promise<readonly LogEntry[]>;
}
