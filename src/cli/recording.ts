/**
 * A file that a run's traffic is written to, line by line: what was said is in it, even where the program is killed.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { FicError } from '#src/story/errors.ts';

export class Recording implements Disposable {
  readonly #file: string;
  readonly #lost: (error: FicError) => void;
  #descriptor: number | null;

  /**
   * @param lost - hears once that the file can no longer be written, as on a full disk; the rest is not recorded.
   * @throws FicError `file-unwritable`
   */
  constructor(file: string, lost: (error: FicError) => void) {
    this.#file = file;
    this.#lost = lost;
    try {
      this.#descriptor = openSync(file, 'w');
    } catch (error) {
      throw unwritable(file, error);
    }
  }

  readonly write = (line: string): void => {
    if (this.#descriptor === null) return;
    try {
      writeSync(this.#descriptor, `${line}\n`);
    } catch (error) {
      this[Symbol.dispose]();
      this.#lost(unwritable(this.#file, error));
    }
  };

  [Symbol.dispose](): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

function unwritable(file: string, cause: unknown): FicError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FicError('file-unwritable', { file, reason }, { cause });
}
