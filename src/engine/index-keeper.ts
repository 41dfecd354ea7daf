/**
 * The index over one catalog: filled once somebody needs it, told of every change, let forget what is gone, and saved for the next
 * start.
 *
 * What takes long goes on in slices of some ms, with room between: whoever asks for a page waits for a slice, never for the
 * index.
 */
import { setImmediate as room, setTimeout as wait } from 'node:timers/promises';
import { IndexFeed } from '#src/engine/index-feed.ts';
import { loadSnapshot, saveSnapshot } from '#src/engine/index-snapshot.ts';
import type { EnginePort } from '#src/engine/port.ts';
import { StoryWords } from '#src/engine/story-words.ts';
import type { IndexKind, SavedIndex } from '#src/search/contract.ts';

/** How long the index is told of changes without a pause, in ms. */
const SLICE = 8;
/** How long a write waits until the index has heard of it, in ms: only behind another program's many could it take longer. */
const PATIENCE = 700;
/** So many changes are worth a snapshot while the program runs: a killed one has that many to hear of at its next start. */
const WORTH_SAVING = 500;
/** Of a snapshot in which there is what was forgotten since: it is to be gone from the disk, too. */
const OUTDATED = Number.NEGATIVE_INFINITY;
/** How long after them it is saved, in ms: as many others may come with them. */
const QUIET = 30_000;
/** How long after changes the words of headers are kept, in ms. */
const WORDS_LATER = 2_000;
/** What everybody else gets between two slices of what has time, in ms. */
const GAP = 3 * SLICE;
/** How long the index forgets without a pause, in ms: with what the question takes that waits for it, less than 10. */
const FORGETTING = 4;
/** How long closing waits for a snapshot, in ms: a bot that is told to stop has 10 s for everything. */
const CLOSING = 2_000;

export interface IndexKeeperOptions {
  readonly kind: IndexKind;
  /** Of all that have the catalog open one alone may save. */
  readonly saves: boolean;
  /** How long a question waits for an index that is being filled, in ms. */
  readonly patience: number;
}

export class IndexKeeper {
  readonly #port: EnginePort;
  readonly #kind: IndexKind;
  readonly #saves: boolean;
  readonly #patience: number;
  /** What stories say of themselves, for whoever asks the index. */
  readonly words: StoryWords;
  #index: SavedIndex;
  #feed: IndexFeed;
  #starting: Promise<void> | null = null;
  /** Whether it has heard, once, of every change that there was. */
  #filled = false;
  /** The last change that this process made. */
  #own = 0;
  /** What has been heard of in the snapshot on disk; 0 where there is none. */
  #saved = 0;
  #hearing: Promise<void> | null = null;
  /** Something may have changed since it looked. */
  #toHear = false;
  #trouble: unknown = null;
  #quiet: NodeJS.Timeout | undefined;
  #saving: Promise<void> | null = null;
  #keeping: Promise<void> | null = null;
  #forgetting: Promise<void> | null = null;
  readonly #closing = new AbortController();

  constructor(port: EnginePort, { kind, saves, patience }: IndexKeeperOptions) {
    this.#port = port;
    this.#kind = kind;
    this.#saves = saves;
    this.#patience = patience;
    this.words = new StoryWords(port.headers, port.changes);
    this.#index = kind.create();
    this.#feed = new IndexFeed(port.changes, this.#index, 0);
  }

  get index(): SavedIndex {
    return this.#index;
  }

  /** Begins to fill the index; the first question does, too. */
  begin(): void {
    this.#starting ??= this.#start();
  }

  /**
   * To be waited for before a question: then the index knows all that this process wrote, and most of what others did.
   *
   * @returns false where it is still being filled.
   */
  async ready(): Promise<boolean> {
    this.begin();
    if (this.#isReady() && (await this.#feed.catchUp(SLICE))) return true;
    this.#hear();
    return this.#isReady() || this.#waitFor(this.#patience);
  }

  /** Whether there is no change that the index has not heard of. */
  async knowsAll(): Promise<boolean> {
    return this.#filled && (await this.#port.changes.last()) <= this.#feed.heard;
  }

  /** Another process may have changed stories. */
  othersWrote(): void {
    if (this.#starting !== null) this.#hear();
  }

  /** This process changed stories. Resolves when the index knows, unless it is being filled: then questions wait for it. */
  async weWrote(): Promise<void> {
    if (this.#starting === null) return;
    // What was written is written; a question that comes tries again, and is told why it cannot be answered.
    this.#own = Math.max(this.#own, await this.#port.changes.last().catch(() => 0));
    this.#hear();
    if (this.#filled) await this.#waitFor(PATIENCE).catch(() => false);
  }

  /** Saves it, where that is worth the time. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#quiet);
    await atMost(CLOSING, Promise.all([this.#saving, this.#keeping, this.#forgetting, this.#hearing]));
    if (!this.#saves || !this.#filled || this.#feed.heard === this.#saved) return;
    const giveUp = performance.now() + CLOSING;
    await atMost(
      CLOSING,
      this.#save(() => performance.now() < giveUp),
    );
  }

  get #closed(): boolean {
    return this.#closing.signal.aborted;
  }

  #isReady(): boolean {
    return this.#filled && this.#feed.heard >= this.#own;
  }

  async #waitFor(time: number): Promise<boolean> {
    const end = performance.now() + time;
    while (!this.#isReady() && !this.#closed) {
      if (this.#trouble) throw this.#trouble;
      const left = end - performance.now();
      if (left <= 0) return false;
      await atMost(left, this.#starting);
      await room();
    }
    return true;
  }

  async #start(): Promise<void> {
    // Whoever opened the catalog is told so first.
    await room();
    if (this.#closed) return;
    const loaded = await loadSnapshot(this.#port.snapshot, this.#kind);
    if (loaded) {
      this.#index = loaded.index;
      this.#feed = new IndexFeed(this.#port.changes, loaded.index, loaded.heard);
      this.#saved = loaded.heard;
    }
    this.#hear();
  }

  /** Tells the index of what changed, slice by slice, in the background. */
  #hear(): void {
    this.#toHear = true;
    if (this.#hearing || this.#closed) return;
    this.#trouble = null;
    this.#hearing = this.#hearAll();
  }

  async #hearAll(): Promise<void> {
    try {
      await this.#starting;
      // What was written while it looked for the last time is looked for again.
      while (this.#toHear && !this.#closed) {
        this.#toHear = false;
        while (!this.#closed && !(await this.#feed.catchUp(SLICE))) await room();
      }
      if (this.#closed) return;
      this.#filled = true;
      this.#saveWhenQuiet();
      this.#forgetting ??= this.#forget().finally(() => {
        this.#forgetting = null;
      });
      if (this.#saves) this.#keeping ??= this.#keepWords();
    } catch (error) {
      // Whoever waits is told of it; the next question, or the next change, tries again.
      this.#trouble = error;
    } finally {
      this.#hearing = null;
    }
  }

  async #forget(): Promise<void> {
    let forgot = false;
    while (!this.#closed && this.#index.forgetSome(FORGETTING)) {
      forgot = true;
      await this.#pause(GAP);
    }
    if (!forgot) return;
    this.#saved = OUTDATED;
    this.#saveWhenQuiet();
  }

  async #keepWords(): Promise<void> {
    try {
      await this.#pause(WORDS_LATER);
      while (!this.#closed && (await this.words.isBehind())) {
        await this.words.keepSome(SLICE);
        await this.#pause(GAP);
      }
    } catch {
      // As on a full disk: they are split when they are asked for, and kept after the next change that can be kept.
    } finally {
      this.#keeping = null;
    }
  }

  /** Closing ends it. */
  #pause(time: number): Promise<void> {
    return wait(time, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined);
  }

  #saveWhenQuiet(): void {
    if (this.#quiet || !this.#saves || this.#feed.heard - this.#saved < WORTH_SAVING) return;
    this.#quiet = setTimeout(() => {
      this.#quiet = undefined;
      this.#saving ??= this.#save(() => !this.#closed).finally(() => {
        this.#saving = null;
      });
    }, QUIET);
    this.#quiet.unref();
  }

  async #save(hasTime: () => boolean): Promise<void> {
    const { heard } = this.#feed;
    try {
      const saved = await saveSnapshot(
        this.#port.snapshot,
        this.#kind,
        { index: this.#index, heard },
        () => hasTime() && this.#feed.heard === heard && !this.#forgetting,
      );
      if (saved) this.#saved = heard;
    } catch {
      // A full disk, or a folder that is not ours: the next start takes longer, and that is all. Writes that matter will tell.
    }
  }
}

/** Waits for something's end, for at most so many ms. */
async function atMost(time: number, something: Promise<unknown> | null): Promise<void> {
  const over = new AbortController();
  await Promise.race([something, wait(time, undefined, { signal: over.signal }).catch(() => undefined)]);
  over.abort();
}
