/**
 * Forgetting a person: the wish is written first, every step may be done again without harm, and whatever ends the program in
 * between, the next start goes on where it stopped.
 *
 * What came after the wish is new and stays, whole.
 */
import type { Readers } from '#src/kept/readers.ts';
import { PERSON_TRACES, type Persons } from '#src/moderation/persons.ts';
import { type CountedRow, countOf, type KeptRow } from '#src/privacy/kept.ts';
import { WISHES, type Wish, type Wishes } from '#src/privacy/wishes.ts';
import { Signal } from '#src/workers/signal.ts';

/** What Discord did not take away now is asked of it again after this, in ms. */
const AGAIN_MS = 10 * 60 * 1000;

export interface ForgettingParts {
  readonly table: readonly KeptRow[];
  readonly readers: Pick<Readers, 'forget' | 'takeAway'>;
  readonly wishes: Wishes;
  readonly persons: Persons;
  /** As `Channels.remove`. */
  readonly remove: (channelId: string, messageId: string) => Promise<'gone' | 'not-allowed'>;
  /** Hears why it will go on later. */
  readonly onDelay: (error: unknown) => void;
  /** Runs something after some ms, unless the returned function is called before. */
  readonly timer: (ms: number, run: () => void) => () => void;
}

export interface Forgotten {
  /** The rows of the table, with how many went. */
  readonly went: readonly CountedRow[];
  /** Messages in Discord that went, and those that the bot is not let near. */
  readonly pages: number;
  readonly left: number;
  /** Whether something waits until Discord, or the disk, is well again. */
  readonly delayed: boolean;
}

type Step = 'memory' | 'catalog' | 'pages' | 'reports';

export interface Forgetting {
  /** Somebody was forgotten, as far as it went: what is in memory alone goes, too. */
  readonly forgotten: Signal<[person: string]>;
  /** @throws FicError `database-full`, `database-in-use`, `database-broken` where not even the wish could be written. */
  forget(person: string): Promise<Forgotten>;
  /** Goes on with every wish that is not done. */
  resume(): Promise<void>;
  /** Begins nothing more, and waits for the step under way. */
  close(): Promise<void>;
}

const NOTHING: Forgotten = { went: [], pages: 0, left: 0, delayed: false };

class Closed extends Error {}

export function forgettingWith(parts: ForgettingParts): Forgetting {
  const { table, readers, wishes, persons, remove } = parts;
  const forgotten = new Signal<[person: string]>();
  const underWay = new Map<string, Promise<Forgotten>>();
  let cancelTimer: (() => void) | null = null;
  let closed = false;

  async function grant(person: string, { askedAt, done }: Wish): Promise<Forgotten> {
    const gone = new Map<string, number>();
    let pages = 0;
    let left = 0;
    const tally = (row: string, count: number) => {
      gone.set(row, (gone.get(row) ?? 0) + count);
    };
    const tallyKind = (kind: string, count: (row: KeptRow) => number) => {
      for (const row of table) if ('kind' in row.from && row.from.kind === kind) tally(row.name, count(row));
    };

    const takeAway = async (channel: string, message: string) => {
      if (closed) throw new Closed();
      if ((await remove(channel, message)) === 'gone') pages += 1;
      else left += 1;
    };

    const steps: Readonly<Record<Step, () => Promise<void>>> = {
      async memory() {
        const went = await readers.forget(person, askedAt, [WISHES.kind.name]);
        for (const [kind, traces] of Object.entries(went)) tallyKind(kind, (row) => countOf(row, traces));
      },
      async catalog() {
        for (const trace of PERSON_TRACES) {
          if (trace !== 'reports') tally(trace, await persons.forget(person, trace, askedAt));
        }
      },
      async pages() {
        const went = await readers.takeAway(person, askedAt, takeAway);
        for (const [kind, count] of Object.entries(went)) tallyKind(kind, () => count);
      },
      async reports() {
        // A report's row tells where its message is: it goes last.
        for (const { channel, message } of await persons.reportPosts(person, askedAt)) await takeAway(channel, message);
        tally('reports', await persons.forget(person, 'reports', askedAt));
      },
    };

    try {
      for (const [name, step] of Object.entries(steps)) {
        if (done.includes(name)) continue;
        if (closed) throw new Closed();
        await step();
        await wishes.stepDone(person, name);
      }
      await wishes.granted(person);
    } catch (error) {
      if (!(error instanceof Closed)) parts.onDelay(error);
      if (!closed) again();
      return { went: counted(table, gone), pages, left, delayed: true };
    } finally {
      forgotten.tell(person);
    }
    return { went: counted(table, gone), pages, left, delayed: false };
  }

  function again(): void {
    cancelTimer?.();
    cancelTimer = parts.timer(AGAIN_MS, () => {
      cancelTimer = null;
      resume().catch(parts.onDelay);
    });
  }

  /** Asked twice at once, it is done once. */
  function once(person: string, work: () => Promise<Forgotten>): Promise<Forgotten> {
    const known = underWay.get(person);
    if (known) return known;
    const granting = work().finally(() => underWay.delete(person));
    underWay.set(person, granting);
    return granting;
  }

  const forget = (person: string) => once(person, async () => grant(person, await wishes.begin(person)));

  async function resume(): Promise<void> {
    for (const person of await wishes.pending()) {
      if (closed) return;
      await once(person, async () => {
        const wish = await wishes.get(person);
        return wish ? grant(person, wish) : NOTHING;
      });
    }
  }

  return {
    forgotten,
    forget,
    resume,
    async close() {
      closed = true;
      cancelTimer?.();
      await Promise.allSettled(underWay.values());
    },
  };
}

function counted(table: readonly KeptRow[], gone: ReadonlyMap<string, number>): CountedRow[] {
  return table.map((row) => ({ ...row, count: gone.get(row.name) ?? 0 }));
}
