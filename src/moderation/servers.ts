/**
 * What becomes of a library as its server takes the bot in, removes it and takes it back: greeted once, kept for 30 days,
 * then deleted.
 */
import { differing } from '#src/moderation/differing.ts';
import { DAYS_KEPT, type Greeting, type Libraries, type Presence } from '#src/moderation/libraries.ts';
import { type LibraryId, SHARED_LIBRARY } from '#src/story/story.ts';
import { KeyedQueue } from '#src/workers/queue.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/**
 * A bot that has counted its servers never before welcomes those alone that it joined lately: whoever invited it longer ago has
 * got along without.
 */
const LATELY = 7 * DAY;

/**
 * A message of which nobody knows whether it arrived is sent again for so long, since Discord knows it again by its nonce for
 * some minutes; later it might stand twice, and is rather not sent.
 */
const SURE_TO_STAND_ONCE = 2 * 60 * 1000;

/** What others get between two portions of a deletion, in ms. */
const GAP = 5;

export interface ServersParts {
  readonly libraries: Libraries;
  /** ms since 1970. */
  readonly now: () => number;
  /** Runs something after some ms, unless the returned function is called before. */
  readonly timer: (ms: number, run: () => void) => () => void;
  /** When the bot joined a server, in ms since 1970; null where nothing is known of it. */
  readonly joinedAt: (library: LibraryId) => number | null;
  /** Says it where it is read. @returns false where nobody there can be told. */
  readonly greet: (library: LibraryId, greeting: Greeting, once: string) => Promise<boolean>;
  /** The bot is in this server and sees it. @param arrived - it was not a moment ago. */
  readonly onHere: (library: LibraryId, arrived: boolean) => Promise<void>;
  /** What others remember of a server is to go, when it removed the bot and when its library was deleted. */
  readonly onGone: (library: LibraryId, what: 'left' | 'deleted') => Promise<void>;
  /** Writes the operator's log. */
  readonly tell: (level: 'info' | 'warn' | 'error', fields: object, sentence: string) => void;
}

export class Servers {
  readonly #parts: ServersParts;
  readonly #known: Map<LibraryId, Presence>;
  /** Whether an earlier run has counted the servers: then one that is not known is new for certain. */
  readonly #hasCounted: boolean;
  /** What a server does is looked at in order; servers do not wait for each other. */
  readonly #turns = new KeyedQueue();
  #sweeping: Promise<void> = Promise.resolve();
  #cancelTimer = () => {};
  #isStopped = false;

  private constructor(parts: ServersParts, known: ReadonlyMap<LibraryId, Presence>) {
    this.#parts = parts;
    this.#known = new Map(known);
    this.#hasCounted = known.size > 0;
  }

  static async open(parts: ServersParts): Promise<Servers> {
    return new Servers(parts, await parts.libraries.presences());
  }

  /** The bot is in this server and sees it; to be said as often as it is so. */
  here(library: LibraryId): void {
    void this.#inTurn(library, () => this.#here(library));
  }

  /** The server removed the bot. Not to be said of an outage. */
  gone(library: LibraryId): void {
    void this.#inTurn(library, () => this.#gone(library));
  }

  /**
   * All servers that the bot is in, also those that cannot be seen for now: others have removed it while it was not looking.
   *
   * @param isMeant - whether it would be among these: a shard has a part of the servers.
   */
  all(present: ReadonlySet<LibraryId>, isMeant: (library: LibraryId) => boolean): void {
    for (const [library, { leftAt }] of this.#known) {
      if (!isMeant(library)) continue;
      if (!present.has(library)) this.gone(library);
      // It is back, even where an outage keeps it from being seen: nothing of it is deleted now.
      else if (leftAt !== null) void this.#inTurn(library, async () => void (await this.#arrive(library)));
    }
  }

  /** Deletes what was left 30 days ago, now and every hour, and says what is still to be said. */
  begin(): void {
    this.#sweeping = this.#sweep().finally(() => {
      if (!this.#isStopped) this.#cancelTimer = this.#parts.timer(HOUR, () => this.begin());
    });
  }

  /** Begins nothing more; a deletion goes on at the next start. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelTimer();
  }

  /** Waits for everything that was begun. */
  async settled(): Promise<void> {
    await Promise.all([this.#turns.settled(), this.#sweeping]);
    // What the sweep has asked for.
    await this.#turns.settled();
  }

  /** Another program may have met servers, or left or deleted their libraries: knows it when this resolves. */
  async hear(): Promise<void> {
    const { libraries } = this.#parts;
    for (const library of differing(await libraries.presences(), this.#known)) {
      // In turn with what this one does, which may have been on its way.
      await this.#inTurn(library, async () => {
        const presence = await libraries.presence(library);
        if (presence) this.#known.set(library, presence);
        else this.#known.delete(library);
      });
    }
  }

  async #here(library: LibraryId): Promise<void> {
    const arrived = await this.#arrive(library);
    await this.#parts.onHere(library, arrived);
    await this.#greetIfOwed(library);
  }

  /** @returns whether it was not there before. */
  async #arrive(library: LibraryId): Promise<boolean> {
    const { libraries, tell } = this.#parts;
    const was = this.#known.get(library);
    if (was && was.leftAt === null) return false;
    let presence = await libraries.arrive(library, this.#isNew(library));
    if (presence === null) {
      // It comes too late for its library: rather a fresh one than half of it.
      await this.#remove(library);
      presence = await libraries.arrive(library, true);
      if (presence === null) return false;
    }
    this.#known.set(library, presence);
    if (presence.greeting === 'welcome') tell('info', { guild: library }, 'joined a server');
    if (presence.greeting === 'welcome-back') tell('info', { guild: library }, 'a server took the bot back');
    return true;
  }

  #isNew(library: LibraryId): boolean {
    const joined = this.#parts.joinedAt(library);
    return this.#hasCounted || (joined !== null && this.#parts.now() - joined < LATELY);
  }

  async #greetIfOwed(library: LibraryId): Promise<void> {
    const { libraries, now, greet, tell } = this.#parts;
    const presence = this.#known.get(library);
    if (!presence || presence.leftAt !== null || presence.greeting === null || this.#isStopped) return;
    // In an outage nobody could be told: it is owed until the server is here.
    if (this.#parts.joinedAt(library) === null) return;
    const { greeting, triedAt } = presence;
    const first = triedAt ?? now();
    const isSure = now() - first < SURE_TO_STAND_ONCE;
    if (isSure) {
      await libraries.greet(library, first);
      this.#known.set(library, { ...presence, triedAt: first });
    }
    if (!isSure || !(await greet(library, greeting, `${greeting} ${first}`))) {
      tell('warn', { guild: library, greeting }, 'nobody in a server could be greeted');
    }
    await libraries.greet(library, null);
    this.#known.set(library, { leftAt: null, greeting: null, triedAt: null });
  }

  async #gone(library: LibraryId): Promise<void> {
    const { libraries, now, onGone, tell } = this.#parts;
    const before = this.#known.get(library);
    if (library === SHARED_LIBRARY || (before && before.leftAt !== null)) return;
    const leftAt = now();
    await libraries.leave(library, leftAt);
    this.#known.set(library, { leftAt, greeting: null, triedAt: null });
    const until = new Date(leftAt + DAYS_KEPT * DAY).toISOString();
    tell('warn', { guild: library, until }, `a server removed the bot: its library is kept for ${DAYS_KEPT} days`);
    await onGone(library, 'left');
  }

  async #sweep(): Promise<void> {
    await this.hear().catch((error: unknown) => {
      this.#parts.tell('error', { err: error }, 'what is noted of servers could not be asked; what is known goes on');
    });
    for (const [library, { leftAt }] of [...this.#known]) {
      if (leftAt === null) void this.#inTurn(library, () => this.#greetIfOwed(library));
      else if (leftAt <= this.#leftBefore()) await this.#inTurn(library, () => this.#removeDue(library));
    }
  }

  async #removeDue(library: LibraryId): Promise<void> {
    const leftAt = this.#known.get(library)?.leftAt ?? null;
    if (leftAt === null || leftAt > this.#leftBefore()) return;
    await this.#remove(library);
  }

  async #remove(library: LibraryId): Promise<void> {
    const { libraries, now, onGone, tell } = this.#parts;
    while (!this.#isStopped && (await libraries.removeSome(library, this.#leftBefore(), now()))) await this.#wait(GAP);
    if (this.#isStopped) return;
    this.#known.delete(library);
    await onGone(library, 'deleted');
    tell('warn', { guild: library }, `deleted the library of a server that removed the bot ${DAYS_KEPT} days ago`);
  }

  #leftBefore(): number {
    return this.#parts.now() - DAYS_KEPT * DAY;
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.#parts.timer(ms, resolve));
  }

  #inTurn(library: LibraryId, work: () => Promise<void>): Promise<void> {
    return this.#turns.run(library, async () => {
      if (this.#isStopped) return;
      try {
        await work();
      } catch (error) {
        // At the next start it is looked at again.
        if (this.#isStopped) return;
        this.#parts.tell('error', { err: error, guild: library }, 'what a server did could not be followed up');
      }
    });
  }
}
