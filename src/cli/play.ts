/**
 * `ficus play`: the real bot against a Discord double on this machine, with a page in the browser.
 */
import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { switchOn } from '#playground/faults/named-faults.ts';
import { servePage } from '#playground/page/server.ts';
import { Playground } from '#playground/playground.ts';
import { startApp } from '#src/app.ts';
import type { FaultList } from '#src/cli/fault-list.ts';
import { Recording } from '#src/cli/recording.ts';
import { lastResort, stopSignal } from '#src/cli/start.ts';
import { fail, type Terminal } from '#src/cli/terminal.ts';
import { type Config, ROOT } from '#src/config.ts';
import { openLog, standardError } from '#src/ops/log.ts';
import { fileKey, newStory } from '#src/publishing/publishing.ts';
import type { Stores } from '#src/stores.ts';
import { FicError } from '#src/story/errors.ts';
import { type LibraryId, type Permission, SHARED_LIBRARY } from '#src/story/story.ts';

/** Apart from a real bot's: the playground never touches the stories and readers of a server. */
const FOLDER = resolve(ROOT, 'var');
const STARTERS = resolve(ROOT, 'data/stories');

/** What a first visitor is offered to press, in the starter stories. */
const EXAMPLES = [
  '/fic search query: holmes',
  '/fic search pairing: Watson/Holmes',
  '/fic show story: Six Illnesses',
  '/fic read story: The Second Tumbler',
];

export interface PlayOptions {
  /** 0 takes a free one. */
  readonly port?: number;
  /** Where its two databases are. */
  readonly folder?: string;
  /** What goes wrong, once the bot runs. */
  readonly faults?: FaultList;
  /** A file for all that the bot and the playground say to each other. */
  readonly record?: string;
}

/** @throws FicError `port-in-use`, `file-unwritable`, as `startApp`, and what `App.ended` says. */
export async function play(config: Config, options: PlayOptions, out: Terminal): Promise<void> {
  const { port = config.playPort, folder = FOLDER } = options;
  await using opened = new AsyncDisposableStack();
  const { faults = [], record } = options;
  const log = openLog(config.logLevel === 'info' ? 'warn' : config.logLevel, await standardError());
  opened.use(lastResort(log));
  const recording = record === undefined ? null : opened.use(new Recording(record, (lost) => fail(out, lost)));
  const playground = await openPlayground(port, recording);
  opened.defer(() => playground.close());
  const url = servePage(playground, { examples: EXAMPLES });
  const app = await startApp(
    {
      ...config,
      // That is a real bot's, which may be running.
      opsPort: 0,
      token: playground.token,
      apiUrl: playground.apiUrl,
      database: resolve(folder, 'play.db'),
      state: resolve(folder, 'play-state.db'),
    },
    log,
  );
  opened.defer(() => app.close());
  const stopped = stopSignal();
  await addStarters(app.stores, playground.firstGuild.id);
  out.note(out.language.say('cli.play-ready', { url }));
  out.note(out.language.say('cli.play-hint'));
  if (record !== undefined) out.note(out.language.say('cli.play-recording', { file: record }));
  if (faults.length > 0) {
    opened.defer(switchOn(playground.faults, faults));
    const said = faults.map(({ name, percent }) => `${name} (${percent} %)`).join(', ');
    out.note(out.language.say('cli.play-faults', { faults: said }));
  }
  const failure = await Promise.race([stopped, app.ended]);
  if (failure) throw failure;
  out.note(out.language.say('cli.stopping'));
}

async function openPlayground(port: number, recording: Recording | null): Promise<Playground> {
  try {
    return await Playground.start({ port, ...(recording && { record: recording.write }) });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new FicError('port-in-use', { port: String(port) }, { cause: error });
    }
    throw error;
  }
}

/**
 * The starter stories: every third one is the server's own, so that its moderators have some to care for, and the others are the
 * operator's, which every server sees. Those that are there stay as they are.
 */
async function addStarters({ catalog, publishing }: Stores, server: LibraryId): Promise<void> {
  const permission: Permission = {
    basis: 'licence',
    evidence: 'Written for this project; CC0.',
    by: 'operator',
    at: Date.now(),
  };
  for (const [index, name] of (await readdir(STARTERS)).sort().entries()) {
    const bytes = await readFile(resolve(STARTERS, name));
    const key = fileKey(bytes);
    const present = await Promise.all([SHARED_LIBRARY, server].map((library) => catalog.published(library, key)));
    if (present.some((story) => story !== null)) continue;
    const library = index % 3 === 0 ? server : SHARED_LIBRARY;
    await catalog.add(newStory(await publishing.prepare(bytes, name), library, permission, key));
  }
}
