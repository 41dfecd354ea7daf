/**
 * `ficus start`: the bot on Discord, until it is told to stop.
 */
import { startApp } from '#src/app.ts';
import type { Terminal } from '#src/cli/terminal.ts';
import type { Config } from '#src/config.ts';
import { openLog } from '#src/ops/log.ts';
import { FicError } from '#src/story/errors.ts';

/** @throws FicError `token-missing`, and as `startApp`. */
export async function start(config: Config, out: Terminal): Promise<void> {
  const { token } = config;
  if (token === null) throw new FicError('token-missing');
  const app = await startApp({ ...config, token }, openLog(config.logLevel));
  const stopped = stopSignal();
  out.note(
    out.language.say('cli.ready', {
      name: app.name,
      guilds: app.guilds,
      stories: out.language.number(await app.stores.catalog.count()),
    }),
  );
  await stopped;
  out.note(out.language.say('cli.stopping'));
  await app.close();
}

/** Resolves at Ctrl+C or when the system stops the program; a second one ends it at once. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
