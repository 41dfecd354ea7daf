/**
 * `ficus doctor`: what is set, what is wrong, what to do.
 */

import { constants, existsSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { settleRestore } from '#src/backup/backup.ts';
import { plainSentence, type Terminal } from '#src/cli/terminal.ts';
import { type Config, loadConfig, ROOT } from '#src/config.ts';
import { discordRest, ownApplication } from '#src/discord/rest.ts';
import { checkSqliteFile } from '#src/kept/sqlite/store.ts';
import { failureSentence } from '#src/kit/show/notices.ts';
import { openStores } from '#src/stores.ts';
import { FicError } from '#src/story/errors.ts';

const OLDEST_NODE = 24;
const MEGABYTE = 1_000_000;
/** Below this an evening of reading can fill the disk. */
const LEAST_SPACE_MB = 200;

interface Check {
  readonly well: boolean;
  readonly sentence: string;
}

/** Ends with 1 where something is wrong. */
export async function doctor(out: Terminal): Promise<void> {
  const { say } = out.language;
  const well = (sentence: string): Check => ({ well: true, sentence });
  const wrong = (sentence: string): Check => ({ well: false, sentence });
  const failed = (error: unknown): Check => {
    if (!(error instanceof FicError)) throw error;
    return wrong(plainSentence(failureSentence(out.language, error)));
  };

  async function checkToken({ token, apiUrl }: Config): Promise<Check[]> {
    if (token === null) return [well(say('cli.doctor.token-unset'))];
    const check = await ownApplication(discordRest(apiUrl, token), apiUrl).then(
      ({ name }) => well(say('cli.doctor.token-works', { name })),
      failed,
    );
    return [well(say('cli.doctor.token-set')), check];
  }

  async function checkDatabase(config: Config): Promise<Check> {
    const values = { setting: 'FICUS_DATABASE', file: config.database };
    if (!existsSync(config.database)) return checkFolder('FICUS_DATABASE', config.database);
    try {
      await using opened = new AsyncDisposableStack();
      const { catalog } = opened.adopt(await openStores(config, false), (stores) => stores.close());
      return well(say('cli.doctor.database', { ...values, stories: await catalog.count() }));
    } catch (error) {
      return failed(error);
    }
  }

  async function checkState({ state: file }: Config): Promise<Check> {
    const setting = 'FICUS_STATE';
    if (!existsSync(file)) return checkFolder(setting, file);
    return checkSqliteFile(file).then(() => well(say('cli.doctor.state', { setting, file })), failed);
  }

  /** A file that is not there yet is made at the first start, if its folder lets us. */
  async function checkFolder(setting: string, file: string): Promise<Check> {
    const folder = existingFolderOf(file);
    const writable = await access(folder, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (!writable) return wrong(say('cli.doctor.folder-readonly', { setting, folder }));
    return well(say('cli.doctor.database-absent', { setting, file }));
  }

  /** Before the databases are looked at, since it puts them in place. Nothing is said where all is as usual. */
  async function checkRestore({ database, state }: Config): Promise<Check[]> {
    try {
      return (await settleRestore(database, state)) ? [well(say('cli.doctor.restore-finished'))] : [];
    } catch (error) {
      return [failed(error)];
    }
  }

  async function checkSpace({ database }: Config): Promise<Check> {
    const folder = existingFolderOf(database);
    const { bavail, bsize } = await statfs(folder);
    const free = Math.floor((bavail * bsize) / MEGABYTE);
    const values = { folder, free, least: LEAST_SPACE_MB };
    return free < LEAST_SPACE_MB ? wrong(say('cli.doctor.disk-low', values)) : well(say('cli.doctor.disk', values));
  }

  async function checkConfig(): Promise<Check[]> {
    const file = resolve(ROOT, '.env');
    const env = well(existsSync(file) ? say('cli.doctor.env-file', { file }) : say('cli.doctor.env-absent'));
    let config: Config;
    try {
      config = loadConfig();
    } catch (error) {
      return [env, failed(error)];
    }
    return [
      env,
      ...(await checkToken(config)),
      well(say('cli.doctor.api', { url: config.apiUrl })),
      ...(await checkRestore(config)),
      await checkDatabase(config),
      await checkState(config),
      await checkSpace(config),
      well(say('cli.doctor.roles', { count: config.moderatorRoles.length })),
      well(config.opsPort === 0 ? say('cli.doctor.ops-off') : say('cli.doctor.ops', { port: String(config.opsPort) })),
      well(say('cli.doctor.log', { level: config.logLevel })),
    ];
  }

  const version = process.versions.node;
  const old = Number(version.split('.')[0]) < OLDEST_NODE;
  const checks = [
    old ? wrong(say('cli.doctor.node-old', { version })) : well(say('cli.doctor.node', { version })),
    ...(await checkConfig()),
  ];
  for (const check of checks) out.print(`${check.well ? '✓' : '✗'} ${check.sentence}`);
  const bad = checks.filter((check) => !check.well).length;
  out.print(bad === 0 ? say('cli.doctor.well') : say('cli.doctor.wrong', { count: bad }));
  if (bad > 0) process.exitCode = 1;
}

/** The folder of a file, or the nearest one above it that is there. */
function existingFolderOf(file: string): string {
  let folder = dirname(file);
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}
