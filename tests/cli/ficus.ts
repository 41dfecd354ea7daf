/**
 * The program itself, in processes of its own with files of its own: what every test of the command line starts from.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ROOT, SETTING_NAMES } from '#src/config.ts';

/** A token that stands over that of `.env` and counts as none. */
export const NO_TOKEN = ' ';

/** As in `.env`; what is not given is unset, whatever the environment of the tests says. */
export type Settings = Readonly<Record<string, string>>;

interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  /** Standard output and standard error. */
  readonly out: string;
  readonly err: string;
}

const FICUS = resolve(ROOT, 'bin/ficus.js');

/** In ms, less than a test may take: a program that does not stop is stopped before its test is given up. */
const LONGEST_RUN = 150_000;

export class Ficus implements AsyncDisposable {
  readonly folder: string;
  readonly database: string;
  readonly #settings: Settings;
  readonly #running = new Set<Running>();

  private constructor(folder: string, settings: Settings) {
    this.folder = folder;
    this.database = join(folder, 'ficus.db');
    this.#settings = { FICUS_DATABASE: this.database, FICUS_STATE: join(folder, 'state.db'), ...settings };
  }

  static async install(settings: Settings = {}): Promise<Ficus> {
    return new Ficus(await mkdtemp(join(tmpdir(), 'ficus-cli-')), settings);
  }

  /** `ficus <words…>`, until it ends. */
  run(...words: readonly string[]): Promise<Ended> {
    return this.runWith({}, ...words);
  }

  /** @param settings - that differ this once. */
  runWith(settings: Settings, ...words: readonly string[]): Promise<Ended> {
    return this.start(words, settings).ended;
  }

  /** `ficus <words…>`, to be waited for and stopped. */
  start(words: readonly string[], settings: Settings = {}): Running {
    return this.startProgram(process.execPath, [FICUS, ...words], settings);
  }

  /** As before a person's eyes: `script` gives it a terminal, and `out` has all that appears there. */
  runAtTerminal(...words: readonly string[]): Promise<Ended> {
    const line = [process.execPath, FICUS, ...words].map((word) => `'${word}'`).join(' ');
    return this.startProgram('script', ['--quiet', '--return', '--command', line, '/dev/null']).ended;
  }

  /** Another program, with the same files and settings. */
  startProgram(program: string, words: readonly string[], settings: Settings = {}): Running {
    const running = new Running(program, words, { ...this.#settings, ...settings });
    this.#running.add(running);
    return running;
  }

  /** A JSON line a result. */
  // biome-ignore lint/suspicious/noExplicitAny: what the documents promise of it is for the tests to say.
  async json(...words: readonly string[]): Promise<any[]> {
    const { out } = await this.run(...words, '--json');
    return out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  /** @returns the path of a new file. */
  async file(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#running].map((running) => running.stop('SIGKILL')));
    await rm(this.folder, { recursive: true });
  }
}

export class Running {
  readonly ended: Promise<Ended>;
  readonly #process;
  #out = '';
  #err = '';

  constructor(command: string, words: readonly string[], settings: Settings) {
    const unset = Object.fromEntries(SETTING_NAMES.map((name) => [name, '']));
    // An empty one would leave it to `.env`, where the real bot's may be.
    const env = { PATH: process.env.PATH, LC_ALL: 'en_US.UTF-8', ...unset, DISCORD_TOKEN: NO_TOKEN, ...settings };
    this.#process = spawn(command, words, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST_RUN,
      killSignal: 'SIGKILL',
    });
    const { stdout, stderr } = this.#process;
    stdout.setEncoding('utf8').on('data', (said: string) => (this.#out += said));
    stderr.setEncoding('utf8').on('data', (said: string) => (this.#err += said));
    this.ended = once(this.#process, 'close').then(([code]): Ended => ({ code, out: this.#out, err: this.#err }));
  }

  /** Waits for words on standard error. @throws Error where it ends without them. */
  async said(words: string | RegExp): Promise<string> {
    const { stderr } = this.#process;
    for (;;) {
      const found = this.#err.match(words);
      if (found) return found[0];
      const more = await Promise.race([once(stderr, 'data'), this.ended.then(() => null)]);
      if (more === null) throw new Error(`It ended without saying ${words}, but: ${this.#err}`);
    }
  }

  /** As `head` does when it has seen enough. */
  closeOutput(): void {
    this.#process.stdout.destroy();
  }

  /** @returns how it ended. */
  async stop(signal: NodeJS.Signals): Promise<Ended> {
    this.#process.kill(signal);
    return this.ended;
  }
}
