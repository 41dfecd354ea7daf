/**
 * What can be seen of stories in the bot's messages, told by the edge as it sends and changes them: what everybody sees is in the
 * register on disk, what one person sees is remembered for as long as Discord lets it be edited.
 *
 * Nothing is written where nothing changed: turning a page costs a look into memory.
 */
import type { Post, PostRegister } from '#src/moderation/posts.ts';
import type { StoryId } from '#src/story/story.ts';
import { KeyedQueue } from '#src/workers/queue.ts';
import { Signal } from '#src/workers/signal.ts';

/** Messages whose stories are at hand; of others the register knows. Some 100 bytes each. */
const MOST_KNOWN = 10_000;
/** Private replies of the last quarter of an hour that are remembered. */
const MOST_PRIVATE = 5000;
/** What the disk did not take and is tried again. */
const MOST_UNWRITTEN = 1000;

/** A reply that one person sees. */
export interface PrivateReply {
  readonly stories: readonly StoryId[];
  /** ms since 1970, after which Discord takes no edit of it. */
  readonly until: number;
  /** Puts the line of a takedown in its place; false where it is gone. Rejects where Discord cannot be reached. */
  replace(): Promise<boolean>;
}

export interface ShowingParts {
  readonly posts: PostRegister;
  /** ms since 1970. */
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

export class Showing {
  readonly #parts: ShowingParts;
  /** Message → its stories, as `keyOf`; in the register, too. */
  readonly #known = new Map<string, string>();
  /** By message, oldest first. */
  readonly #private = new Map<string, PrivateReply>();
  readonly #unwritten = new Map<string, readonly [Post, readonly StoryId[]]>();
  readonly #takenDown = new Set<StoryId>();
  readonly #inTurn = new KeyedQueue();
  /** Something of a story came to stand after it was taken down: it was on its way before. */
  readonly late = new Signal<[story: StoryId]>();

  constructor(parts: ShowingParts) {
    this.#parts = parts;
  }

  takenDown(story: StoryId): void {
    this.#takenDown.add(story);
  }

  undone(story: StoryId): void {
    this.#takenDown.delete(story);
  }

  /** These were taken down, and no others. */
  onlyTakenDown(stories: readonly StoryId[]): void {
    this.#takenDown.clear();
    for (const story of stories) this.#takenDown.add(story);
  }

  /** One of them that was taken down and must not be shown. */
  hidden(stories: readonly StoryId[] = []): StoryId | null {
    return stories.find((story) => this.#takenDown.has(story)) ?? null;
  }

  /** Steps that change one message, and what is told of it, never interleave. */
  inTurn<T>(message: string, step: () => Promise<T>): Promise<T> {
    return this.#inTurn.run(message, step);
  }

  /** A message that others see shows these from now on, or nothing. On disk when this resolves. */
  async stands(post: Post, stories: readonly StoryId[]): Promise<void> {
    if (this.#isWritten(post, stories)) return;
    await this.inTurn(post.message, () => this.standsInTurn(post, stories));
  }

  /** The same for a step that is `inTurn` already. */
  async standsInTurn(post: Post, stories: readonly StoryId[]): Promise<void> {
    if (this.#isWritten(post, stories)) return;
    await this.#write(post, stories);
    const late = this.hidden(stories);
    if (late !== null) this.late.tell(late);
  }

  /** Where the disk failed before, once more. */
  async writeAgain(): Promise<void> {
    for (const [post, stories] of [...this.#unwritten.values()]) await this.stands(post, stories);
  }

  /** A reply that one person sees shows these from now on. */
  async holds(message: string, reply: PrivateReply): Promise<void> {
    this.#private.delete(message);
    if (reply.stories.length > 0) this.#private.set(message, reply);
    const now = this.#parts.now();
    for (const [oldest, { until }] of this.#private) {
      if (until > now && this.#private.size <= MOST_PRIVATE) break;
      this.#private.delete(oldest);
    }
    const late = this.hidden(reply.stories);
    if (late !== null) await this.replacePrivate(late);
  }

  /** Puts the line in place of the private replies that show a story. @returns how many took it. */
  async replacePrivate(story: StoryId): Promise<number> {
    let replaced = 0;
    const now = this.#parts.now();
    for (const [message, reply] of [...this.#private]) {
      if (!reply.stories.includes(story) || reply.until <= now) continue;
      try {
        if (await reply.replace()) replaced += 1;
        // A newer one in its place is not the one that was replaced.
        if (this.#private.get(message) === reply) this.#private.delete(message);
      } catch (error) {
        this.#parts.onFailure(error);
      }
    }
    return replaced;
  }

  #isWritten({ message }: Post, stories: readonly StoryId[]): boolean {
    return this.#known.get(message) === keyOf(stories) && this.hidden(stories) === null;
  }

  async #write(post: Post, stories: readonly StoryId[]): Promise<void> {
    const { message } = post;
    const { posts, now, onFailure } = this.#parts;
    this.#known.delete(message);
    try {
      if (stories.length === 0) await posts.remove(message);
      else await posts.put(post, stories, now());
    } catch (error) {
      onFailure(error);
      this.#unwritten.set(message, [post, stories]);
      dropOldest(this.#unwritten, MOST_UNWRITTEN);
      return;
    }
    this.#unwritten.delete(message);
    this.#known.set(message, keyOf(stories));
    dropOldest(this.#known, MOST_KNOWN);
  }
}

function keyOf(stories: readonly StoryId[]): string {
  return [...new Set(stories)].sort().join(' ');
}

/** A Map keeps its order: the first is the oldest. */
function dropOldest(map: Map<string, unknown>, most: number): void {
  if (map.size > most) for (const oldest of map.keys().take(1)) map.delete(oldest);
}
