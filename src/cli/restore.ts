/**
 * `ficus restore`: a backup in the place of both databases. It asks nothing, so that scripts can call it; nothing is lost by it.
 */
import { resolve } from 'node:path';
import { restoreBackup } from '#src/backup/backup.ts';
import type { Outlook, Present } from '#src/backup/restore.ts';
import type { Terminal } from '#src/cli/terminal.ts';
import { ficusVersion } from '#src/cli/version.ts';
import type { Config } from '#src/config.ts';

/** @throws FicError as `restoreBackup`. */
export async function restore(
  config: Pick<Config, 'database' | 'state'>,
  file: string,
  options: { readonly json?: true },
  out: Terminal,
): Promise<void> {
  const { say } = out.language;
  const path = resolve(file);
  const order = {
    file: path,
    catalog: config.database,
    state: config.state,
    stamp: new Date().toISOString().replace(/[-:.]/g, ''),
    ficus: ficusVersion(),
  };
  const { manifest, catalog, state, restored } = await restoreBackup(order, (outlook) => {
    if (!options.json) foretell(out, outlook);
  });
  const { kept, takedowns } = restored;
  if (options.json) {
    const { made, ficus } = manifest;
    out.print(
      JSON.stringify({
        ...{ file: path, made, ficus },
        catalog: { ...manifest.catalog, ...replacedJson(catalog, kept.catalog) },
        state: { ...manifest.state, ...replacedJson(state, kept.state) },
        takedowns,
      }),
    );
    return;
  }
  out.print(say('cli.backup.restored'));
  for (const old of [kept.catalog, kept.state]) if (old !== null) out.print(say('cli.backup.kept', { file: old }));
  if (takedowns === null) out.note(say('cli.backup.takedowns-lost', { made: manifest.made }));
  else if (takedowns > 0) out.note(say('cli.backup.takedowns', { count: takedowns }));
  out.note(say('cli.backup.comes-back', { made: manifest.made }));
}

function replacedJson({ file, holds }: Present, kept: string | null) {
  return { file, replaced: holds, kept };
}

/** Before anything is replaced. */
function foretell({ note, language }: Terminal, { manifest, catalog, state }: Outlook): void {
  const { say } = language;
  note(
    say('cli.backup.from', {
      ...{ made: manifest.made, ficus: manifest.ficus },
      stories: manifest.catalog.stories,
      entries: manifest.state.entries,
    }),
  );
  for (const [unit, { file, there, holds }] of [
    ['stories', catalog],
    ['entries', state],
  ] as const) {
    if (!there) note(say('cli.backup.replaces-nothing', { file }));
    else if (holds === null) note(say('cli.backup.replaces-unreadable', { file }));
    else {
      note(say(`cli.backup.replaces-${unit}`, { file, count: holds }));
    }
  }
}
