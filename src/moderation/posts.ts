/**
 * The register of the bot's messages in which a story can be seen, so that a takedown finds every one of them.
 */
import type { StoryId } from '#src/story/story.ts';

export interface Post {
  /** Discord's ids of the message and of the channel or thread that it stands in. */
  readonly message: string;
  readonly channel: string;
}

export interface PostRegister {
  /**
   * What can be seen in a message from now on, in place of what could be before; nothing takes it out of the register. Where one
   * of them was taken down, that takedown is not swept any more.
   */
  put(post: Post, stories: readonly StoryId[], at: number): Promise<void>;
  /** Oldest first. */
  showing(story: StoryId, limit: number): Promise<readonly Post[]>;
  /** The message is gone, or shows nothing of any story any more. */
  remove(message: string): Promise<void>;
}
