/** Performs the steps of a Dockerfile by hand, in a folder, where no container engine is at hand. It knows what ours uses and no more. */
import { execFileSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

interface Stage {
  readonly name: string;
  /** The folder that stands for `/`. */
  readonly root: string;
  workdir: string;
}

export interface Image {
  /** The folder that stands for the `WORKDIR`. */
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly uid: number;
  /** Folders, as paths below the working directory. */
  readonly volumes: readonly string[];
  /** `ENTRYPOINT` and `CMD`. */
  readonly command: readonly string[];
  readonly health: readonly string[];
}

/** @param runAs - who is uid 1000 where whoever builds may not become it. */
export function buildByHand(context: string, folder: string, runAs: number): Image {
  const ignores = ignored(readFileSync(join(context, '.dockerignore'), 'utf8'));
  const stages: Stage[] = [];
  const env: Record<string, string> = {};
  const volumes: string[] = [];
  const lists: Record<string, string[]> = {};
  let uid = 0;

  const copy = (stage: Stage, words: readonly string[]) => {
    const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
    const paths = words.filter((word) => !word.startsWith('--'));
    const target = paths.pop() ?? '';
    for (const path of paths) {
      const source = from ? join(stageNamed(stages, from).root, path) : join(context, path);
      if (!from && ignores(path)) throw new Error(`${path} is ignored, and copied: COPY fails.`);
      const into = target.endsWith('/') && !lstatSync(source).isDirectory();
      cpSync(source, join(stage.root, stage.workdir, target, into ? basename(path) : ''), {
        recursive: true,
        verbatimSymlinks: true,
      });
    }
  };

  for (const [instruction, rest] of instructions(readFileSync(join(context, 'Dockerfile'), 'utf8'))) {
    const words = rest.split(/\s+/);
    if (instruction === 'FROM') {
      const name = words[2] ?? 'last';
      if (!/^node:\d+\.\d+\.\d+-\w+-slim$/.test(words[0] ?? '')) throw new Error(`${words[0]} is not pinned.`);
      stages.push({ name, root: join(folder, name), workdir: '/' });
      continue;
    }
    const stage = stages.at(-1);
    if (!stage) throw new Error(`${instruction} stands before FROM.`);
    if (instruction === 'WORKDIR') {
      stage.workdir = rest;
      mkdirSync(join(stage.root, rest), { recursive: true });
    } else if (instruction === 'COPY') copy(stage, words);
    else if (instruction === 'RUN') {
      const line = rest.replaceAll('1000:1000', `${runAs}:${runAs}`);
      execFileSync('sh', ['-ec', line], { cwd: join(stage.root, stage.workdir), stdio: 'pipe' });
    } else if (instruction === 'ENV') Object.assign(env, Object.fromEntries(words.map((word) => word.split('='))));
    else if (instruction === 'USER') uid = Number(words[0]?.split(':')[0]);
    else if (instruction === 'VOLUME') volumes.push(rest.replace(`${stage.workdir}/`, ''));
    else if (instruction === 'ENTRYPOINT' || instruction === 'CMD') lists[instruction] = JSON.parse(rest);
    else if (instruction === 'HEALTHCHECK') lists[instruction] = JSON.parse(rest.slice(rest.indexOf('[')));
    else throw new Error(`${instruction} is not known here.`);
  }
  const last = stages.at(-1);
  if (!last) throw new Error('There is no stage.');
  return {
    workdir: join(last.root, last.workdir),
    ...{ env, uid, volumes },
    command: [...(lists.ENTRYPOINT ?? []), ...(lists.CMD ?? [])],
    health: lists.HEALTHCHECK ?? [],
  };
}

function stageNamed(stages: readonly Stage[], name: string): Stage {
  const stage = stages.find((one) => one.name === name);
  if (!stage) throw new Error(`There is no stage ${name}.`);
  return stage;
}

function instructions(text: string): [instruction: string, rest: string][] {
  return text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, instruction = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
      return [instruction, rest.trim()];
    });
}

/** Of patterns that are `*`, a name, or a name that comes back with `!`; the last that fits counts. */
function ignored(text: string): (path: string) => boolean {
  const patterns = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return (path) => {
    const [name = ''] = path.split('/');
    const last = patterns.findLast((pattern) => pattern === '*' || pattern.replace('!', '') === name);
    return last !== undefined && !last.startsWith('!');
  };
}

/** Everything below a folder with its time of change, without what is below some of its folders. */
export function snapshot(folder: string, without: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  const walk = (path: string) => {
    for (const name of readdirSync(join(folder, path))) {
      const one = join(path, name);
      if (without.includes(one)) continue;
      const info = lstatSync(join(folder, one));
      found.set(one, info.mtimeMs);
      if (info.isDirectory()) walk(one);
    }
  };
  walk('');
  return found;
}

/** Belongs to one uid, with everything below it. */
export function giveTo(path: string, uid: number): void {
  if (!existsSync(path) || process.getuid?.() !== 0) return;
  chownSync(path, uid, uid);
}
