/** Every engine in turn, in a process of its own, with the same stories and questions. */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { EngineFigures } from './host.ts';

export interface Measured extends EngineFigures {
  readonly engine: string;
  /** In ms, from the program's start to a search that knows every story: at first, and after a start before it. */
  readonly starts?: readonly [cold: number, again: number];
  /** Why there are no figures. */
  readonly notRun?: string;
}

/** @param atMost - stories; beyond it takes more time or memory than anybody has. */
interface Contender {
  readonly engine: string;
  readonly atMost: number;
  readonly why: string;
  /** Its stories outlive the process. */
  readonly keeps: boolean;
  readonly isPeer: boolean;
}

const WITHOUT_END = { atMost: Number.POSITIVE_INFINITY, why: '' };
const CONTENDERS: readonly Contender[] = [
  { engine: 'ficus', ...WITHOUT_END, keeps: true, isPeer: false },
  { engine: 'fts5', ...WITHOUT_END, keeps: false, isPeer: false },
  { engine: 'minisearch', atMost: 100_000, why: 'more memory than there is', keeps: false, isPeer: true },
  { engine: 'flexsearch', atMost: 100_000, why: 'more memory than there is', keeps: false, isPeer: true },
  { engine: 'orama', atMost: 10_000, why: 'takes hours', keeps: false, isPeer: true },
  { engine: 'bound', ...WITHOUT_END, keeps: false, isPeer: false },
];
/** MB of the JavaScript heap: what one takes beyond it is said, not waited for. */
const HEAP = 6_000;

export interface Size {
  readonly stories: number;
  /** Questions of each kind. */
  readonly asked: number;
  readonly peers: boolean;
}

export async function measureEngines(size: Size, say: (text: string) => void): Promise<Measured[]> {
  if (size.peers) await installPeers(say);
  const measured: Measured[] = [];
  for (const contender of CONTENDERS) {
    if (contender.isPeer && !size.peers) continue;
    const { engine } = contender;
    if (size.stories > contender.atMost) {
      measured.push({ engine, notRun: contender.why });
      continue;
    }
    say(`Searching ${size.stories} stories with ${engine} …`);
    measured.push(
      await measureOne(contender, size).catch((error: Error): Measured => ({ engine, notRun: error.message })),
    );
  }
  return measured;
}

async function measureOne({ engine, keeps }: Contender, { stories, asked }: Size): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), `ficus-bench-${engine}-`));
  try {
    const run = (what: string) => runHost([engine, String(stories), String(asked), folder, what]);
    if (!keeps) return { engine, ...(await run('both')).figures };
    const filled = await run('fill');
    const cold = await run('start');
    const again = await run('start');
    const asking = await run('ask');
    return { engine, ...filled.figures, ...asking.figures, starts: [cold.took, again.took] };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function runHost(args: readonly string[]): Promise<{ readonly figures: EngineFigures; readonly took: number }> {
  const begun = performance.now();
  const host = fork(resolve(import.meta.dirname, 'host.ts'), args, {
    execArgv: ['--expose-gc', `--max-old-space-size=${HEAP}`],
  });
  const ended = once(host, 'exit').then(([code]): never => {
    throw new Error(`ended with ${code}`);
  });
  ended.catch(() => {});
  const [figures] = (await Promise.race([once(host, 'message'), ended])) as [EngineFigures];
  const took = performance.now() - begun;
  await ended.catch(() => {});
  return { figures, took };
}

/** Ficus itself never needs them, so they are no part of its own install. */
async function installPeers(say: (text: string) => void): Promise<void> {
  const folder = resolve(import.meta.dirname, '../peers');
  if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return;
  say('Installing what Ficus is measured beside …');
  const npm = spawn('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(npm, 'exit');
  if (code !== 0) throw new Error(`npm ci in bench/peers ended with ${code}.`);
}
