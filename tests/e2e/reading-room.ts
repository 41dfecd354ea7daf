/**
 * The real bot in the double's world, with files of its own: what every end-to-end test starts from.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Playground } from '#playground/playground.ts';
import { type App, type AppConfig, startApp } from '#src/app.ts';
import { newStory } from '#src/publishing/publishing.ts';
import { type PermissionBasis, SHARED_LIBRARY, type Story } from '#src/story/story.ts';

export class ReadingRoom implements AsyncDisposable {
  readonly world: Playground;
  readonly config: AppConfig;
  readonly #folder: string;
  #app: App | null = null;
  #added = 0;

  private constructor(world: Playground, folder: string, changes: Partial<AppConfig>) {
    this.world = world;
    this.#folder = folder;
    this.config = {
      token: world.token,
      apiUrl: world.apiUrl,
      database: join(folder, 'ficus.db'),
      state: join(folder, 'state.db'),
      moderatorRoles: [],
      playPort: 0,
      logLevel: 'silent',
      ...changes,
    };
  }

  /** @param changes - settings that differ; `bot: false` leaves the bot to the test. */
  static async open(changes: Partial<AppConfig> & { readonly bot?: false } = {}): Promise<ReadingRoom> {
    const { bot, ...settings } = changes;
    const folder = await mkdtemp(join(tmpdir(), 'ficus-'));
    const room = new ReadingRoom(await Playground.start({ identifyInterval: 0 }), folder, settings);
    if (bot !== false) await room.start();
    return room;
  }

  get app(): App {
    if (!this.#app) throw new Error('The bot is not running.');
    return this.#app;
  }

  async start(changes: Partial<AppConfig> = {}): Promise<void> {
    Object.assign(this.config, changes);
    this.#app = await startApp(this.config, pino({ level: 'silent' }));
  }

  async stop(): Promise<void> {
    await this.#app?.close();
    this.#app = null;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Publishes a post as the operator would. */
  async add(post: string, library = SHARED_LIBRARY, basis: PermissionBasis = 'public-domain'): Promise<Story> {
    const { catalog, publishing } = this.app.stores;
    const preparation = await publishing.prepare(new TextEncoder().encode(post));
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
    await rm(this.#folder, { recursive: true });
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
