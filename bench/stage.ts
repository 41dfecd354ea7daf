/** A bot in a process of its own, as in production, in a Discord double of its own: started, watched and stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Routes } from 'discord-api-types/v10';
import { COMMANDS } from '#commands/registry.ts';
import type { Reply } from '#playground/gestures/reply.ts';
import type { Seat } from '#playground/gestures/seat.ts';
import { Playground } from '#playground/playground.ts';
import { commandJson } from '#src/kit/command-json.ts';
import { loadLanguages } from '#src/language/language.ts';
import { Stopwatch } from './stopwatch.ts';

/** What a bot is run as. */
export interface Script {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export class Stage implements AsyncDisposable {
  readonly name: string;
  readonly world: Playground;
  readonly watch: Stopwatch;
  readonly #script: Script;
  #bot: ChildProcess | null = null;

  private constructor(name: string, world: Playground, script: Script) {
    this.name = name;
    this.world = world;
    this.watch = new Stopwatch(world);
    this.#script = script;
  }

  /** With Ficus's commands registered already. */
  static async open(name: string, script: Script): Promise<Stage> {
    const stage = new Stage(name, await Playground.start(), script);
    const { world } = stage;
    const registered = await fetch(`${world.apiUrl}/v10${Routes.applicationCommands(world.applicationId)}`, {
      method: 'PUT',
      headers: { authorization: `Bot ${world.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(commandJson(COMMANDS, loadLanguages())),
    });
    if (!registered.ok) throw new Error(`The double refused the commands: ${await registered.text()}`);
    return stage;
  }

  /** A reader in a channel that shows no more than Teen. */
  get reader(): Seat {
    return this.world.member('ada').in('#general');
  }

  /** Resolves when the bot is at the gateway; gives when it was started, in ms of `performance.now()`. */
  async start(): Promise<number> {
    const { args, env } = this.#script;
    const started = performance.now();
    const bot = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...env, DISCORD_TOKEN: this.world.token, DISCORD_API_URL: this.world.apiUrl },
    });
    this.#bot = bot;
    const died = once(bot, 'exit').then(([code]) => {
      throw new Error(`${this.name} ended with ${code} before it was at the gateway.`);
    });
    await Promise.race([this.world.until(() => this.world.botIsOnline), died]);
    died.catch(() => {});
    return started;
  }

  async stop(): Promise<void> {
    const bot = this.#bot;
    this.#bot = null;
    if (!bot || bot.exitCode !== null || bot.signalCode !== null) return;
    const ended = once(bot, 'exit');
    bot.kill('SIGTERM');
    await ended;
    await this.world.until(() => !this.world.botIsOnline);
  }

  /** What the bot holds in memory, in MB; NaN where the system has no /proc. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${this.#bot?.pid}/status`, 'utf8').catch(() => '');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
  }

  /** How long the bot took with a gesture, in ms. */
  async time(gesture: (seat: Seat) => Promise<Reply>): Promise<number> {
    return this.watch.handling((await gesture(this.reader)).interaction);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    this.watch[Symbol.dispose]();
    await this.world.close();
  }
}
