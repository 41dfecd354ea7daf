/** Discord's gateway: greets, identifies and resumes the bot over a WebSocket, and passes the world's changes on. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  GatewayCloseCodes,
  GatewayDispatchEvents,
  type GatewayIdentifyData,
  GatewayOpcodes,
  type GatewayResumeData,
} from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Change } from '../world/model.ts';
import { wireGuildCreate, wireUser } from '../world/wire.ts';
import type { World } from '../world/world.ts';
import { eventOf } from './events.ts';
import { Session } from './session.ts';

const heartbeatInterval = 41_250;
/** Discord closes on longer payloads. */
const longestPayload = 4_096;

const incoming = z.object({ op: z.int(), d: z.unknown() });
const identification = z.object({
  token: z.string(),
  intents: z.int(),
  shard: z.tuple([z.int(), z.int()]).optional(),
});
const resumption = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });

export class Gateway {
  readonly #world: World;
  readonly #log: (line: string) => void;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sessions = new Map<string, Session>();

  constructor(world: World, log: (line: string) => void) {
    this.#world = world;
    this.#log = log;
    world.on('change', (change) => this.#pass(change));
  }

  get online(): boolean {
    return [...this.#sessions.values()].some((session) => session.online);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (connection) => this.#greet(connection));
  }

  /** Drops every connection, as Discord does now and then; the bot is expected to resume. */
  dropConnections(): void {
    for (const connection of this.#server.clients) connection.close(GatewayCloseCodes.UnknownError);
  }

  close(): void {
    for (const connection of this.#server.clients) connection.terminate();
    this.#server.close();
  }

  #greet(connection: WebSocket): void {
    let session: Session | null = null;
    connection.on('message', (data) => {
      const text = String(data);
      if (text.length > longestPayload)
        return connection.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
      const parsed = incoming.safeParse(parseJson(text));
      if (!parsed.success) return connection.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
      const { op, d } = parsed.data;
      if (op === GatewayOpcodes.Identify && session) return connection.close(GatewayCloseCodes.AlreadyAuthenticated);
      if (op === GatewayOpcodes.Identify) session = this.#identify(connection, d);
      else if (op === GatewayOpcodes.Resume) session = this.#resume(connection, d);
      else if (op === GatewayOpcodes.Heartbeat) send(connection, GatewayOpcodes.HeartbeatAck, null);
      else if (op !== GatewayOpcodes.PresenceUpdate) {
        this.#log(`The playground's gateway does not know opcode ${op}.`);
        return connection.close(GatewayCloseCodes.UnknownOpcode, 'Unknown opcode.');
      }
      return undefined;
    });
    connection.on('close', () => {
      session?.disconnect();
      if (session) this.#world.changed({ kind: 'bot-presence', online: this.online });
    });
    connection.on('error', (error) => this.#log(`The playground's gateway: ${error.message}`));
    send(connection, GatewayOpcodes.Hello, { heartbeat_interval: heartbeatInterval });
  }

  #identify(connection: WebSocket, data: unknown): Session | null {
    const identity = identification.safeParse(data);
    if (!identity.success || !this.#isToken(identity.data.token)) {
      connection.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return null;
    }
    const world = this.#world;
    const { shard = [0, 1], intents }: Pick<GatewayIdentifyData, 'shard' | 'intents'> = {
      intents: identity.data.intents,
      ...(identity.data.shard && { shard: identity.data.shard }),
    };
    const session = new Session(randomUUID(), { intents, shard });
    // A bot that starts anew has forgotten its earlier login.
    for (const [id, old] of this.#sessions) {
      if (!old.online && String(old.shard) === String(shard)) this.#sessions.delete(id);
    }
    this.#sessions.set(session.id, session);
    session.connect(connection);

    const guilds = [...world.guilds.values()].filter(
      ({ id, members }) => members.has(world.bot.id) && session.serves(id) && session.wantsGuilds,
    );
    session.dispatch({
      t: GatewayDispatchEvents.Ready,
      d: {
        v: 10,
        user: wireUser(world.bot),
        guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
        session_id: session.id,
        resume_gateway_url: world.url.replace(/^http/, 'ws'),
        shard,
        application: { id: world.applicationId, flags: 0 },
      },
    });
    for (const guild of guilds)
      session.dispatch({ t: GatewayDispatchEvents.GuildCreate, d: wireGuildCreate(world, guild) });
    world.changed({ kind: 'bot-presence', online: true });
    return session;
  }

  #resume(connection: WebSocket, data: unknown): Session | null {
    const request = resumption.safeParse(data);
    if (!request.success || !this.#isToken(request.data.token)) {
      connection.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return null;
    }
    const { session_id, seq }: GatewayResumeData = request.data;
    const session = this.#sessions.get(session_id);
    if (!session?.remembers(seq)) {
      send(connection, GatewayOpcodes.InvalidSession, false);
      return null;
    }
    session.connect(connection);
    session.replay(seq);
    session.dispatch({ t: GatewayDispatchEvents.Resumed, d: {} });
    this.#world.changed({ kind: 'bot-presence', online: true });
    return session;
  }

  #isToken(token: string): boolean {
    return token.replace(/^Bot /, '') === this.#world.token;
  }

  #pass(change: Change): void {
    const event = eventOf(this.#world, change);
    if (!event) return;
    for (const session of this.#sessions.values()) {
      if (session.serves(event.guildId) && (session.wantsGuilds || !event.needsGuilds)) {
        session.dispatch({ t: event.t, d: event.d });
      }
    }
  }
}

function send(connection: WebSocket, op: GatewayOpcodes, d: unknown): void {
  connection.send(JSON.stringify({ op, d, s: null, t: null }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
