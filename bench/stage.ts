/** A bot in a process of its own, as in production, in a Discord double of its own: started, watched and stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Routes } from 'discord-api-types/v10';
import { COMMANDS } from '#commands/index.ts';
import type { Seat } from '#playground/gestures/seat.ts';
import { Playground } from '#playground/playground.ts';
import { commandJson } from '#src/kit/command-json.ts';
import { loadLanguages } from '#src/language/language.ts';
import { Stopwatch } from './stopwatch.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** What a bot is run as. */
export interface Script {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The two that are measured against each other. */
export interface Pair {
  readonly ours: Stage;
  readonly bare: Stage;
}

export class Stage implements AsyncDisposable {
  readonly world: Playground;
  readonly watch: Stopwatch;
  readonly #script: Script;
  #bot: ChildProcess | null = null;

  private constructor(world: Playground, script: Script) {
    this.world = world;
    this.watch = new Stopwatch(world);
    this.#script = script;
  }

  /** With Ficus's commands registered, whichever bot it is for. */
  static async open(script: Script): Promise<Stage> {
    const world = await Playground.start({ identifyInterval: 0 });
    const registered = await fetch(`${world.apiUrl}/v10${Routes.applicationCommands(world.applicationId)}`, {
      method: 'PUT',
      headers: { authorization: `Bot ${world.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(commandJson(COMMANDS, loadLanguages())),
    });
    if (!registered.ok) throw new Error(`The double refused the commands: ${await registered.text()}`);
    return new Stage(world, script);
  }

  /** A reader in a channel that shows no more than Teen. */
  get reader(): Seat {
    return this.world.member('ada').in('#general');
  }

  /**
   * Starts the bot and gives back when, in ms of `performance.now()`.
   *
   * @param until - `online`: it is at the gateway; `ready`: it says so on stderr.
   */
  async start(until: 'online' | 'ready'): Promise<number> {
    const { name, args, env } = this.#script;
    const started = performance.now();
    const bot = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...env, DISCORD_TOKEN: this.world.token, DISCORD_API_URL: this.world.apiUrl },
    });
    this.#bot = bot;
    let said = '';
    const ready = new Promise<void>((done) => {
      bot.stderr.on('data', (data) => {
        said += data;
        if (said.includes('ready')) done();
      });
    });
    const ended = once(bot, 'exit').then(() => {
      throw new Error(`${name} ended before it was ready: ${said}`);
    });
    ended.catch(() => {});
    await Promise.race([ended, this.world.until(() => this.world.botIsOnline, 30_000)]);
    if (until === 'ready') await Promise.race([ended, ready]);
    return started;
  }

  /** @returns how long it took, in ms from the last time that it was told. */
  async stop(told: 'once' | 'twice' = 'once'): Promise<number> {
    const bot = this.#bot;
    this.#bot = null;
    if (!bot || bot.exitCode !== null || bot.signalCode !== null) return 0;
    const ended = once(bot, 'exit');
    let begun = performance.now();
    bot.kill('SIGTERM');
    if (told === 'twice') {
      const heard = new Promise<void>((done) => {
        bot.stderr?.on('data', (data) => String(data).includes('Stopping') && done());
      });
      await Promise.race([heard, ended]);
      begun = performance.now();
      bot.kill('SIGTERM');
    }
    await ended;
    const took = performance.now() - begun;
    await this.world.until(() => !this.world.botIsOnline);
    return took;
  }

  /** What the bot holds in memory, in MB. @throws Error on systems without /proc. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${this.#bot?.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
  }

  /** How long the bot took with the last interaction that a gesture made, in ms. */
  async time(gesture: (stage: Stage) => Promise<unknown>): Promise<number> {
    await gesture(this);
    const { sentAt, answeredAt } = this.watch.latest();
    return answeredAt - sentAt;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    this.watch[Symbol.dispose]();
    await this.world.close();
  }
}
