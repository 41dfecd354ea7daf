/**
 * What goes on by itself from the moment when the bot is online, and is to be done once, however many programs stand side by side:
 * greetings, sweeps, what a kill left undone.
 */
import type { Exclusively } from '#src/workers/queue.ts';

export interface Job {
  /** Begins it; what is to be waited for resolves when it is through. */
  begin(): void | Promise<void>;
  /** Begins nothing more. */
  stop?(): void;
}

export interface RunnerParts {
  /** The lease of a job: whoever has it holds it until it stops, or could not begin. Another program's turn comes after. */
  readonly exclusively: Exclusively;
  /** Hears why one could not begin; the others do. */
  readonly onFailure: (error: unknown, name: string) => void;
}

/**
 * @param jobs - by the names of their leases.
 * @returns what stops them, the last begun first, and gives their leases back.
 */
export function beginAll(jobs: Readonly<Record<string, Job>>, { exclusively, onFailure }: RunnerParts): () => void {
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  const begun: Job[] = [];
  let isStopped = false;
  for (const [name, job] of Object.entries(jobs)) {
    exclusively(`job ${name}`, async () => {
      if (isStopped) return;
      begun.push(job);
      await job.begin();
      await stopped;
    }).catch((error: unknown) => onFailure(error, name));
  }
  return () => {
    isStopped = true;
    for (const job of begun.toReversed()) job.stop?.();
    resolve();
  };
}
