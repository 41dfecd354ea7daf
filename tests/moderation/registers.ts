/**
 * A register of posts in memory, and what is told of messages over it: for tests of what sends them.
 */
import type { Post, PostRegister } from '#src/moderation/posts.ts';
import { Showing } from '#src/moderation/showing.ts';
import type { StoryId } from '#src/story/story.ts';

export interface MemoryRegister extends PostRegister {
  /** Every write there was, oldest first. */
  readonly writes: string[];
  readonly shown: Map<string, { readonly post: Post; readonly stories: readonly StoryId[] }>;
}

export function memoryRegister(): MemoryRegister {
  const shown: MemoryRegister['shown'] = new Map();
  const writes: string[] = [];
  return {
    writes,
    shown,
    async put(post, stories) {
      writes.push(`put ${post.message}: ${stories.join(' ')}`);
      shown.set(post.message, { post, stories });
    },
    async showing(story, limit) {
      const all = [...shown.values()].filter(({ stories }) => stories.includes(story));
      return all.map(({ post }) => post).slice(0, limit);
    },
    async remove(message) {
      writes.push(`remove ${message}`);
      shown.delete(message);
    },
  };
}

export function showingOver(
  posts: PostRegister,
  onFailure: (error: unknown) => void = () => {},
  now: () => number = Date.now,
): Showing {
  return new Showing({ posts, now, onFailure });
}
