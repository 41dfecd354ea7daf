/**
 * `ficus backup`: both databases in one file, also beside a running bot.
 */
import { constants, setPriority } from 'node:os';
import { resolve } from 'node:path';
import { backUp, settleRestore } from '#src/backup/backup.ts';
import type { Terminal } from '#src/cli/terminal.ts';
import { ficusVersion } from '#src/cli/version.ts';
import type { Config } from '#src/config.ts';

const MEGABYTE = 1_000_000;

/** @throws FicError as `backUp`. */
export async function backup(
  config: Pick<Config, 'database' | 'state'>,
  file: string,
  options: { readonly force?: true; readonly json?: true },
  out: Terminal,
): Promise<void> {
  const { say } = out.language;
  // Members who wait for an answer come first; threads that are started from here on have this, too.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  await settleRestore(config.database, config.state);
  const path = resolve(file);
  const made = await backUp({
    catalog: config.database,
    state: config.state,
    file: path,
    force: options.force === true,
    made: new Date().toISOString(),
    ficus: ficusVersion(),
  });
  if (options.json) {
    const { format: _, ...rest } = made;
    out.print(JSON.stringify({ file: path, ...rest }));
    return;
  }
  const { catalog, state, bytes } = made;
  out.print(say('cli.backup.made', { file: path, size: Math.ceil((bytes / MEGABYTE) * 10) / 10 }));
  out.print(
    say('cli.backup.holds', {
      stories: catalog.stories,
      libraries: catalog.libraries,
      entries: state.entries,
    }),
  );
  out.note(say('cli.backup.keep'));
}
