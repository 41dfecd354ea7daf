/**
 * Lets the index of texts be worked at in the background, a few ms at a time with room for everybody else between.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { TextFilling } from '#src/engine/port.ts';

/** How long a look or a piece of work goes on, in ms: with merging and the commit it stays under 20. */
const STRETCH_TIME = 6;
/** What others get between two of them, in ms. */
const GAP = 6;
/** After a failure, as on a full disk, it tries again in so many ms, or with the next write that succeeds. */
const RETRY_TIME = 60_000;

export class TextKeeper {
  readonly #filling: TextFilling;
  #running = false;
  /** Something was written since it looked. */
  #isDue = false;
  #stopped = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(filling: TextFilling) {
    this.#filling = filling;
  }

  /** Something was written: there may be something to do. */
  begin(): void {
    clearTimeout(this.#retry);
    this.#isDue = true;
    if (this.#running || this.#stopped) return;
    this.#running = true;
    void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
  }

  async #run(): Promise<void> {
    try {
      // Never in the turn of the event loop in which somebody else writes.
      for (await wait(GAP); !this.#stopped; await wait(GAP)) {
        this.#isDue = false;
        if (await this.#filling.hasNewChoices()) await this.#filling.lookAnew();
        const found = await this.#filling.look(STRETCH_TIME);
        if (found === 'idle' && !this.#isDue) return;
        if (found === 'work') await this.#filling.work(STRETCH_TIME);
      }
    } catch {
      // What failed is whole in the file as it was before; whoever writes themselves hears of a full disk.
      if (!this.#stopped) this.#retry = setTimeout(() => this.begin(), RETRY_TIME).unref();
    } finally {
      this.#running = false;
    }
  }
}
