/** One WebSocket of a bot: reads its payloads by opcode, acknowledges its heartbeats, and knows the session on it. */
import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { GatewayEvent } from './gateway-event.ts';
import type { Session } from './session.ts';

/** Discord closes on longer payloads. */
const longestPayload = 4_096;

const incoming = z.object({ op: z.int(), d: z.unknown() });

export interface ConnectionParts {
  readonly heartbeatInterval: number;
  readonly log: (line: string) => void;
  /** Whether heartbeats are acknowledged now. */
  readonly acknowledges: () => boolean;
  readonly identify: (data: unknown) => void;
  readonly resume: (data: unknown) => void;
  readonly ended: () => void;
}

export class Connection {
  /** Null before the bot has identified, and after its session was invalidated. */
  session: Session | null = null;
  readonly #socket: WebSocket;
  readonly #parts: ConnectionParts;

  constructor(socket: WebSocket, parts: ConnectionParts) {
    this.#socket = socket;
    this.#parts = parts;
    socket.on('message', (data) => this.#hear(String(data)));
    socket.on('close', parts.ended);
    socket.on('error', (error) => parts.log(`The playground's gateway: ${error.message}`));
    this.send(GatewayOpcodes.Hello, { heartbeat_interval: parts.heartbeatInterval });
  }

  send(op: GatewayOpcodes, d: unknown): void {
    this.#socket.send(JSON.stringify({ op, d, s: null, t: null }));
  }

  dispatch(s: number, { t, d }: GatewayEvent): void {
    this.#socket.send(JSON.stringify({ op: GatewayOpcodes.Dispatch, s, t, d }));
  }

  close(code: GatewayCloseCodes, reason: string): void {
    this.#socket.close(code, reason);
  }

  /** Ends without a close frame, as where the network fails. */
  cut(): void {
    this.#socket.terminate();
  }

  #hear(text: string): void {
    const parsed = text.length > longestPayload ? null : incoming.safeParse(parseJson(text));
    if (!parsed?.success) {
      this.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
      return;
    }
    const { op, d } = parsed.data;
    switch (op) {
      case GatewayOpcodes.Identify:
      case GatewayOpcodes.Resume:
        if (this.session) this.close(GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.');
        else if (op === GatewayOpcodes.Identify) this.#parts.identify(d);
        else this.#parts.resume(d);
        break;
      case GatewayOpcodes.Heartbeat:
        if (this.#parts.acknowledges()) this.send(GatewayOpcodes.HeartbeatAck, null);
        break;
      case GatewayOpcodes.PresenceUpdate:
        break;
      default:
        this.#parts.log(`The playground's gateway does not know opcode ${op}.`);
        this.close(GatewayCloseCodes.UnknownOpcode, 'Unknown opcode.');
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
