/** Writes down everything that the bot and the double say to each other, as JSON lines without secrets. */
import type { World } from '../world/world.ts';
import type { GatewayLine, RestLine } from './traffic-line.ts';

const mask = '***';

type Direction = GatewayLine['direction'];

/** Where a token stands, and everything that looks like one of the double's own: a bot's, or an interaction's. */
const tokenKey = 'token';
const botToken = /playground\.[\w-]{32}/g;
const interactionToken = /[\w-]{43}/g;

export class Recorder {
  readonly #world: World;
  readonly #write: (line: string) => void;
  #exchanges = 0;

  /** @param write - takes one line at a time, without its end. */
  constructor(world: World, write: (line: string) => void) {
    this.#world = world;
    this.#write = write;
  }

  /** @returns the number that the answer is to have. */
  request(
    route: string,
    path: string,
    body: unknown,
    files: Iterable<{ readonly name: string; readonly bytes: Uint8Array }>,
  ): number {
    this.#exchanges += 1;
    const sent = [...files].map(({ name, bytes }) => ({ name, size: bytes.byteLength }));
    const more = { route, path, exchange: this.#exchanges, ...(sent.length > 0 && { files: sent }) };
    this.#rest({ direction: 'to-discord', body: body ?? null, ...more });
    return this.#exchanges;
  }

  /** @param body - as bytes; what is no JSON is kept as text. */
  answer(
    request: Pick<RestLine, 'route' | 'path' | 'exchange'>,
    { status, body, fault }: { readonly status: number; readonly body: Buffer | null; readonly fault: string | null },
  ): void {
    const said = body === null ? null : jsonOrText(body.toString());
    this.#rest({ direction: 'from-discord', body: said, ...request, status, ...(fault !== null && { fault }) });
  }

  gateway(direction: Direction, event: string, body: unknown, sequence?: number | null): void {
    const line: Omit<GatewayLine, 'time'> = { direction, via: 'gateway', event, body: body ?? null };
    this.#say({ ...line, ...(sequence && { sequence }) });
  }

  #rest(line: Omit<RestLine, 'time' | 'via'>): void {
    this.#say({ ...line, via: 'rest' });
  }

  #say(line: object): void {
    const text = JSON.stringify({ time: this.#world.now(), ...line }, (key, value) =>
      key === tokenKey && typeof value === 'string' ? mask : value,
    );
    this.#write(
      text
        .replace(botToken, mask)
        .replaceAll(this.#world.token, mask)
        .replace(interactionToken, (found) => (this.#world.interactionsByToken.has(found) ? mask : found)),
    );
  }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
