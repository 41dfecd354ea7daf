/** Discord's gateway: identifies and resumes the bot over a WebSocket, and passes the world's changes on. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import type { EventFaults } from '../faults/event-faults.ts';
import type { GatewayFaults } from '../faults/faults.ts';
import { closeRules, gatewayTimes } from '../rules/book/gateway.ts';
import { limitOf } from '../rules/book.ts';
import { brokenRule } from '../rules/discord-error.ts';
import type { Recorder } from '../traffic/recorder.ts';
import { type Clock, systemClock } from '../world/clock.ts';
import type { Change, Guild, RequestRecord } from '../world/model.ts';
import { wireGuildCreate, wireSelf } from '../world/wire.ts';
import type { World } from '../world/world.ts';
import { Connection } from './connection.ts';
import { eventOf } from './events.ts';
import { authenticationFailed, type Closing, type PrivilegedIntent, readIdentity } from './identity.ts';
import { Session } from './session.ts';
import { Turnstile } from './turnstile.ts';

export interface GatewayOptions {
  /** The clock of what the bot waits for: heartbeats, sends, logins, requests, slow answers. Real time by default. */
  readonly pace?: Clock;
  /** How often the bot is to send a heartbeat, in ms; Discord's own by default. */
  readonly heartbeatInterval?: number;
  /** How long a shard keeps others of its kind from identifying, in ms; 0 lets a test restart its bot at once. */
  readonly identifyInterval?: number;
  /** How many guilds a shard may serve; Discord's 2500 by default. */
  readonly guildsPerShard?: number;
  /** Those that the application was granted; none by default. */
  readonly privilegedIntents?: readonly PrivilegedIntent[];
}

interface GatewayParts {
  readonly faults: EventFaults;
  readonly recorder: Recorder | null;
  readonly log: (line: string) => void;
}

/**
 * A bot that closes with these has no session to come back to.
 * Source: https://docs.discord.com/developers/events/gateway#initiating-a-disconnect
 */
const farewells: readonly number[] = [1_000, 1_001];

const resumption = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });

export class Gateway implements GatewayFaults {
  readonly #world: World;
  readonly #faults: EventFaults;
  readonly #recorder: Recorder | null;
  readonly #log: (line: string) => void;
  readonly #pace: Clock;
  readonly #heartbeatInterval: number;
  readonly #guildsPerShard: number;
  readonly #privilegedIntents: readonly PrivilegedIntent[];
  readonly #turnstile: Turnstile;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #connections = new Set<Connection>();
  readonly #sessions = new Map<string, Session>();
  /** How many have asked for silence. */
  #muted = 0;

  constructor(world: World, { faults, recorder, log }: GatewayParts, options: GatewayOptions) {
    this.#world = world;
    this.#faults = faults;
    this.#recorder = recorder;
    this.#log = log;
    this.#pace = options.pace ?? systemClock;
    this.#heartbeatInterval = options.heartbeatInterval ?? 41_250;
    this.#guildsPerShard = options.guildsPerShard ?? limitOf('gateway.guilds');
    this.#privilegedIntents = options.privilegedIntents ?? [];
    this.#turnstile = new Turnstile(this.#pace, options.identifyInterval ?? gatewayTimes.identify);
    world.on('change', (change) => this.#pass(change));
  }

  get online(): boolean {
    return this.#sessions.values().some((session) => session.online);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new Connection(webSocket, {
        heartbeatInterval: this.#heartbeatInterval,
        pace: this.#pace,
        log: this.#log,
        recorder: this.#recorder,
        acknowledges: () => this.#muted === 0,
        identify: (data) => this.#identify(connection, data),
        resume: (data) => this.#resume(connection, data),
        refused: (closing) => this.#world.record(closingRecord(closing)),
        ended: (code) => this.#end(connection, code),
      });
      this.#connections.add(connection);
    });
  }

  drop(): void {
    for (const connection of this.#connections) {
      connection.close({ code: GatewayCloseCodes.UnknownError, reason: 'Unknown error.' });
    }
  }

  cut(): void {
    for (const connection of this.#connections) connection.cut();
  }

  invalidate({ resumable = false }: { readonly resumable?: boolean } = {}): void {
    for (const connection of this.#connections) {
      const { session } = connection;
      if (!session) continue;
      connection.session = null;
      session.disconnect();
      if (!resumable) this.#sessions.delete(session.id);
      connection.send(GatewayOpcodes.InvalidSession, resumable);
    }
    this.#tellPresence();
  }

  requestReconnect(): void {
    for (const connection of this.#connections) connection.send(GatewayOpcodes.Reconnect, null);
  }

  muteHeartbeats(): () => void {
    let muted = true;
    this.#muted += 1;
    return () => {
      if (muted) this.#muted -= 1;
      muted = false;
    };
  }

  close(): void {
    this.#faults.close();
    for (const connection of this.#connections) connection.cut();
    this.#server.close();
  }

  #identify(connection: Connection, data: unknown): void {
    const { logins } = this.#world;
    const identity = readIdentity(data, {
      isToken: (token) => this.#isToken(token),
      allowed: this.#privilegedIntents,
    });
    if ('code' in identity) {
      connection.close(identity);
      return;
    }
    const { shard } = identity;
    if (!this.#turnstile.pass(shard[0] % logins.maxConcurrency)) {
      connection.send(GatewayOpcodes.InvalidSession, false);
      return;
    }
    if (!logins.take()) {
      this.#shutOut();
      return;
    }
    const session = new Session(randomUUID(), identity);
    const guilds = this.#guildsOf(session);
    if (guilds.length > this.#guildsPerShard) {
      connection.close({ code: GatewayCloseCodes.ShardingRequired, reason: 'Sharding required.' });
      return;
    }
    // A bot that starts anew has forgotten its earlier login.
    for (const [id, old] of this.#sessions) {
      if (!old.online && String(old.shard) === String(shard)) this.#sessions.delete(id);
    }
    this.#sessions.set(session.id, session);
    this.#attach(connection, session);
    this.#greet(session, session.wantsGuilds ? guilds : []);
    this.#tellPresence();
  }

  /** As Discord announces for a bot that identifies too often: all its sessions end, and its token is another one. */
  #shutOut(): void {
    this.#world.resetToken();
    this.#sessions.clear();
    for (const connection of this.#connections) connection.close(authenticationFailed);
  }

  #guildsOf(session: Session): Guild[] {
    const { guilds, bot } = this.#world;
    return [...guilds.values()].filter(({ id, members }) => members.has(bot.id) && session.serves(id));
  }

  #greet(session: Session, guilds: readonly Guild[]): void {
    const world = this.#world;
    session.dispatch({
      t: GatewayDispatchEvents.Ready,
      d: {
        v: 10,
        user: wireSelf(world),
        guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
        session_id: session.id,
        resume_gateway_url: world.url.replace(/^http/, 'ws'),
        shard: session.shard,
        application: { id: world.applicationId, flags: 0 },
      },
    });
    for (const guild of guilds) {
      const { id, unavailable } = guild;
      const d = unavailable ? { id, unavailable } : wireGuildCreate(world, guild);
      session.dispatch({ t: GatewayDispatchEvents.GuildCreate, d });
    }
  }

  #resume(connection: Connection, data: unknown): void {
    const request = resumption.safeParse(data);
    if (!request.success || !this.#isToken(request.data.token)) {
      connection.close(authenticationFailed);
      return;
    }
    const { session_id, seq } = request.data;
    const session = this.#sessions.get(session_id);
    if (session && seq > session.seq) {
      connection.close({ code: GatewayCloseCodes.InvalidSeq, reason: 'Invalid seq.' });
      return;
    }
    if (!session?.remembers(seq)) {
      connection.send(GatewayOpcodes.InvalidSession, false);
      return;
    }
    this.#attach(connection, session);
    session.replay(seq);
    session.dispatch({ t: GatewayDispatchEvents.Resumed, d: {} });
    this.#tellPresence();
  }

  /** A session has one connection: the one that resumed it takes it from a dead one that was not missed yet. */
  #attach(connection: Connection, session: Session): void {
    for (const other of this.#connections) if (other.session === session) other.session = null;
    connection.session = session;
    session.connect(connection);
  }

  #end(connection: Connection, code: number): void {
    this.#connections.delete(connection);
    const { session } = connection;
    if (!session) return;
    session.disconnect();
    if (farewells.includes(code)) this.#sessions.delete(session.id);
    this.#tellPresence();
  }

  #tellPresence(): void {
    this.#world.changed({ kind: 'bot-presence', online: this.online });
  }

  #isToken(token: string): boolean {
    return token.replace(/^Bot /, '') === this.#world.token;
  }

  #pass(change: Change): void {
    const event = eventOf(this.#world, change);
    if (!event) return;
    const { t, d, guildId, needsGuilds } = event;
    const fault = this.#faults.strike(event);
    for (const session of this.#sessions.values()) {
      if (session.serves(guildId) && (session.wantsGuilds || !needsGuilds)) {
        this.#faults.deliver(session, { t, d }, fault);
      }
    }
  }
}

/** A closing among the requests, for whoever asks what the bot did wrong. */
function closingRecord({ code, reason }: Closing): RequestRecord {
  const rule = closeRules.get(code);
  return {
    method: 'GATEWAY',
    route: 'close',
    path: 'closed',
    body: null,
    files: [],
    status: code,
    error: { code, message: reason },
    broken: rule === undefined ? [] : [brokenRule(rule)],
    fault: null,
  };
}
