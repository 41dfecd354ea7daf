/**
 * What goes on by itself from the moment when the bot is online: greetings, sweeps, what a kill left undone.
 */
export interface Job {
  /** Begins it; what is to be waited for resolves when it is through. */
  begin(): void | Promise<void>;
  /** Begins nothing more. */
  stop?(): void;
}

/**
 * @param onFailure - hears why one could not begin; the others do.
 * @returns what stops them, the last begun first.
 */
export function beginAll(jobs: readonly Job[], onFailure: (error: unknown) => void): () => void {
  for (const job of jobs) {
    void (async () => job.begin())().catch(onFailure);
  }
  return () => {
    for (const job of jobs.toReversed()) job.stop?.();
  };
}
