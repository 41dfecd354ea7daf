/**
 * `ficus start`: the bot on Discord, until it is told to stop.
 */

import type { Terminal } from '#src/cli/terminal.ts';
import type { Config } from '#src/config.ts';
import { type Log, openLog, standardError } from '#src/ops/log.ts';
import { openBotStores } from '#src/stores.ts';
import { FicError } from '#src/story/errors.ts';

/** @throws FicError `token-missing`, as `startApp`, and what `App.ended` says. */
export async function start(config: Config, out: Terminal): Promise<void> {
  const { token } = config;
  if (token === null) throw new FicError('token-missing');
  await using opened = new AsyncDisposableStack();
  // From the first moment on: as process 1 of a container nothing but this ends it at SIGTERM.
  const stopped = stopSignal();
  const log = openLog(config.logLevel, await standardError());
  opened.use(lastResort(log));
  void stopped.then(() => endWithin(STOP_WITHIN_MS, log));
  const opening = openBotStores(config, log);
  // Whoever waits for it hears why it failed.
  opening.catch(() => {});
  const { startApp } = await import('#src/app.ts');
  const app = await Promise.race([startApp({ ...config, token }, log, opening), stopped]);
  if (!app) {
    out.note(out.language.say('cli.stopping'));
    return;
  }
  opened.defer(() => app.close());
  out.note(
    out.language.say('cli.ready', {
      name: app.name,
      guilds: app.guilds,
      stories: await app.stores.catalog.count(),
    }),
  );
  const failure = await Promise.race([stopped, app.ended]);
  if (failure) throw failure;
  out.note(out.language.say('cli.stopping'));
}

/** Resolves at Ctrl+C or when the system stops the program; a second one ends it at once. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM'] as const;
    const stop = () => {
      // Without a listener a signal does what it does to any program.
      for (const signal of signals) process.off(signal, stop);
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
  });
}

/** Service managers kill after 10 s. Everything that a member was told of is on disk by then, whatever still runs. */
const STOP_WITHIN_MS = 9000;

function endWithin(ms: number, log: Log): void {
  setTimeout(() => {
    log.error({ ms }, 'could not stop in time, and ended in the middle');
    process.exit(1);
  }, ms).unref();
}

/** What a library may still have open when everything is closed, a connection half made for one, keeps the program this long. */
const LINGER_MS = 1000;

/**
 * A promise that nobody waits for may be rejected in a library, and takes no member's answer with it: the log hears of it, and
 * the bot goes on. Once this is disposed of, the program ends, whatever is still open.
 */
export function lastResort(log: Log): Disposable {
  const tell = (error: unknown) => log.error({ err: error }, 'a promise failed that nobody waited for');
  process.on('unhandledRejection', tell);
  return {
    [Symbol.dispose]() {
      setTimeout(() => process.exit(), LINGER_MS).unref();
    },
  };
}
