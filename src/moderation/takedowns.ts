/**
 * Takedowns carried out: a story is hidden at once, and then everything that the bot posted of it is replaced, however long that
 * takes and however often the program ends meanwhile. What could not be replaced is tried again.
 */
import type { Post, PostRegister } from '#src/moderation/posts.ts';
import type { Showing } from '#src/moderation/showing.ts';
import type { AuthorsWord, StandingTakedown, TakedownRegister } from '#src/moderation/takedown-register.ts';
import type { LibraryId, Story, StoryId } from '#src/story/story.ts';
import { KeyedQueue } from '#src/workers/queue.ts';

/** Why a message still stands. */
export const REASONS_LEFT = ['not-allowed', 'thread-locked', 'unreachable'] as const;
type ReasonLeft = (typeof REASONS_LEFT)[number];

export type Replaced = 'done' | 'gone' | Exclude<ReasonLeft, 'unreachable'>;

export interface SweepReport {
  readonly replaced: number;
  /** Messages that the sweep has not come to. */
  readonly waiting: number;
  readonly left: Readonly<Record<ReasonLeft, number>>;
}

/** The replacing of everything that shows one story. */
export interface Sweep {
  soFar(): SweepReport;
  readonly finished: Promise<SweepReport>;
}

export interface TakedownsParts {
  readonly register: TakedownRegister;
  readonly posts: PostRegister;
  readonly showing: Showing;
  /** Puts the line in a message's place, and tells `showing`. Idempotent. Rejects where Discord cannot be reached. */
  readonly replace: (post: Post) => Promise<Replaced>;
  /** ms since 1970. */
  readonly now: () => number;
  /** Runs something after some ms, unless the returned function is called before. */
  readonly timer: (ms: number, run: () => void) => () => void;
  readonly onSwept: (story: StoryId, report: SweepReport) => void;
  readonly onFailure: (error: unknown) => void;
}

/** What somebody must change first is tried again after an hour; where Discord did not answer, after a minute. */
const AGAIN_AFTER_MS = 60 * 60 * 1000;
const SOON_AFTER_MS = 60 * 1000;

/** Of messages that are read at once. */
const MOST_POSTS = 10_000;

interface Counts {
  replaced: number;
  waiting: number;
  left: Record<ReasonLeft, number>;
}

interface Running extends Sweep {
  /** Something came to stand while it ran. */
  again: boolean;
}

export class Takedowns {
  readonly #parts: TakedownsParts;
  readonly #sweeps = new Map<StoryId, Running>();
  readonly #inTurn = new KeyedQueue();
  #cancelTimer = () => {};
  #due = Number.POSITIVE_INFINITY;
  #begun = false;
  #closed = false;

  private constructor(parts: TakedownsParts) {
    this.#parts = parts;
  }

  /** Knows what was taken down; replaces nothing before `begin`. */
  static async open(parts: TakedownsParts): Promise<Takedowns> {
    const takedowns = new Takedowns(parts);
    parts.showing.late.listen((story) => takedowns.#late(story));
    await takedowns.#know();
    return takedowns;
  }

  /** Discord can be spoken to: goes on where an earlier run of the program ended. */
  async begin(): Promise<void> {
    this.#begun = true;
    await this.heard();
  }

  /** Hides a story at once, and begins to replace what shows it. @throws FicError as `TakedownRegister.add`. */
  take(
    id: StoryId,
    libraries: readonly LibraryId[],
    word: AuthorsWord,
  ): Promise<{ readonly story: Story; readonly sweep: Sweep }> {
    return this.#inOrder(async () => {
      const story = await this.#parts.register.add(id, libraries, word);
      this.#parts.showing.takenDown(id);
      return { story, sweep: this.#sweep(id) };
    });
  }

  /** What was replaced stays replaced. @throws FicError as `TakedownRegister.undo`. */
  undo(id: StoryId, libraries: readonly LibraryId[], word: AuthorsWord): Promise<Story> {
    return this.#inOrder(async () => {
      const story = await this.#parts.register.undo(id, libraries, word);
      this.#parts.showing.undone(id);
      return story;
    });
  }

  /** Somebody else may have taken something down, or undone it. Never rejects. */
  async heard(): Promise<void> {
    try {
      const standing = await this.#inOrder(() => this.#know());
      if (this.#begun) for (const { story, swept } of standing) if (!swept) this.#sweep(story);
    } catch (error) {
      this.#parts.onFailure(error);
      this.#againIn(SOON_AFTER_MS);
    }
  }

  /** Begins nothing more. What runs ends with its message. */
  stop(): void {
    this.#closed = true;
    this.#cancelTimer();
  }

  /** Every sweep has ended. */
  async settled(): Promise<void> {
    await this.#inOrder(async () => {});
    await Promise.all([...this.#sweeps.values()].map(({ finished }) => finished));
  }

  async #know(): Promise<readonly StandingTakedown[]> {
    const standing = await this.#parts.register.standing();
    this.#parts.showing.onlyTakenDown(standing.map(({ story }) => story));
    return standing;
  }

  #inOrder<T>(step: () => Promise<T>): Promise<T> {
    return this.#inTurn.run('takedowns', step);
  }

  #late(story: StoryId): void {
    const running = this.#sweeps.get(story);
    if (running) running.again = true;
    else void this.heard();
  }

  #sweep(story: StoryId): Sweep {
    const known = this.#sweeps.get(story);
    if (known) return known;
    const state: Counts = { replaced: 0, waiting: 0, left: emptyLeft() };
    const soFar = () => ({ ...state, left: { ...state.left } });
    const running = { soFar, again: false };
    const finished = this.#run(story, running, state).then(soFar, (error: unknown) => {
      this.#parts.onFailure(error);
      this.#againIn(SOON_AFTER_MS);
      return soFar();
    });
    const sweep = Object.assign(running, { finished: finished.finally(() => this.#sweeps.delete(story)) });
    this.#sweeps.set(story, sweep);
    return sweep;
  }

  async #run(story: StoryId, running: Pick<Running, 'again'>, state: Counts): Promise<void> {
    const { posts, showing, register, now, onSwept } = this.#parts;
    await showing.writeAgain();
    state.waiting = (await posts.showing(story, MOST_POSTS)).length;
    state.replaced += await showing.replacePrivate(story);
    let isLeft: boolean;
    let isSwept: boolean;
    do {
      running.again = false;
      state.left = emptyLeft();
      await this.#pass(story, state);
      if (this.#closed) return;
      isLeft = REASONS_LEFT.some((reason) => state.left[reason] > 0);
      isSwept = !isLeft && (await register.markSwept(story, now()));
      // What came to stand after the pass, and before this was asked, is seen to at once.
    } while (running.again && !this.#closed);
    state.waiting = 0;
    if (isLeft) this.#againIn(state.left.unreachable > 0 ? SOON_AFTER_MS : AGAIN_AFTER_MS);
    else if (!isSwept) this.#againIn(SOON_AFTER_MS);
    onSwept(story, { ...state, left: { ...state.left } });
  }

  /** Once through all that shows the story, oldest first. */
  async #pass(story: StoryId, state: Counts) {
    const { posts, showing } = this.#parts;
    const tried = new Set<string>();
    for (;;) {
      const found = (await posts.showing(story, MOST_POSTS)).filter(({ message }) => !tried.has(message));
      if (found.length === 0) return;
      for (const [index, post] of found.entries()) {
        state.waiting = found.length - index;
        if (this.#closed || showing.hidden([story]) === null) return;
        tried.add(post.message);
        const outcome = await this.#replace(post);
        if (outcome === 'done') state.replaced += 1;
        else if (outcome !== 'gone') state.left[outcome] += 1;
        if (outcome === 'unreachable') {
          // What one message cannot have now, the others cannot either.
          state.left.unreachable = found.length - index;
          return;
        }
      }
    }
  }

  async #replace(post: Post): Promise<Replaced | 'unreachable'> {
    try {
      return await this.#parts.replace(post);
    } catch (error) {
      if (!this.#closed) this.#parts.onFailure(error);
      return 'unreachable';
    }
  }

  /** The sooner of what is due. */
  #againIn(ms: number): void {
    const due = this.#parts.now() + ms;
    if (this.#closed || due >= this.#due) return;
    this.#cancelTimer();
    this.#due = due;
    this.#cancelTimer = this.#parts.timer(ms, () => {
      this.#due = Number.POSITIVE_INFINITY;
      void this.heard();
    });
  }
}

function emptyLeft(): Record<ReasonLeft, number> {
  return { 'not-allowed': 0, 'thread-locked': 0, unreachable: 0 };
}
