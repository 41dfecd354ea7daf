/**
 * `ficus start`: the bot on Discord, until it is told to stop.
 */
import { startApp } from '#src/app.ts';
import type { Terminal } from '#src/cli/terminal.ts';
import type { Config } from '#src/config.ts';
import { openLog } from '#src/ops/log.ts';
import { FicError } from '#src/story/errors.ts';

/** @throws FicError `token-missing`, as `startApp`, and what `App.ended` says. */
export async function start(config: Config, out: Terminal): Promise<void> {
  const { token } = config;
  if (token === null) throw new FicError('token-missing');
  await using opened = new AsyncDisposableStack();
  const app = await startApp({ ...config, token }, openLog(config.logLevel));
  opened.defer(() => app.close());
  const stopped = stopSignal();
  out.note(
    out.language.say('cli.ready', {
      name: app.name,
      guilds: app.guilds,
      stories: out.language.number(await app.stores.catalog.count()),
    }),
  );
  const failure = await Promise.race([stopped, app.ended]);
  if (failure) throw failure;
  out.note(out.language.say('cli.stopping'));
}

/** Resolves at Ctrl+C or when the system stops the program; a second one ends it at once. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
