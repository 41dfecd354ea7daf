/** Discord's gateway: identifies and resumes the bot over a WebSocket, and passes the world's changes on. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import type { EventFaults } from '../faults/event-faults.ts';
import type { GatewayFaults } from '../faults/faults.ts';
import type { Change } from '../world/model.ts';
import { wireGuildCreate, wireUser } from '../world/wire.ts';
import type { World } from '../world/world.ts';
import { Connection } from './connection.ts';
import { eventOf } from './events.ts';
import { Session } from './session.ts';

export interface GatewayParts {
  readonly faults: EventFaults;
  readonly log: (line: string) => void;
  /** In ms of real time; Discord's own by default. */
  readonly heartbeatInterval: number | undefined;
}

const identification = z.object({
  token: z.string(),
  intents: z.int(),
  shard: z.tuple([z.int(), z.int()]).default([0, 1]),
});
const resumption = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });

export class Gateway implements GatewayFaults {
  readonly #world: World;
  readonly #faults: EventFaults;
  readonly #log: (line: string) => void;
  readonly #heartbeatInterval: number;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #connections = new Set<Connection>();
  readonly #sessions = new Map<string, Session>();
  /** How many have asked for silence. */
  #muted = 0;

  constructor(world: World, { faults, log, heartbeatInterval = 41_250 }: GatewayParts) {
    this.#world = world;
    this.#faults = faults;
    this.#log = log;
    this.#heartbeatInterval = heartbeatInterval;
    world.on('change', (change) => this.#pass(change));
  }

  get online(): boolean {
    return this.#sessions.values().some((session) => session.online);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new Connection(webSocket, {
        heartbeatInterval: this.#heartbeatInterval,
        log: this.#log,
        acknowledges: () => this.#muted === 0,
        identify: (data) => this.#identify(connection, data),
        resume: (data) => this.#resume(connection, data),
        ended: () => this.#end(connection),
      });
      this.#connections.add(connection);
    });
  }

  drop(): void {
    for (const connection of this.#connections) connection.close(GatewayCloseCodes.UnknownError, 'Unknown error.');
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
    const identity = identification.safeParse(data);
    if (!identity.success || !this.#isToken(identity.data.token)) {
      connection.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return;
    }
    const { shard, intents } = identity.data;
    const session = new Session(randomUUID(), { intents, shard });
    // A bot that starts anew has forgotten its earlier login.
    for (const [id, old] of this.#sessions) {
      if (!old.online && String(old.shard) === String(shard)) this.#sessions.delete(id);
    }
    this.#sessions.set(session.id, session);
    this.#attach(connection, session);
    this.#greet(session);
    this.#tellPresence();
  }

  #greet(session: Session): void {
    const world = this.#world;
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
        shard: session.shard,
        application: { id: world.applicationId, flags: 0 },
      },
    });
    for (const guild of guilds) {
      session.dispatch({ t: GatewayDispatchEvents.GuildCreate, d: wireGuildCreate(world, guild) });
    }
  }

  #resume(connection: Connection, data: unknown): void {
    const request = resumption.safeParse(data);
    if (!request.success || !this.#isToken(request.data.token)) {
      connection.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return;
    }
    const { session_id, seq } = request.data;
    const session = this.#sessions.get(session_id);
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

  #end(connection: Connection): void {
    this.#connections.delete(connection);
    if (!connection.session) return;
    connection.session.disconnect();
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
