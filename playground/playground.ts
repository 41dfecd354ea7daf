/** The Discord double on loopback: a furnished world, behind REST, a gateway and the hands of its members. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Endpoint } from './endpoint/endpoint.ts';
import { EventFaults } from './faults/event-faults.ts';
import { Faults } from './faults/faults.ts';
import type { Random } from './faults/occasion.ts';
import { RestFaults } from './faults/rest-faults.ts';
import { Gateway, type GatewayOptions } from './gateway/gateway.ts';
import { Member } from './gestures/member.ts';
import { Api, apiPrefix, routePatterns } from './rest/api.ts';
import { answerAttachment, attachmentPrefix } from './rest/attachments.ts';
import { RequestLimits } from './rest/request-limits.ts';
import { targetOf } from './rest/target.ts';
import { limitOf } from './rules/book.ts';
import { Recorder } from './traffic/recorder.ts';
import { systemClock } from './world/clock.ts';
import { addBot, type InvitationOptions, removeBot } from './world/guilds.ts';
import type { Guild } from './world/model.ts';
import { furnish, furnishGuilds } from './world/starter.ts';
import { World, type WorldOptions } from './world/world.ts';

export interface PlaygroundOptions extends WorldOptions, GatewayOptions {
  /** 0, the default, takes any that is free. */
  readonly port?: number;
  /** Hears of requests that the double has no answer to; stderr by default. */
  readonly log?: (line: string) => void;
  /** Hears of all that the bot and the double say to each other, line by line as JSON, without tokens. */
  readonly record?: (line: string) => void;
  /** How many requests the bot may make, those for interactions aside; Discord's 50 by default. */
  readonly requestsPerSecond?: number;
  /** How many guilds there are besides the two that everyone knows; none by default. */
  readonly guilds?: number;
  /** What faults with a chance are diced with; `Math.random` by default. */
  readonly random?: Random;
}

/** @param url - the request's, parsed. */
export type PageHandler = (url: URL, request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Loopback alone: nobody but this machine may be part of the game. */
const host = '127.0.0.1';

export class Playground extends World implements AsyncDisposable {
  /** What goes wrong between the bot and the double, while it is switched on. */
  readonly faults: Faults;
  readonly #server: Server;
  readonly #api: Api;
  readonly #gateway: Gateway;
  readonly #log: (line: string) => void;
  #page: PageHandler = (_url, _request, response) => {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Nothing is served here.');
  };

  private constructor(options: PlaygroundOptions) {
    super(options);
    this.#log = options.log ?? ((line) => process.stderr.write(`${line}\n`));
    const { random = Math.random, pace = systemClock } = options;
    const rest = new RestFaults(random, routePatterns);
    const events = new EventFaults(random);
    const limits = new RequestLimits(pace, options.requestsPerSecond ?? limitOf('rate.global'));
    const recorder = options.record ? new Recorder(this, options.record) : null;
    this.#api = new Api(this, { faults: rest, limits, recorder, pace, log: this.#log });
    this.#gateway = new Gateway(this, { faults: events, recorder, log: this.#log }, options);
    this.faults = new Faults(rest, events, this.#gateway);
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.on('upgrade', (request, socket, head) => {
      const url = targetOf(request, this.url);
      // Only a browser names an origin, and no page has business at the gateway.
      if (request.headers.origin === undefined && url && isLocal(request, url)) {
        this.#gateway.upgrade(request, socket, head);
        return;
      }
      // Whoever is turned away may be gone before they hear of it.
      socket.on('error', () => {});
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
  }

  /** @throws Error with the code EADDRINUSE where the port is taken. */
  static async start(options: PlaygroundOptions = {}): Promise<Playground> {
    const playground = new Playground(options);
    await playground.#listen(options.port ?? 0);
    furnish(playground);
    furnishGuilds(playground, options.guilds ?? 0);
    return playground;
  }

  /** For `DISCORD_API_URL`; discord.js adds the version itself. */
  get apiUrl(): string {
    return `${this.url}/api`;
  }

  get botIsOnline(): boolean {
    return this.#gateway.online;
  }

  /** Someone by username, with all the gestures that a Discord client has. */
  member(name: string): Member {
    return new Member(this, this.user(name));
  }

  /** Gives all paths beside Discord's own to a page. */
  serve(page: PageHandler): void {
    this.#page = page;
  }

  /**
   * Sends interactions to a bot that listens by itself, from now on, in place of the gateway. Its key is the application's
   * `verify_key`.
   *
   * @throws Error where Discord would not take the address.
   */
  async useEndpoint(url: string): Promise<void> {
    const endpoint = await Endpoint.connect(this, url, this.keys.privateKey);
    this.hasEndpoint = true;
    this.on('change', (change) => {
      if (change.kind === 'interaction-created') void endpoint.deliver(change.interaction);
    });
  }

  /** Lets the bot into a guild, as an administrator who follows its invitation. */
  addBot(guild: string | Guild, options: InvitationOptions = {}): void {
    addBot(this, this.guild(guild), options);
  }

  /** Throws the bot out of a guild. What else a server's administrator does is in `world/guilds.ts` and `world/threads.ts`. */
  removeBot(guild: string | Guild = this.firstGuild): void {
    removeBot(this, this.guild(guild));
  }

  async close(): Promise<void> {
    this.#api.close();
    this.#gateway.close();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    await promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #listen(port: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `The playground cannot listen on port ${port}: another program does already. Choose another port.`;
      reject(error.code === 'EADDRINUSE' ? Object.assign(new Error(taken), { code: error.code }) : error);
    });
    this.#server.listen(port, host, resolve);
    await promise;
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The playground has no port.');
    this.url = `http://${host}:${address.port}`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = targetOf(request, this.url);
    if (!url) {
      response.writeHead(400, { 'content-type': 'text/plain' }).end('The playground answers to paths.');
      return;
    }
    const { pathname } = url;
    if (!isLocal(request, url)) {
      response
        .writeHead(421, { 'content-type': 'text/plain' })
        .end('The playground answers to 127.0.0.1 and localhost.');
      return;
    }
    try {
      if (pathname.startsWith(`${apiPrefix}/`)) await this.#api.answer(url, request, response);
      else if (pathname.startsWith('/api/'))
        response.writeHead(400).end('The playground speaks version 10 of the API.');
      else if (pathname.startsWith(attachmentPrefix)) answerAttachment(this, pathname, response);
      else await this.#page(url, request, response);
    } catch (error) {
      this.#log(
        `The playground failed at ${request.method} ${pathname}: ${error instanceof Error ? error.stack : error}`,
      );
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  }
}

/** A page elsewhere can point a name of its own at this address, but cannot hide which name it called. */
function isLocal({ headers }: IncomingMessage, target: URL): boolean {
  return [headers.host ?? '', target.host].every((host) => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host));
}
