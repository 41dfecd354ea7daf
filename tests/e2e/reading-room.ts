/**
 * The real bot in the double's world, with files of its own: what every end-to-end test starts from.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Playground, type PlaygroundOptions } from '#playground/playground.ts';
import type { RequestRecord } from '#playground/world/model.ts';
import { type App, type AppConfig, startApp } from '#src/app.ts';
import { openLog } from '#src/ops/log.ts';
import { newStory } from '#src/publishing/publishing.ts';
import { type PermissionBasis, SHARED_LIBRARY, type Story } from '#src/story/story.ts';
import { PatientClock } from '#tests/e2e/patient-clock.ts';

/**
 * What Discord never says to a bot that keeps its rules: a body is wrong (50035), there is no such route (404 with 0), an
 * interaction was answered already (40060) or too late (10062).
 */
const BROKEN_RULES: ReadonlySet<number> = new Set([50035, 0, 40060, 10062]);

/** In ms: what never comes ends before the test is given up, and says what it was. */
const PATIENCE = 60_000;

export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** Every request that the bot makes in a test is held against Discord's rules: the end of a room tells what broke one. */
export class ReadingRoom implements AsyncDisposable {
  readonly world: Playground;
  readonly config: AppConfig;
  /** What the bot logged: from `info` on, or the level that the room was opened with. */
  readonly log: LogLine[] = [];
  readonly #folder: string;
  readonly #clock: PatientClock;
  readonly #broken = new Set<RequestRecord>();
  readonly #listeners = new Set<() => void>();
  #app: App | null = null;
  #added = 0;

  private constructor(world: Playground, folder: string, clock: PatientClock, changes: Partial<AppConfig>) {
    this.world = world;
    this.#folder = folder;
    this.#clock = clock;
    world.on('change', (change) => {
      if (change.kind !== 'requested') return;
      const { error, fault } = change.request;
      if (fault === null && error && BROKEN_RULES.has(error.code)) this.#broken.add(change.request);
    });
    this.config = {
      token: world.token,
      apiUrl: world.apiUrl,
      database: join(folder, 'ficus.db'),
      state: join(folder, 'state.db'),
      moderatorRoles: [],
      sharedTexts: false,
      playPort: 0,
      opsPort: 0,
      cooldowns: true,
      logLevel: 'silent',
      timer: clock.after,
      pace: clock.pace,
      // No machine is so busy that somebody in a test would rather have half an answer.
      patience: PATIENCE,
      ...changes,
    };
  }

  /** @param changes - settings that differ; `bot: false` leaves the bot to the test. */
  static async open(
    changes: Partial<AppConfig> & { readonly bot?: false; readonly playground?: PlaygroundOptions } = {},
  ): Promise<ReadingRoom> {
    const { bot, playground, ...settings } = changes;
    const folder = await mkdtemp(join(tmpdir(), 'ficus-'));
    const clock = new PatientClock();
    const world = await Playground.start({ identifyInterval: 0, clock, pace: clock, ...playground });
    const room = new ReadingRoom(world, folder, clock, settings);
    if (bot !== false) await room.start();
    return room;
  }

  get app(): App {
    if (!this.#app) throw new Error('The bot is not running.');
    return this.#app;
  }

  async start(changes: Partial<AppConfig> = {}): Promise<void> {
    Object.assign(this.config, changes);
    const write = (line: string) => {
      this.log.push(JSON.parse(line));
      for (const look of this.#listeners) look();
    };
    const { logLevel } = this.config;
    const log = openLog(logLevel === 'silent' ? 'info' : logLevel, { write });
    this.#app = await startApp(this.config, log);
    // Servers get their own commands in the background.
    await this.#app.settled();
  }

  async stop(): Promise<void> {
    await this.#app?.close();
    this.#app = null;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Takes off the refusals with a code that the test brought about. @returns how many there were. */
  expectRefusals(code: number): number {
    const expected = [...this.#broken].filter(({ error }) => error?.code === code);
    for (const request of expected) this.#broken.delete(request);
    return expected.length;
  }

  /** How often the bot logged each sentence. */
  logged(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { msg } of this.log) counts[msg] = (counts[msg] ?? 0) + 1;
    return counts;
  }

  /** Waits until the bot has logged a sentence, about this server where one is named. */
  async hears(sentence: string, guild?: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const isIt = (line: LogLine) => line.msg.startsWith(sentence) && (guild === undefined || line.guild === guild);
    const look = () => this.log.some(isIt) && resolve();
    const late = setTimeout(() => reject(new Error(`The bot never logged "${sentence}".`)), PATIENCE);
    this.#listeners.add(look);
    look();
    await promise.finally(() => {
      clearTimeout(late);
      this.#listeners.delete(look);
    });
  }

  /** Publishes a post as the operator would. */
  async add(
    post: string | Uint8Array,
    library = SHARED_LIBRARY,
    basis: PermissionBasis = 'public-domain',
  ): Promise<Story> {
    const { catalog, publishing } = this.app.stores;
    const preparation = await publishing.prepare(typeof post === 'string' ? new TextEncoder().encode(post) : post);
    this.#added += 1;
    const permission = { basis, evidence: 'in a test', by: 'operator', at: Date.now() };
    return catalog.add(newStory(preparation, library, permission, `test:${this.#added}`));
  }

  guildId(name: string): string {
    return this.world.guild(name).id;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.world.close();
    this.#clock[Symbol.dispose]();
    await rm(this.#folder, { recursive: true });
    if (this.#broken.size === 0) return;
    const told = [...this.#broken].map(({ method, path, error }) => `${method} ${path}: ${JSON.stringify(error)}`);
    throw new Error(`The bot broke rules of Discord's:\n${told.join('\n')}`);
  }
}

export interface PostParts {
  readonly title?: string;
  readonly author?: string;
  readonly rating?: string;
  readonly pairing?: string;
  readonly fandom?: string;
  readonly more?: string;
  readonly body?: string;
}

/** A post as fans write it. */
export function post(parts: PostParts = {}): string {
  const {
    title = 'The Yellow Wall',
    author = 'penwiper',
    rating = 'PG',
    pairing = 'Sherlock Holmes/John Watson',
    fandom = 'Sherlock Holmes - Arthur Conan Doyle',
    more = 'Summary: A wall is painted, and repainted.\n',
    body = 'It rained on Baker Street.\n\nHolmes did not notice.',
  } = parts;
  return `Title: ${title}\nAuthor: ${author}\nFandom: ${fandom}\nPairing: ${pairing}\nRating: ${rating}\n${more}Disclaimer: They belong to Sir Arthur.\nAuthor's Note: For the rain prompt.\n\n${body}\n`;
}

/** Paragraphs that say which they are: enough for several pages. */
export function paragraphs(count: number, word = 'Rain'): string {
  return Array.from(
    { length: count },
    (_, index) =>
      `${word} ${index + 1}. The gutters of Baker Street ran like brooks, and the cabs threw up their water to the railings.`,
  ).join('\n\n');
}
