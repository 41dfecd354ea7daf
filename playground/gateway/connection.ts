/** One WebSocket of a bot: reads its payloads by opcode, acknowledges its heartbeats, and knows the session on it. */
import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { closeRules, gatewayTimes } from '../rules/book/gateway.ts';
import { limitOf } from '../rules/book.ts';
import type { Recorder } from '../traffic/recorder.ts';
import type { Clock } from '../world/clock.ts';
import type { GatewayEvent } from './gateway-event.ts';
import type { Closing } from './identity.ts';
import type { Session } from './session.ts';

/** What a bot may send only once it has identified. */
const laterOpcodes: readonly number[] = [
  GatewayOpcodes.PresenceUpdate,
  GatewayOpcodes.VoiceStateUpdate,
  GatewayOpcodes.RequestGuildMembers,
  GatewayOpcodes.RequestSoundboardSounds,
];

const incoming = z.object({ op: z.int(), d: z.unknown() });

export interface ConnectionParts {
  readonly heartbeatInterval: number;
  /** Tells when a heartbeat is missed and how often the bot sends: it waits in real time, whatever the world's clock says. */
  readonly pace: Clock;
  readonly log: (line: string) => void;
  readonly recorder: Recorder | null;
  /** Whether heartbeats are acknowledged now. */
  readonly acknowledges: () => boolean;
  readonly identify: (data: unknown) => void;
  readonly resume: (data: unknown) => void;
  /** @param code - that the socket closed with; 1006 where it was cut. */
  /** Hears of every closing that is the bot's own fault. */
  readonly refused: (closing: Closing) => void;
  readonly ended: (code: number) => void;
}

export class Connection {
  /** Null before the bot has identified, and after its session was invalidated. */
  session: Session | null = null;
  readonly #socket: WebSocket;
  readonly #parts: ConnectionParts;
  /** When the bot sent something, as long as that counts. */
  readonly #sends: number[] = [];
  #closing = false;
  #stopWatching = () => {};

  constructor(socket: WebSocket, parts: ConnectionParts) {
    this.#socket = socket;
    this.#parts = parts;
    socket.on('message', (data) => this.#hear(Buffer.isBuffer(data) ? data : Buffer.from(String(data))));
    socket.on('close', (code, reason) => {
      if (!this.#closing) parts.recorder?.gateway('to-discord', 'Close', { code, reason: String(reason) });
      this.#stopWatching();
      parts.ended(code);
    });
    socket.on('error', (error) => parts.log(`The playground's gateway: ${error.message}`));
    this.send(GatewayOpcodes.Hello, { heartbeat_interval: parts.heartbeatInterval });
    this.#watchHeartbeats();
  }

  send(op: GatewayOpcodes, d: unknown): void {
    this.#parts.recorder?.gateway('from-discord', GatewayOpcodes[op], d);
    this.#socket.send(JSON.stringify({ op, d, s: null, t: null }));
  }

  dispatch(s: number, { t, d }: GatewayEvent): void {
    this.#parts.recorder?.gateway('from-discord', t, d, s);
    this.#socket.send(JSON.stringify({ op: GatewayOpcodes.Dispatch, s, t, d }));
  }

  close({ code, reason }: Closing): void {
    if (!this.#closing) this.#parts.recorder?.gateway('from-discord', 'Close', { code, reason });
    this.#closing = true;
    this.#stopWatching();
    if (closeRules.has(code)) this.#parts.refused({ code, reason });
    this.#socket.close(code, reason);
  }

  /** Ends without a close frame, as where the network fails. */
  cut(): void {
    this.#closing = true;
    this.#parts.recorder?.gateway('from-discord', 'Cut', null);
    this.#socket.terminate();
  }

  #watchHeartbeats(): void {
    const { pace, heartbeatInterval } = this.#parts;
    this.#stopWatching();
    this.#stopWatching = pace.after(heartbeatInterval * gatewayTimes.heartbeats, () =>
      this.close({ code: GatewayCloseCodes.SessionTimedOut, reason: 'Session timed out.' }),
    );
  }

  #hear(payload: Buffer): void {
    if (this.#closing) return;
    this.#record(payload);
    const parsed =
      payload.byteLength > limitOf('gateway.payload') ? null : incoming.safeParse(parseJson(payload.toString()));
    if (this.#sendsTooMuch()) this.close({ code: GatewayCloseCodes.RateLimited, reason: 'Rate limited.' });
    else if (parsed?.success) this.#obey(parsed.data.op, parsed.data.d);
    else this.close({ code: GatewayCloseCodes.DecodeError, reason: 'Error while decoding payload.' });
  }

  #record(payload: Buffer): void {
    const { recorder } = this.#parts;
    if (!recorder) return;
    const said = parseJson(payload.toString());
    const read = incoming.safeParse(said);
    if (!read.success) recorder.gateway('to-discord', 'Unreadable', said ?? payload.toString());
    else recorder.gateway('to-discord', GatewayOpcodes[read.data.op] ?? `Opcode ${read.data.op}`, read.data.d);
  }

  #sendsTooMuch(): boolean {
    const now = this.#parts.pace.now();
    this.#sends.push(now);
    const since = now - gatewayTimes.sends;
    while ((this.#sends[0] ?? now) <= since) this.#sends.shift();
    return this.#sends.length > limitOf('gateway.sends');
  }

  #obey(op: number, d: unknown): void {
    switch (op) {
      case GatewayOpcodes.Identify:
      case GatewayOpcodes.Resume:
        if (this.session)
          this.close({ code: GatewayCloseCodes.AlreadyAuthenticated, reason: 'Already authenticated.' });
        else if (op === GatewayOpcodes.Identify) this.#parts.identify(d);
        else this.#parts.resume(d);
        return;
      case GatewayOpcodes.Heartbeat:
        this.#watchHeartbeats();
        if (this.#parts.acknowledges()) this.send(GatewayOpcodes.HeartbeatAck, null);
        return;
    }
    if (laterOpcodes.includes(op) && !this.session) {
      this.close({ code: GatewayCloseCodes.NotAuthenticated, reason: 'Not authenticated.' });
    } else if (laterOpcodes.includes(op)) {
      if (op !== GatewayOpcodes.PresenceUpdate) {
        this.#parts.log(`The playground's gateway has no answer to ${GatewayOpcodes[op]}: Discord has.`);
      }
    } else {
      this.#parts.log(`The playground's gateway does not know opcode ${op}.`);
      this.close({ code: GatewayCloseCodes.UnknownOpcode, reason: 'Unknown opcode.' });
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
