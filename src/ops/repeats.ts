/**
 * Trouble that comes a thousand times, told once: the first of a kind is a line, what repeats within a minute is counted and
 * told as one more line, and so is its end.
 */
import type { Log } from '#src/ops/log.ts';
import { underNoRequest } from '#src/ops/request-id.ts';

/** What repeats within this time after a line belongs to that line. */
const WINDOW_MS = 60_000;

type Fields = Readonly<Record<string, unknown>>;

interface Line {
  readonly fields: Fields;
  readonly text: string;
}

interface Trouble {
  last: Line;
  /** Repeats that no line has told. */
  more: number;
  /** It lasts until it is said to be over: no quiet minute ends it. */
  open: boolean;
  /** An end that came after this window's one line about an end. */
  untoldEnd: Line | null;
  toldEnd: boolean;
  stop: () => void;
}

export interface RepeatsParts {
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** Runs something after some ms, unless the returned function is called before. */
  readonly timer: (ms: number, run: () => void) => () => void;
}

export class Repeats {
  readonly #log: RepeatsParts['log'];
  readonly #timer: RepeatsParts['timer'];
  readonly #troubles = new Map<string, Trouble>();
  #closed = false;

  constructor({ log, timer }: RepeatsParts) {
    this.#log = log;
    this.#timer = timer;
  }

  /**
   * @param kind - what counts as the same trouble; its fields may differ.
   * @param lasts - until `over` is called for the kind; otherwise until a minute is quiet.
   */
  happened(kind: string, fields: Fields, text: string, { lasts = false } = {}): void {
    const last = { fields, text };
    const known = this.#troubles.get(kind);
    if (known) {
      Object.assign(known, { last, open: lasts, untoldEnd: null });
      known.more += 1;
      return;
    }
    this.#log.warn(fields, text);
    if (this.#closed) return;
    this.#troubles.set(kind, {
      ...{ last, more: 0, open: lasts, untoldEnd: null, toldEnd: false },
      stop: this.#window(kind),
    });
  }

  /** The end of trouble that lasts; nothing where there was none. */
  over(kind: string, fields: Fields, text: string): void {
    const trouble = this.#troubles.get(kind);
    if (!trouble?.open) return;
    trouble.open = false;
    if (trouble.toldEnd) {
      trouble.untoldEnd = { fields, text };
      return;
    }
    trouble.toldEnd = true;
    this.#log.info(...counted({ fields, text }, trouble.more));
    trouble.more = 0;
  }

  /** Tells what is only counted so far, and forgets everything. */
  close(): void {
    this.#closed = true;
    for (const [kind, trouble] of this.#troubles) {
      trouble.stop();
      this.#tell(trouble);
      this.#troubles.delete(kind);
    }
  }

  #window(kind: string): () => void {
    // What a window counts is of many requests.
    const later = (run: () => void) => underNoRequest(() => this.#timer(WINDOW_MS, run));
    return later(() => {
      const trouble = this.#troubles.get(kind);
      if (!trouble) return;
      const wentOn = this.#tell(trouble);
      if (!wentOn && !trouble.open) {
        this.#troubles.delete(kind);
        return;
      }
      Object.assign(trouble, { more: 0, untoldEnd: null, toldEnd: false });
      trouble.stop = this.#window(kind);
    });
  }

  /** @returns whether there was anything to tell. */
  #tell({ last, more, untoldEnd }: Trouble): boolean {
    if (untoldEnd) this.#log.info(...counted(untoldEnd, more));
    else if (more > 0) this.#log.warn(...counted(last, more));
    return more > 0;
  }
}

function counted({ fields, text }: Line, more: number): [Fields, string] {
  return more === 0 ? [fields, text] : [{ ...fields, more }, `${text}; and ${more} more`];
}
