/**
 * Which stories were taken down, at whose word, and whether everything that showed them is gone.
 */
import type { Actor } from '#src/catalog/contract.ts';
import type { LibraryId, Story, StoryId } from '#src/story/story.ts';

/** Who takes a story down, or brings it back, and at whose word. */
export interface AuthorsWord extends Actor {
  readonly reason: string;
}

/** A takedown that was not undone. */
export interface StandingTakedown {
  readonly story: StoryId;
  /** No message that was posted shows it any more, as far as the register of posts knows. */
  readonly swept: boolean;
}

export interface TakedownRegister {
  /**
   * Hides a story, withdrawn or not, bans its source and its text, and notes that in the library's log, all at once. Idempotent.
   *
   * @throws FicError `story-not-found`.
   */
  add(story: StoryId, libraries: readonly LibraryId[], word: AuthorsWord): Promise<Story>;
  /** The story is again what it was before, its bans are lifted, and the log says so. @throws FicError `story-not-found`, `story-not-taken-down`. */
  undo(story: StoryId, libraries: readonly LibraryId[], word: AuthorsWord): Promise<Story>;
  /** Of all libraries, oldest first. */
  standing(): Promise<readonly StandingTakedown[]>;
  /** @returns false where a message still shows the story. */
  markSwept(story: StoryId, at: number): Promise<boolean>;
}
