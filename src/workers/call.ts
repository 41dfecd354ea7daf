/**
 * Calls into worker threads: the main thread asks by name, the worker answers; expected failures arrive as FicErrors.
 *
 * Every SQLite call and every long computation runs behind this, so that nothing ever waits on the main thread.
 */
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { type MessagePort, parentPort, Worker } from 'node:worker_threads';
import { FicError, type FicErrorCode } from '#src/story/errors.ts';

/**
 * The room for a worker's short-lived values, in MB. V8 takes up to three times 16 by itself, most of which our workers, which
 * answer small calls, would fill only because it is there.
 */
const YOUNG_GENERATION_MB = 6;

/** What a worker serves: functions over structured-cloneable values. */
// biome-ignore lint/suspicious/noExplicitAny: a table of functions of any arguments, as TypeScript spells it.
export type Served = Record<string, (...args: any[]) => unknown>;

export type Remote<Api extends Served> = {
  readonly [Name in keyof Api]: (...args: Parameters<Api[Name]>) => Promise<Awaited<ReturnType<Api[Name]>>>;
};

interface Request {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}
type Failure =
  | { readonly fic: FicErrorCode; readonly details: Readonly<Record<string, string | number>> }
  | { readonly message: string; readonly stack: string | undefined };
type Message =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure }
  | { readonly event: unknown };

export interface Thread<Api extends Served> {
  readonly call: Remote<Api>;
  /**
   * Lets calls under way finish, runs the worker's `close` where it serves one, then ends the thread. One that keeps nothing
   * is ended in the middle of whatever it does.
   */
  close(): Promise<void>;
}

/**
 * A worker from a `.ts` file that calls `serve`. It starts with the first call: one that is not needed costs nothing.
 *
 * @param options.onEvent - hears what the worker tells by itself with `tell`.
 * @param options.onEnd - hears, once, why the worker ended before it was closed; calls then fail for good.
 * @param options.startsAnew - for a worker that keeps nothing between calls: after it ended the next call starts another.
 */
export function startThread<Api extends Served>(
  file: URL,
  options: {
    readonly onEvent?: (event: unknown) => void;
    readonly onEnd?: (error: Error) => void;
    readonly startsAnew?: boolean;
  } = {},
): Thread<Api> {
  let worker: Worker | null = null;
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let ended: Error | null = null;
  let closing = false;

  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  /** An error is followed by the exit that it causes: the first of them says why. */
  const lose = (lost: Worker, error: Error) => {
    if (lost !== worker) return;
    worker = null;
    end(error);
    if (closing) return;
    if (options.startsAnew) ended = null;
    options.onEnd?.(error);
  };
  const start = () => {
    const started = newWorker(file);
    started.on('message', (message: Message) => {
      if ('event' in message) {
        options.onEvent?.(message.event);
        return;
      }
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (waiting.size === 0) started.unref();
      if ('failure' in message) call?.reject(revive(message.failure));
      else call?.resolve(message.value);
    });
    started.on('error', (error) => lose(started, error instanceof Error ? error : new Error(String(error))));
    started.on('exit', () => lose(started, new Error(`The thread ${file.pathname} has ended.`)));
    return started;
  };

  const ask = (name: string, args: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (ended) {
        reject(ended);
        return;
      }
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker ??= start();
      worker.ref();
      worker.postMessage({ id: lastId, name, args } satisfies Request);
    });

  const call = new Proxy({} as Remote<Api>, {
    get: (_, name) =>
      typeof name === 'string' && name !== 'then' ? (...args: unknown[]) => ask(name, args) : undefined,
  });
  return {
    call,
    async close() {
      if (ended) return;
      closing = true;
      if (worker && !options.startsAnew) await ask('close', []);
      end(new Error(`The thread ${file.pathname} was closed.`));
      await worker?.terminate();
    },
  };
}

/** With the main thread's compile cache, where it has one, a worker needs no TypeScript parser of its own, which takes 10 MB. */
function newWorker(file: URL): Worker {
  // Node names the folder of its own version, in the one that was asked for.
  const cache = getCompileCacheDir();
  return new Worker(file, {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    ...(cache !== undefined && { env: { NODE_COMPILE_CACHE: dirname(cache) } }),
  });
}

/** In the worker: says something by itself. */
export function tell(event: unknown): void {
  port().postMessage({ event } satisfies Message);
}

/** In the worker: answers calls, one after the other where the functions are synchronous. */
export function serve(api: Served): void {
  const to = port();
  to.on('message', async ({ id, name, args }: Request) => {
    try {
      const serves = api[name] ?? (name === 'close' ? () => undefined : undefined);
      if (!serves) throw new Error(`This thread serves no "${name}".`);
      const value = await serves(...args);
      to.postMessage({ id, value } satisfies Message);
    } catch (error) {
      to.postMessage({ id, failure: wrap(error) } satisfies Message);
    }
  });
}

function port(): MessagePort {
  if (!parentPort) throw new Error('This file runs as a worker thread only.');
  return parentPort;
}

function wrap(error: unknown): Failure {
  if (error instanceof FicError) return { fic: error.code, details: error.details };
  if (error instanceof Error) return { message: error.message, stack: error.stack };
  return { message: String(error), stack: undefined };
}

function revive(failure: Failure): Error {
  if ('fic' in failure) return new FicError(failure.fic, failure.details);
  const error = new Error(failure.message);
  if (failure.stack) error.stack = failure.stack;
  return error;
}
