/**
 * Keeps the index in step with the stories, whoever wrote them: what changed since it heard last is in the log of changes.
 */
import type { ChangeLog, StoryChange } from '#src/engine/port.ts';
import type { StoryIndex } from '#src/search/contract.ts';

/** Stories that are read at once: about a ms. */
const PORTION = 50;

export class IndexFeed {
  readonly #changes: ChangeLog;
  readonly #index: StoryIndex;
  #heard: number;
  /** Read, and not told yet: what changed again since is in the log once more. */
  #read: StoryChange[] = [];
  /** One at a time reads changes: what was read later must not be overwritten by what was read before. */
  #running: Promise<boolean> | null = null;
  #next: Promise<boolean> | null = null;

  /** @param heard - the last change that the index knows of. */
  constructor(changes: ChangeLog, index: StoryIndex, heard: number) {
    this.#changes = changes;
    this.#index = index;
    this.#heard = heard;
  }

  /** The last change that the index has heard of. */
  get heard(): number {
    return this.#heard;
  }

  /**
   * Tells the index what changed, for at most about so many ms. Whoever asks while that goes on waits for the next time: what goes
   * on may have looked before what they mean was written.
   *
   * @returns whether it has heard of everything that there was when this was called.
   */
  catchUp(time: number): Promise<boolean> {
    if (this.#next) return this.#next;
    if (!this.#running) return this.#begin(time);
    this.#next = this.#running
      .catch(() => false)
      .then(() => {
        this.#next = null;
        return this.#begin(time);
      });
    return this.#next;
  }

  #begin(time: number): Promise<boolean> {
    this.#running = this.#run(time).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(time: number): Promise<boolean> {
    const end = performance.now() + time;
    for (;;) {
      const change = this.#read.shift();
      if (change) {
        this.#apply(change);
        if (performance.now() > end) return this.#read.length === 0 && (await this.#changes.last()) <= this.#heard;
      } else {
        if ((await this.#changes.last()) <= this.#heard) return true;
        this.#read = [...(await this.#changes.since(this.#heard, PORTION))];
      }
    }
  }

  #apply({ change, number, library, story }: StoryChange): void {
    if (story) this.#index.put(story);
    else this.#index.remove(library, number);
    this.#heard = change;
  }
}
